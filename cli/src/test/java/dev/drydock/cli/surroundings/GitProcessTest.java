package dev.drydock.cli.surroundings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.change.ChangeException;
import dev.drydock.change.git.GitProgram;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.testkit.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real process, and programs that behave worse than git does.
@Timeout(60)
class GitProcessTest {
  @TempDir Path scratch;

  @Test
  void answersWithWhatGitSays() throws Exception {
    Tools.require("git", "git");
    GitProcess git = new GitProcess(System.getenv());
    GitProgram.Result version = git.run(scratch, Map.of(), new byte[0], List.of("--version"));
    assertThat(version.exit()).isZero();
    assertThat(text(version.out())).startsWith("git version ");
    assertThat(version.err()).isEmpty();
    byte[] input = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    assertThat(text(git.run(scratch, Map.of(), input, List.of("hash-object", "--stdin")).out()))
        .isEqualTo(hash(input));
    GitProgram.Result wrong = git.run(scratch, Map.of(), input, List.of("no-such-command"));
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(text(wrong.err())).contains("no-such-command");
  }

  private static String hash(byte[] content) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-1");
    digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(content)) + "\n";
  }

  @Test
  void otherRepositorysVariablesAreNotPassedOn() throws Exception {
    Path directory = program("env; printf '%s\\n' \"$@\"; cat");
    GitProcess git =
        new GitProcess(
            Map.of(
                "PATH", directory + File.pathSeparator + System.getenv("PATH"),
                "GIT_DIR", "/elsewhere/.git",
                "GIT_INDEX_FILE", "/elsewhere/index",
                "GIT_SSH_COMMAND", "ssh -i key",
                "LC_ALL", "de_DE"));
    GitProgram.Result result =
        git.run(
            scratch,
            Map.of("LC_ALL", "C", "GIT_INDEX_FILE", "own"),
            "input\n".getBytes(StandardCharsets.UTF_8),
            List.of("a b", "$(touch x)", ";"));
    assertThat(text(result.out()).lines().filter(line -> !line.matches("(PWD|SHLVL|_|OLDPWD)=.*")))
        .containsExactlyInAnyOrder(
            "PATH=" + directory + File.pathSeparator + System.getenv("PATH"),
            "GIT_SSH_COMMAND=ssh -i key",
            "GIT_INDEX_FILE=own",
            "LC_ALL=C",
            "a b",
            "$(touch x)",
            ";",
            "input");
    assertThat(scratch.resolve("x")).doesNotExist();
  }

  @Test
  void programThatHangsIsEnded() throws Exception {
    Path directory = program("sleep 50 & sleep 50");
    GitProcess git =
        new GitProcess(
            Map.of("PATH", directory + File.pathSeparator + System.getenv("PATH")),
            Duration.ofMillis(300),
            1000);
    assertThatThrownBy(() -> git.run(scratch, Map.of(), new byte[0], List.of("push")))
        .isInstanceOf(ChangeException.class)
        .hasMessage(
            "git took longer than 0 s and was ended; does it wait for a password or a key?");
  }

  @Test
  void programThatSaysTooMuchIsEnded() throws Exception {
    for (String script : List.of("yes", "yes >&2")) {
      Path directory = program(script);
      GitProcess git =
          new GitProcess(
              Map.of("PATH", directory + File.pathSeparator + System.getenv("PATH")),
              Duration.ofSeconds(30),
              1000);
      assertThatThrownBy(() -> git.run(scratch, Map.of(), new byte[0], List.of("log")))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageStartingWith("what git says goes over the limit of 1,000");
    }
  }

  @Test
  void programOfTheDirectoryToChangeIsNotRun() throws Exception {
    Path directory = program("touch ran");
    Path tree = Files.copy(directory.resolve("git"), scratch.resolve("git"));
    assertThat(tree.toFile().setExecutable(true)).isTrue();
    for (String path : List.of("", ".", "." + File.pathSeparator, "bin")) {
      GitProcess git = new GitProcess(Map.of("PATH", path));
      assertThatThrownBy(() -> git.run(scratch, Map.of(), new byte[0], List.of("status")))
          .isInstanceOf(ChangeException.class)
          .hasMessage("git is not installed, or not on PATH; install it to make branches");
    }
    assertThat(scratch.resolve("ran")).doesNotExist();
  }

  /// A directory with a program `git` that is this shell script.
  private Path program(String script) throws IOException {
    Path directory = Files.createDirectories(scratch.resolve("bin"));
    Path program = directory.resolve("git");
    Files.deleteIfExists(program);
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return directory;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
