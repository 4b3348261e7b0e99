package dev.drydock.change.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import dev.drydock.change.ChangeSet;
import dev.drydock.change.FileChange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeBranchesTest {
  private static final String POM = "<project>\n<v>1</v>\n</project>\n";
  private static final String BRANCH = "drydock/raise";
  private static final String REF = "refs/heads/" + BRANCH;

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
  void branchHasOneCommitAndNothingElseOfTheRepositoryChanges() throws Exception {
    there.put("README", "staged\n");
    there.git("add", "README");
    there.put("README", "edited after that\n");
    there.put("unknown", "x");
    there.put("pom.xml", POM + "<!-- at work -->\n");
    String visible = there.visible();
    ChangeSet change =
        of(
            FileChange.edited("pom.xml", POM, POM.replace("1", "2")),
            FileChange.edited("run", "#!/bin/sh\n", "#!/bin/sh\nexit\n"),
            FileChange.made("d/new ä\tfile", "x"));
    BranchOutcome outcome = branches.commit(change, repository.head());
    assertThat(outcome).isEqualTo(new BranchOutcome.Created(BRANCH, there.git("rev-parse", REF)));
    assertThat(there.visible().replace(there.git("for-each-ref", REF) + "\n", ""))
        .isEqualTo(visible);
    String commit = outcome.commit();
    assertThat(there.git("rev-parse", commit + "^@")).isEqualTo(there.git("rev-parse", "main"));
    assertThat(
            there
                .git("-c", "core.quotePath=false", "diff-tree", "-r", "--no-commit-id", commit)
                .lines()
                .map(line -> line.replaceAll(" [0-9a-f]{40}", "")))
        .containsExactly(
            ":000000 100644 A\t\"d/new ä\\tfile\"",
            ":100644 100644 M\tpom.xml",
            ":100755 100755 M\trun");
    assertThat(there.show(there.directory(), commit, "pom.xml")).isEqualTo(POM.replace("1", "2"));
    assertThat(there.git("log", "-1", "--format=%an <%ae>%n%B", commit))
        .isEqualTo(
            "Test <test@example.org>\nRaise it\n\n## Why\n\n- CVE-1\n\nDrydock-Change: raise "
                + there.git("rev-parse", commit + "^{tree}")
                + "\n");
    assertThat(there.git("fsck", "--strict")).isEmpty();
  }

  @Test
  void secondRunMakesNoSecondCommit() throws Exception {
    BranchOutcome first = branches.commit(raise("2"), repository.head());
    BranchOutcome second = branches.commit(raise("2"), repository.head());
    assertThat(second).isEqualTo(new BranchOutcome.Unchanged(BRANCH, first.commit()));
    BranchOutcome pushed = branches.publish(raise("2"), repository.base(remote, null), remote);
    assertThat(pushed).isInstanceOf(BranchOutcome.Created.class);
    assertThat(branches.publish(raise("2"), repository.base(remote, null), remote))
        .isEqualTo(new BranchOutcome.Unchanged(BRANCH, pushed.commit()));
    assertThat(tip()).isEqualTo(pushed.commit());
  }

  @Test
  void anotherStateOfTheSameChangeReplacesTheCommit() throws Exception {
    Base base = repository.base(remote, null);
    BranchOutcome first = branches.publish(raise("2"), base, remote);
    BranchOutcome second = branches.publish(raise("3"), base, remote);
    assertThat(second).isEqualTo(new BranchOutcome.Updated(BRANCH, tip(), first.commit()));
    assertThat(there.git(there.remote(), "rev-parse", REF + "^")).isEqualTo(base.commit());
    assertThat(there.show(there.remote(), REF, "pom.xml")).isEqualTo(POM.replace("1", "3"));
    branches.commit(raise("2"), base);
    assertThat(branches.commit(raise("3"), base)).isInstanceOf(BranchOutcome.Updated.class);
    assertThat(there.git("rev-list", "--count", base.commit() + ".." + BRANCH)).isEqualTo("1");
  }

  @Test
  void publishingMakesNoBranchHere() throws Exception {
    String visible = there.visible();
    branches.publish(raise("2"), repository.base(remote, null), remote);
    // git itself notes what is on the remote now
    assertThat(there.git("for-each-ref", "--format=%(refname)").lines())
        .containsExactly(
            "refs/heads/main",
            "refs/remotes/origin/HEAD",
            "refs/remotes/origin/" + BRANCH,
            "refs/remotes/origin/main");
    there.git("update-ref", "-d", "refs/remotes/origin/" + BRANCH);
    assertThat(there.visible()).isEqualTo(visible);
  }

  @Test
  void baseThatMovedElsewhereLeavesTheBranch() throws Exception {
    BranchOutcome first = branches.publish(raise("2"), repository.base(remote, null), remote);
    advance("README", "moved\n");
    assertThat(branches.publish(raise("2"), repository.base(remote, null), remote))
        .isEqualTo(new BranchOutcome.Unchanged(BRANCH, first.commit()));
  }

  @Test
  void baseThatMovedInTheSameFileRenewsTheBranch() throws Exception {
    branches.publish(raise("2"), repository.base(remote, null), remote);
    String moved = "<!-- licence -->\n" + POM;
    advance("pom.xml", moved);
    ChangeSet change = of(FileChange.edited("pom.xml", moved, moved.replace("1", "2")));
    Base base = repository.base(remote, null);
    assertThat(branches.publish(change, base, remote)).isInstanceOf(BranchOutcome.Updated.class);
    assertThat(there.git(there.remote(), "rev-parse", REF + "^")).isEqualTo(base.commit());
    assertThat(there.show(there.remote(), REF, "pom.xml")).isEqualTo(moved.replace("1", "2"));
  }

  @Test
  void fewerFilesThanBeforeRenewTheBranch() throws Exception {
    Base base = repository.base(remote, null);
    branches.publish(
        of(
            FileChange.edited("pom.xml", POM, POM.replace("1", "2")),
            FileChange.edited("README", "read me\n", "read\n")),
        base,
        remote);
    assertThat(branches.publish(raise("2"), base, remote))
        .isInstanceOf(BranchOutcome.Updated.class);
    assertThat(there.show(there.remote(), REF, "README")).isEqualTo("read me\n");
  }

  @Test
  void branchOnWhichPeopleCommittedIsTheirs() throws Exception {
    Base base = repository.base(remote, null);
    branches.publish(raise("2"), base, remote);
    there.git("switch", "--quiet", "-c", "mine", "origin/" + BRANCH);
    there.put("README", "I mended the build\n");
    there.git("commit", "--quiet", "-a", "-m", "Mend");
    there.git("push", "--quiet", "origin", "HEAD:" + REF);
    String theirs = tip();
    BranchOutcome.Held held =
        new BranchOutcome.Held(
            BRANCH,
            theirs,
            "others have committed on drydock/raise, so it is left as it is; merge it, or delete"
                + " it, and run again");
    assertThat(branches.publish(raise("3"), base, remote)).isEqualTo(held);
    assertThat(branches.publish(raise("2"), base, remote)).isEqualTo(held);
    assertThat(tip()).isEqualTo(theirs);
    // an amended commit is someone's too, though its message is ours
    there.git("push", "--quiet", "--delete", "origin", BRANCH);
    branches.publish(raise("2"), base, remote);
    there.git("fetch", "--quiet");
    there.git("reset", "--quiet", "--hard", "origin/" + BRANCH);
    there.put("README", "slipped in\n");
    there.git("commit", "--quiet", "-a", "--amend", "--no-edit");
    there.git("push", "--quiet", "--force", "origin", "HEAD:" + REF);
    assertThat(branches.publish(raise("3"), base, remote)).isInstanceOf(BranchOutcome.Held.class);
  }

  @Test
  void branchBroughtUpToDateByAMergeIsKept() throws Exception {
    branches.publish(raise("2"), repository.base(remote, null), remote);
    advance("README", "moved\n");
    there.git("fetch", "--quiet");
    there.git("switch", "--quiet", "-c", "mine", "origin/" + BRANCH);
    there.git("merge", "--quiet", "--no-edit", "origin/main");
    there.git("push", "--quiet", "origin", "HEAD:" + REF);
    assertThat(branches.publish(raise("2"), repository.base(remote, null), remote))
        .isEqualTo(new BranchOutcome.Unchanged(BRANCH, tip()));
  }

  @Test
  void branchThatIsCheckedOutIsHeld() throws Exception {
    BranchOutcome first = branches.commit(raise("2"), repository.head());
    there.git("worktree", "add", "--quiet", scratch.resolve("second").toString(), BRANCH);
    assertThat(branches.commit(raise("3"), repository.head()))
        .isEqualTo(
            new BranchOutcome.Held(
                BRANCH,
                first.commit(),
                "drydock/raise is checked out; switch to another branch, and run again"));
  }

  @Test
  void branchThatMovesWhileItIsPushedIsNotOverwritten() throws Exception {
    Base base = repository.base(remote, null);
    branches.publish(raise("2"), base, remote);
    there.put("README", "in between\n");
    there.git("commit", "--quiet", "-a", "-m", "Theirs");
    String theirs = there.git("rev-parse", "HEAD");
    GitProgram slow =
        (directory, environment, input, arguments) -> {
          if (arguments.contains("push")) {
            there.git("push", "--quiet", "--force", "origin", "HEAD:" + REF);
          }
          return there.program().run(directory, environment, input, arguments);
        };
    ChangeBranches late = new ChangeBranches(GitRepository.find(slow, there.directory()), false);
    assertRefused(
        () -> late.publish(raise("3"), base, remote),
        Kind.STALE,
        "cannot push drydock/raise: the branch on the remote moved meanwhile; run again");
    assertThat(tip()).isEqualTo(theirs);
  }

  @Test
  void baseWithOtherFilesThanTheChangeWasMadeFromIsRefused() throws Exception {
    Base base = repository.head();
    there.put("pom.xml", "<other/>\n");
    assertRefused(
        () -> branches.commit(of(FileChange.edited("pom.xml", "<other/>\n", "<a/>\n")), base),
        Kind.STALE,
        "pom.xml here is not what main has; check that branch out, or choose another base");
    assertRefused(
        () -> branches.commit(of(FileChange.edited("nope", "a", "b")), base),
        Kind.STALE,
        "nope is not on main; commit it there first, or choose another base");
    assertRefused(
        () -> branches.commit(of(FileChange.made("README", "b")), base),
        Kind.STALE,
        "README is on main already, so it is not made");
    Files.createSymbolicLink(there.directory().resolve("link"), Path.of("README"));
    there.git("add", "link");
    there.git("commit", "--quiet", "-m", "link");
    assertRefused(
        () -> branches.commit(of(FileChange.edited("link", "README", "x")), repository.head()),
        Kind.FORBIDDEN,
        "link is a link in Git, and no file; change what it shows");
    assertThat(there.git("branch", "--list", "drydock/*")).isEmpty();
  }

  @Test
  void bytesThatAreNoUtf8Stay() throws Exception {
    byte[] before = "gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] after = "gr\u00fcner\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(there.directory().resolve("latin"), before);
    there.git("add", "-A");
    there.git("commit", "--quiet", "-m", "latin");
    BranchOutcome outcome =
        branches.commit(of(new FileChange("latin", before, after)), repository.head());
    assertThat(there.show(there.directory(), outcome.commit(), "latin")).isEqualTo("gr\u00fcner\n");
  }

  @Test
  void shallowCloneStaysShallowAndWorksAlike() throws Exception {
    for (int i = 0; i < 5; i++) {
      advance("README", "moved " + i + "\n");
    }
    BranchOutcome first = branches.publish(raise("2"), repository.base(remote, null), remote);
    advance("README", "moved again\n");
    Path shallow = scratch.resolve("shallow");
    there.git(
        scratch, "clone", "--quiet", "--depth=1", "file://" + there.remote(), shallow.toString());
    GitRepository small = GitRepository.find(there.program(), shallow);
    ChangeBranches there2 = new ChangeBranches(small, false);
    Remote origin = small.remote(null);
    assertThat(there2.publish(raise("2"), small.base(origin, null), origin))
        .isEqualTo(new BranchOutcome.Unchanged(BRANCH, first.commit()));
    assertThat(there2.publish(raise("3"), small.base(origin, null), origin))
        .isInstanceOf(BranchOutcome.Updated.class);
    // main, and the old commit of the branch with its parent
    assertThat(there.git(shallow, "rev-list", "--count", "--all", first.commit())).isEqualTo("3");
    assertThat(there.git(there.remote(), "fsck", "--strict", "--no-dangling")).isEmpty();
  }

  @Test
  void nothingThatTheUserNamedIsTakenForAnOption() throws Exception {
    branches.publish(
        of(FileChange.made("--output=x", "1"), FileChange.made("-n", "2")),
        repository.base(remote, null),
        remote);
    assertThat(there.show(there.remote(), REF, "--output=x")).isEqualTo("1");
    assertThat(there.show(there.remote(), REF, "-n")).isEqualTo("2");
    List<List<String>> unsafe = new ArrayList<>(there.calls());
    unsafe.removeIf(
        call ->
            !call.contains("-n")
                || call.indexOf("--") >= 0 && call.indexOf("--") < call.indexOf("-n"));
    assertThat(unsafe).isEmpty();
  }

  private String tip() throws Exception {
    return there.git(there.remote(), "rev-parse", REF);
  }

  /// Someone else commits on `main` of the remote.
  private void advance(String path, String content) throws Exception {
    Path other = scratch.resolve("other");
    if (!Files.exists(other)) {
      there.git(scratch, "clone", "--quiet", there.remote().toString(), other.toString());
    }
    Files.writeString(other.resolve(path), content);
    there.git(other, "commit", "--quiet", "-a", "-m", "Move");
    there.git(other, "push", "--quiet");
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
