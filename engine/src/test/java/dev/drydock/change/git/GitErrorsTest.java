package dev.drydock.change.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitErrorsTest {

  private static ChangeException of(String said) {
    return GitErrors.of(
        "push drydock/a",
        Path.of("/src"),
        new GitProgram.Result(128, new byte[0], said.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "git@example.org: Permission denied (publickey).|REFUSED|does not let git in",
        "remote: Permission to a/b.git denied to me.|REFUSED|does not let git in",
        "fatal: could not read Username for 'https://example.org': terminal prompts disabled"
            + "|REFUSED|does not let git in",
        "fatal: Authentication failed for 'https://example.org/a/b/'|REFUSED|does not let git in",
        "Host key verification failed.|REFUSED|does not know the remote's host key",
        "remote: error: GH006: Protected branch update failed|REFUSED|let branches drydock/* be",
        "fatal: unable to access 'https://x/': Could not resolve host: x|UNAVAILABLE|the network",
        "ssh: connect to host x port 22: Connection refused|UNAVAILABLE|the network",
        "remote: Repository not found.|NOT_FOUND|no such repository",
        "error: unable to write file .git/objects/aa: Permission denied|UNAVAILABLE|and said: unable"
      })
  void knownErrorsHaveTheirMend(String said, Kind kind, String words) {
    ChangeException error = of(said);
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.getMessage()).startsWith("cannot push drydock/a: ").contains(words);
    assertThat(error.getMessage()).hasLineCount(1);
  }

  @Test
  void unknownErrorIsGitsLastWordWithoutPasswords() {
    assertThat(
            of(
                "hint: try this\nfatal: no luck with https://me:s3cret@example.org/a \u001b[31mred\n"
                    + "and more"))
        .hasMessage(
            "cannot push drydock/a: git ended with exit code 128 and said: no luck with"
                + " https://example.org/a  [31mred");
    assertThat(of("")).hasMessage("cannot push drydock/a: git ended with exit code 128");
    assertThat(of("fatal: " + "x".repeat(5000)).getMessage()).hasSizeLessThan(300);
  }
}
