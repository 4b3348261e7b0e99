package dev.drydock.catalog.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionFileCatalogerTest {
  private static final VersionFileCataloger CATALOGER = new VersionFileCataloger(Limits.defaults());

  @Test
  void goToolsAreTheToolchainOfGosAdvisories() throws Exception {
    RecordedDiscoveries found =
        run("usr/local/go/VERSION", "go1.24.4\ntime 2025-05-29T19:37:36Z\n");

    assertThat(found.purls()).containsExactly("pkg:golang/toolchain@1.24.4");
    assertThat(found.component("toolchain").evidence())
        .isEqualTo(new Evidence("version-file", "version file"));
    assertThat(run("go/VERSION", "go1.19.8").namesAndVersions())
        .containsExactly("toolchain 1.19.8");
    assertThat(run("go/VERSION", "go1.22rc1\n").namesAndVersions())
        .containsExactly("toolchain 1.22rc1");
  }

  @Test
  void erlangIsTheReleaseOfOtp() throws Exception {
    assertThat(run("usr/local/lib/erlang/releases/27/OTP_VERSION", "27.3.4.1\n").purls())
        .containsExactly("pkg:generic/erlang@27.3.4.1");
    assertThat(run("erlang/releases/28/OTP_VERSION", "28.0-rc1\n").namesAndVersions())
        .containsExactly("erlang 28.0-rc1");
  }

  @Test
  void otherVersionFilesTellNothing() throws Exception {
    for (String text :
        List.of("1.2.3\n", "goose 1.2\n", "go\n", "go1.2.3 and more\n", "devel go")) {
      assertThat(run("app/VERSION", text).components()).as(text).isEmpty();
    }
    assertThat(run("x/OTP_VERSION", "unknown\n").components()).isEmpty();
  }

  @Test
  void wantsSmallFilesOfThatVeryName() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("go/VERSION", "go1.22.1")
            .file("go/version", "go1.22.2")
            .file("big/VERSION", "go1.22.3" + " ".repeat(1000));

    assertThat(CatalogerRun.over(tree, CATALOGER).namesAndVersions())
        .containsExactly("toolchain 1.22.1");
  }

  @Test
  void damagedFilesEndInAResult() {
    byte[] original = bytes("go1.24.4\ntime 2025-05-29T19:37:36Z\n");
    for (String name : List.of("VERSION", "OTP_VERSION")) {
      Mutations.of(original, 5, 2000)
          .forEach(
              damaged ->
                  assertThatCode(() -> CatalogerRun.file(CATALOGER, name, damaged))
                      .doesNotThrowAnyException());
    }
  }

  private static RecordedDiscoveries run(String path, String text) throws Exception {
    return CatalogerRun.file(CATALOGER, path, bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
