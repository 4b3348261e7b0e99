package dev.drydock.change.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import dev.drydock.change.ChangeSet;
import dev.drydock.change.FileChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the user has set up in Git holds for our commits and pushes too.
class GitConfigurationTest {
  private static final String POM = "<project>\n<v>1</v>\n</project>\n";

  @TempDir Path scratch;
  private TestRepository there;
  private GitRepository repository;
  private Remote remote;
  private ChangeBranches branches;

  @BeforeEach
  void makeRepository() throws Exception {
    there = new TestRepository(scratch);
    repository = there.open();
    remote = repository.remote(null);
    branches = new ChangeBranches(repository, false);
  }

  private static ChangeSet raise(String version) {
    return of(FileChange.edited("pom.xml", POM, POM.replace("1", version)));
  }

  private static ChangeSet of(FileChange... files) {
    return new ChangeSet("raise", "Raise it", "## Why\n\n- CVE-1\n", List.of(files));
  }

  @Test
  void lineEndsAreConvertedAsGitDoesItHere() throws Exception {
    there.put(".gitattributes", "*.txt text eol=crlf\n");
    there.put("crlf.txt", "1\r\n2\r\n");
    there.put("kept.bat", "1\r\n2\r\n");
    there.git("add", "-A");
    there.git("commit", "--quiet", "-m", "line ends");
    ChangeSet change =
        of(
            FileChange.edited("crlf.txt", "1\r\n2\r\n", "1\r\n3\r\n"),
            FileChange.edited("kept.bat", "1\r\n2\r\n", "1\r\n3\r\n"));
    BranchOutcome outcome = branches.commit(change, repository.head());
    assertThat(there.show(there.directory(), outcome.commit(), "crlf.txt")).isEqualTo("1\n3\n");
    assertThat(there.show(there.directory(), outcome.commit(), "kept.bat")).isEqualTo("1\r\n3\r\n");
    assertRefused(
        () ->
            branches.commit(
                of(FileChange.edited("crlf.txt", "1\r\n2\r\n", "1\n2\n")), repository.head()),
        Kind.STALE,
        "Git sees no change: main has these files already, save for what Git does not keep (line"
            + " ends)");
  }

  @Test
  void whoCommitsIsAskedForWhereGitDoesNotKnow() throws Exception {
    there.git("config", "user.name", "");
    there.git("config", "user.email", "");
    there.git("config", "user.useConfigOnly", "true");
    assertRefused(
        () -> branches.commit(raise("2"), repository.head()),
        Kind.REFUSED,
        "cannot commit: git does not know who commits; run git config user.name NAME and git"
            + " config user.email ADDRESS");
  }

  @Test
  void signOffIsOfWhoCommits() throws Exception {
    BranchOutcome outcome =
        new ChangeBranches(repository, true).commit(raise("2"), repository.head());
    assertThat(there.git("log", "-1", "--format=%(trailers:only)", outcome.commit()).lines())
        .containsExactly(
            "Signed-off-by: Test <test@example.org>",
            "Drydock-Change: raise " + there.git("rev-parse", outcome.commit() + "^{tree}"));
  }

  @Test
  void commitsAreSignedWhereTheUserSignsAllCommits() throws Exception {
    there.git("config", "commit.gpgSign", "true");
    there.git("config", "gpg.program", "false");
    assertRefused(
        () -> branches.commit(raise("2"), repository.head()),
        Kind.REFUSED,
        "cannot commit: your git signs commits and the key did not answer; unlock it, or set"
            + " commit.gpgSign to false");
  }

  @Test
  void hookOfTheRemoteThatRefusesIsRepeated() throws Exception {
    Path hook = there.remote().resolve("hooks/pre-receive");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\nexit 1\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
    assertRefused(
        () -> branches.publish(raise("2"), repository.base(remote, null), remote),
        Kind.REFUSED,
        "cannot push drydock/raise: a rule of the remote refuses it; it said: pre-receive hook"
            + " declined");
  }

  private static void assertRefused(ThrowingCallable call, Kind kind, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ChangeException.class,
            refused -> {
              assertThat(refused).hasMessage(message);
              assertThat(refused.kind()).isEqualTo(kind);
            });
  }
}
