package dev.drydock.change.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {
  @TempDir Path scratch;
  private TestRepository there;

  @BeforeEach
  void makeRepository() throws Exception {
    there = new TestRepository(scratch);
  }

  @Test
  void isFoundFromBelow() throws Exception {
    Path below = Files.createDirectories(there.directory().resolve("a/b"));
    assertThat(GitRepository.find(there.program(), below).root())
        .isEqualTo(there.directory().toRealPath());
  }

  @Test
  void whereThereIsNoneThatIsSaid() throws Exception {
    Path outside = Files.createDirectory(scratch.resolve("outside"));
    assertRefused(
        () -> GitRepository.find(there.program(), outside),
        Kind.NOT_FOUND,
        "cannot find the Git repository: "
            + outside
            + " is in no Git repository; check the"
            + " directory");
    assertRefused(
        () -> GitRepository.find(there.program(), there.remote()),
        Kind.UNSUPPORTED,
        "cannot find the Git repository: "
            + there.remote()
            + " is a bare repository; run in a clone of it");
  }

  @Test
  void repositoryOfAnotherUserIsSaidToBe() throws Exception {
    GitProgram strict =
        (_, _, _, _) ->
            new GitProgram.Result(
                128,
                new byte[0],
                "fatal: detected dubious ownership in repository at '/src'\n"
                    .getBytes(StandardCharsets.UTF_8));
    assertRefused(
        () -> GitRepository.find(strict, Path.of("/src")),
        Kind.REFUSED,
        "cannot find the Git repository: git does not trust /src, which belongs to another user;"
            + " run git config --global --add safe.directory /src");
  }

  @Test
  void pathsBeginAtTheRootAndFollowLinks() throws Exception {
    there.put("a/b c/ä", "x");
    Files.createSymbolicLink(there.directory().resolve("link"), Path.of("a"));
    Path outside = Files.writeString(scratch.resolve("outside"), "x");
    Files.createSymbolicLink(there.directory().resolve("out"), outside);
    GitRepository repository = there.open();
    assertThat(repository.pathOf(there.directory().resolve("link/b c/ä"))).isEqualTo("a/b c/ä");
    for (Path file : List.of(outside, there.directory().resolve("out"), there.directory())) {
      assertRefused(
          () -> repository.pathOf(file),
          Kind.FORBIDDEN,
          file + " lies outside of the Git repository " + repository.root());
    }
  }

  @Test
  void currentBranchIsTheOneCheckedOut() throws Exception {
    assertThat(there.open().currentBranch()).contains("main");
    there.git("switch", "--quiet", "-c", "feature/x");
    assertThat(there.open().currentBranch()).contains("feature/x");
    there.git("switch", "--quiet", "--detach");
    assertThat(there.open().currentBranch()).isEmpty();
    assertThat(there.open().head()).isEqualTo(new Base("HEAD", there.git("rev-parse", "HEAD")));
  }

  @Test
  void repositoryWithoutACommitHasNothingToBuildOn() throws Exception {
    there.git("switch", "--quiet", "--orphan", "empty");
    assertRefused(
        () -> there.open().head(),
        Kind.NOT_FOUND,
        "the repository has no commit yet to build on; commit something first");
  }

  @Test
  void unsavedFilesAreThoseThatTheLastCommitDoesNotHave() throws Exception {
    there.put("README", "edited\n");
    there.put("pom.xml", "staged\n");
    there.git("add", "pom.xml");
    there.put("d/new file ä", "x");
    there.put("[glob]", "x");
    there.git("add", "--", ":(literal)[glob]");
    there.git("commit", "--quiet", "-m", "odd", "--", ":(literal)[glob]");
    there.put("g", "not asked for");
    GitRepository repository = there.open();
    assertThat(repository.unsaved(List.of("README", "pom.xml", "run", "d/new file ä", "[glob]")))
        .containsExactlyInAnyOrder("README", "pom.xml", "d/new file ä");
    assertThat(repository.unsaved(List.of("run"))).isEmpty();
  }

  @Test
  void remoteIsThatOfTheBranchThenOriginThenTheOnlyOne() throws Exception {
    assertThat(there.open().remote(null))
        .isEqualTo(new Remote("origin", there.remote().toString()));
    there.git("remote", "add", "fork", "https://user:secret@example.org/a/b.git");
    assertThat(there.open().remote(null).name()).isEqualTo("origin");
    there.git("config", "branch.main.remote", "fork");
    assertThat(there.open().remote(null).name()).isEqualTo("fork");
    assertThat(there.open().remote("origin").name()).isEqualTo("origin");
    assertThat(there.open().remote("fork").toString()).isEqualTo("remote fork");
    assertRefused(
        () -> there.open().remote("--upload-pack=touch x"),
        Kind.NOT_FOUND,
        "there is no remote --upload-pack=touch x; git remote lists those there are");
    there.git("config", "--unset", "branch.main.remote");
    there.git("remote", "rename", "origin", "up");
    assertRefused(
        () -> there.open().remote(null),
        Kind.NOT_FOUND,
        "the repository has several remotes; say which one with --remote NAME");
    there.git("remote", "remove", "fork");
    assertThat(there.open().remote(null).name()).isEqualTo("up");
    there.git("remote", "remove", "up");
    assertRefused(
        () -> there.open().remote(null),
        Kind.NOT_FOUND,
        "the repository has no remote to push to; add one with git remote add origin URL");
  }

  @Test
  void baseIsTheRemotesDefaultBranchAsItIsNow() throws Exception {
    GitRepository repository = there.open();
    Remote remote = repository.remote(null);
    assertThat(repository.base(remote, null))
        .isEqualTo(new Base("main", there.git("rev-parse", "HEAD")));
    Path other = scratch.resolve("other");
    there.git(scratch, "clone", "--quiet", there.remote().toString(), other.toString());
    there.git(other, "commit", "--quiet", "--allow-empty", "-m", "Second");
    there.git(other, "push", "--quiet");
    String visible = there.visible();
    Base base = repository.base(remote, null);
    assertThat(base).isEqualTo(new Base("main", there.git(other, "rev-parse", "HEAD")));
    assertThat(there.git("cat-file", "-t", base.commit())).isEqualTo("commit");
    assertThat(there.visible()).isEqualTo(visible);
  }

  @Test
  void baseThatIsNoBranchOfTheRemoteIsSaidToBeNone() throws Exception {
    GitRepository repository = there.open();
    Remote remote = repository.remote(null);
    // the end of this name is that of a branch
    there.git("push", "--quiet", "origin", "main:refs/heads/x/refs/heads/nested");
    assertRefused(
        () -> repository.base(remote, "nested"),
        Kind.NOT_FOUND,
        "the remote origin has no branch nested; say which with --base NAME");
    for (String name : List.of("a:refs/heads/main", "a b", "*", "..", "", "a\nb")) {
      assertRefused(
          () -> repository.base(remote, name),
          Kind.NOT_FOUND,
          name.replace('\n', ' ') + " cannot name a branch");
    }
  }

  @Test
  void remoteThatIsGoneIsSaidToBe() throws Exception {
    there.git("remote", "set-url", "origin", scratch.resolve("nowhere").toString());
    GitRepository repository = there.open();
    assertRefused(
        () -> repository.base(repository.remote(null), null),
        Kind.NOT_FOUND,
        "cannot ask the remote: the remote has no such repository, or does not show it to this"
            + " login");
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
