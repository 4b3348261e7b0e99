package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTest {

  @ParameterizedTest
  @CsvSource({
    "git+ssh://git@host/o/n.git#d5ac058, git+ssh://git@host/o/n.git@d5ac058",
    "git://host/o/n.git#d5ac058, git://host/o/n.git@d5ac058",
    "ssh://host/o/n.git#d5ac058, git+ssh://host/o/n.git@d5ac058",
    "https://host/o/n.git#d5ac058, git+https://host/o/n.git@d5ac058",
    "https://github.com/o/n#d5ac058, git+https://github.com/o/n@d5ac058",
    "https://token@github.com/o/n#d5ac058, git+https://github.com/o/n@d5ac058",
    "github:o/n#d5ac058, git+https://github.com/o/n.git@d5ac058",
    "gitlab:o/n#d5ac058, git+https://gitlab.com/o/n.git@d5ac058",
    "bitbucket:o/n#d5ac058, git+https://bitbucket.org/o/n.git@d5ac058",
    "git@github.com:o/n.git#commit=d5ac058, git+ssh://git@github.com/o/n.git@d5ac058",
    "https://host/n.git#commit=d5ac058&workspace=a, git+https://host/n.git@d5ac058",
    "https://host/n.git#workspace=a&commit=d5ac058, git+https://host/n.git@d5ac058",
    "https://codeload.github.com/o/n/tar.gz/d5ac058, git+https://github.com/o/n.git@d5ac058",
    "https://codeload.github.com/o/n/tar.gz/d5ac058#0f3, git+https://github.com/o/n.git@d5ac058",
    "https://gitlab.com/o/n/repository/archive.tar.gz?ref=d5ac058, "
        + "git+https://gitlab.com/o/n.git@d5ac058",
    "https://bitbucket.org/o/n/get/d5ac058.tar.gz, git+https://bitbucket.org/o/n.git@d5ac058",
  })
  void findsTheCommit(String resolved, String expected) {
    assertThat(Commit.vcsUrl(resolved)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://registry.npmjs.org/ms/-/ms-2.1.2.tgz#d09d1f357b443f493382a8eb3ccd183872ae6009",
        "https://npm.pkg.github.com/download/@o/n/1.0.0/abc#d09d1f357b443f493382a8eb3ccd183872ae60",
        "https://github.com/o/n/archive/v1.tar.gz#d09d1f357b443f493382a8eb3ccd183872ae6009",
        "file:n-1.0.0.tgz#d09d1f357b443f493382a8eb3ccd183872ae6009",
        "git+https://host/n.git#v1.8.3",
        "git+https://host/n.git",
        "https://codeload.github.com/o/n/tar.gz/master",
        "https://bitbucket.org/o/n/get/.tar.gz",
        "https://bitbucket.org/o.tar.gz/n/get/d5ac058",
        "#d5ac058",
        "1.0.0",
        "",
      })
  void aTagABranchOrAChecksumIsNone(String resolved) {
    assertThat(Commit.vcsUrl(resolved)).isNull();
  }
}
