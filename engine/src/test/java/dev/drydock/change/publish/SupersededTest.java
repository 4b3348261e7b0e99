package dev.drydock.change.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.FileChange;
import dev.drydock.change.git.Base;
import dev.drydock.change.git.ChangeBranches;
import dev.drydock.change.git.EarlierBranch;
import dev.drydock.change.git.GitRepository;
import dev.drydock.change.git.Remote;
import dev.drydock.change.git.TestRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Actions that move from group to group between runs for different images, none of which may close
/// what another one asked for; in a real repository with a real remote.
class SupersededTest {
  private static final String POM = "<project>\n<v>1</v>\n</project>\n";

  @TempDir private Path scratch;
  private TestRepository there;
  private GitRepository repository;
  private Remote remote;
  private ChangeBranches branches;
  private BranchHost host;
  private Publisher publisher;

  @BeforeEach
  void makeRepository() throws Exception {
    there = new TestRepository(scratch);
    repository = there.open();
    remote = repository.remote(null);
    branches = new ChangeBranches(repository, false);
    host = new BranchHost();
    publisher = new Publisher(branches, remote, host);
  }

  /// Named by its first action.
  private static ChangeSet group(String version, String... actions) {
    return new ChangeSet(
        actions[0],
        "Raise " + String.join(" and ", actions),
        "Why.",
        List.of(FileChange.edited("pom.xml", POM, POM.replace("1", version))),
        List.of(actions));
  }

  /// One line for each change set, and each request that is superseded by them.
  private List<String> run(ChangeSet... present) throws Exception {
    Base base = repository.base(remote, null);
    List<String> lines = new ArrayList<>();
    Map<ChangeSet, Publication> publications = new LinkedHashMap<>();
    for (ChangeSet change : present) {
      Publication publication = publisher.publish(change, base);
      publications.put(change, publication);
      lines.add(publication.getClass().getSimpleName() + " " + change.key());
    }
    for (EarlierBranch old : branches.earlier(List.of(present), Set.of(), remote)) {
      publisher
          .retire(old, publications.get(Objects.requireNonNull(old.by())), base)
          .map(Publication.Superseded.class::cast)
          .ifPresent(told -> lines.add(told.request().address() + " is in " + told.by().address()));
    }
    return lines;
  }

  @Test
  void anActionThatJoinsAGroupIsToldOfInItsOwnRequest() throws Exception {
    assertThat(run(group("2", "a"), group("3", "b"))).containsExactly("Opened a", "Opened b");

    assertThat(run(group("4", "a", "b")))
        .containsExactly("Updated a", "https://example.org/2 is in https://example.org/1");

    assertThat(host.body("drydock/b"))
        .isEqualTo(
            """
            [//]: # (drydock:begin b %s superseded)

            This change is part of https://example.org/1 now, since both touch the same lines. Close \
            this request, and delete its branch.

            [//]: # (drydock:end)"""
                .formatted(group("3", "b").fingerprint()));
    assertThat(host.updates()).containsExactly("drydock/a", "drydock/b");
    assertThat(run(group("4", "a", "b")))
        .containsExactly("Unchanged a", "https://example.org/2 is in https://example.org/1");
    assertThat(host.updates()).containsExactly("drydock/a", "drydock/b");
  }

  @Test
  void aGroupThatLosesTheActionItIsNamedByGoesOnUnderAnother() throws Exception {
    run(group("4", "a", "b", "c"));

    assertThat(run(group("3", "b", "c")))
        .containsExactly("Opened b", "https://example.org/1 is in https://example.org/2");
    assertThat(
            there.git(
                there.remote(),
                "log",
                "-1",
                "--format=%(trailers:key=Drydock-Action)",
                "drydock/b"))
        .isEqualTo("Drydock-Action: b\nDrydock-Action: c\n");
  }

  @Test
  void whoClosesASupersededRequestHasNotDecidedAgainstItsChange() throws Exception {
    run(group("2", "a"), group("3", "b"));
    run(group("4", "a", "b"));
    host.close("drydock/b");
    assertThat(run(group("4", "a", "b"))).containsExactly("Unchanged a");

    assertThat(run(group("2", "a"), group("3", "b"))).containsExactly("Updated a", "Opened b");
  }

  @Test
  void aRequestThatIsStillOpenTakesItsChangeBack() throws Exception {
    run(group("2", "a"), group("3", "b"));
    run(group("4", "a", "b"));

    assertThat(run(group("2", "a"), group("3", "b"))).containsExactly("Updated a", "Updated b");
    assertThat(host.body("drydock/b")).contains("\n\nWhy.\n\n").doesNotContain("superseded");
  }

  @Test
  void branchesOfOthersAndOfOtherActionsAreLeftAlone() throws Exception {
    run(group("2", "a"), group("3", "b"), group("5", "z"));
    there.git("fetch", "--quiet", "origin", "drydock/b");
    there.git("checkout", "--quiet", "-b", "drydock/b", "FETCH_HEAD");
    there.put("mine", "x");
    there.git("add", "mine");
    there.git("commit", "--quiet", "-m", "Mine");
    there.git("push", "--quiet", "origin", "drydock/b", "drydock/b:drydock/deep/er");
    there.git("checkout", "--quiet", "main");

    assertThat(run(group("4", "a", "b"))).containsExactly("Updated a");
    assertThat(host.body("drydock/b")).contains("Why.");
  }

  @Test
  void aRequestThatPeopleMadeByHandIsTheirs() throws Exception {
    run(group("2", "a"), group("3", "b"));
    host.rewrite("drydock/b", "Ours.");

    assertThat(run(group("4", "a", "b"))).containsExactly("Updated a");
    assertThat(host.body("drydock/b")).isEqualTo("Ours.");
  }

  @Test
  void ofTheRemoteNothingIsSaidWhereTheBranchesAreHere() throws Exception {
    Base head = repository.head();
    branches.commit(group("2", "a"), head);
    branches.commit(group("3", "b"), head);
    ChangeSet both = group("4", "a", "b");
    branches.commit(both, head);

    String b = there.git("rev-parse", "drydock/b");
    assertThat(branches.earlier(List.of(both), Set.of(), null))
        .containsExactly(new EarlierBranch("drydock/b", "b", b, false, true, both));
    assertThat(branches.earlier(List.of(both), Set.of(), remote)).isEmpty();
    assertThat(branches.earlier(List.of(), Set.of(), null)).isEmpty();
  }

  @Test
  void whatAnotherCloneHasPushedIsFetched() throws Exception {
    run(group("2", "a"), group("3", "b"));
    Path other = scratch.resolve("other");
    there.git(
        scratch,
        "clone",
        "--quiet",
        "--depth=1",
        "--single-branch",
        "--branch=main",
        "file://" + there.remote(),
        other.toString());
    repository = GitRepository.find(there.program(), other);
    remote = repository.remote(null);
    branches = new ChangeBranches(repository, false);
    publisher = new Publisher(branches, remote, host);

    assertThat(run(group("4", "a", "b")))
        .containsExactly("Updated a", "https://example.org/2 is in https://example.org/1");
    assertThat(there.git(other, "rev-parse", "--is-shallow-repository")).isEqualTo("true");
  }
}
