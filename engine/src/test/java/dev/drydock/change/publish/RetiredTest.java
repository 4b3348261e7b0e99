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
import dev.drydock.change.host.Proposal;
import dev.drydock.change.host.PullRequest.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests of earlier runs for the same image that nobody needs any more, in a real repository
/// with a real remote.
class RetiredTest {
  private static final String POM = "<project>\n<v>1</v>\n</project>\n";

  @TempDir private Path scratch;
  private TestRepository there;
  private GitRepository repository;
  private Remote remote;
  private BranchHost host;

  @BeforeEach
  void makeRepository() throws Exception {
    there = new TestRepository(scratch);
    repository = there.open();
    remote = repository.remote(null);
    host = new BranchHost();
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

  private List<String> run(ChangeSet... present) throws Exception {
    return run("image", Set.of(), present);
  }

  /// One line for each change set, and each request of an earlier run.
  private List<String> run(String scope, Set<String> kept, ChangeSet... present) throws Exception {
    ChangeBranches branches = new ChangeBranches(repository, false, scope);
    Publisher publisher = new Publisher(branches, remote, host);
    Base base = repository.base(remote, null);
    List<String> lines = new ArrayList<>();
    Map<ChangeSet, Publication> publications = new LinkedHashMap<>();
    for (ChangeSet change : present) {
      Publication publication = publisher.publish(change, base);
      publications.put(change, publication);
      lines.add(publication.getClass().getSimpleName() + " " + change.key());
    }
    for (EarlierBranch old : branches.earlier(List.of(present), kept, remote)) {
      Publication by = old.by() == null ? null : publications.get(old.by());
      publisher.retire(old, by, base).ifPresent(it -> lines.add(words(it)));
    }
    return lines;
  }

  private static String words(Publication publication) {
    return switch (publication) {
      case Publication.Closed closed ->
          "Closed "
              + closed.request().number()
              + (closed.by() == null ? "" : " for " + closed.by().number())
              + (closed.branchKept() == null ? "" : ": " + closed.branchKept());
      case Publication.Held held -> "Held: " + held.reason();
      case Publication.Superseded old -> "Told " + old.request().number();
      case Publication.Opened _,
          Publication.Updated _,
          Publication.Unchanged _,
          Publication.Settled _ ->
          throw new AssertionError(publication);
    };
  }

  private List<String> remoteBranches() throws Exception {
    return there
        .git(there.remote(), "for-each-ref", "--format=%(refname:short)", "refs/heads/drydock")
        .lines()
        .toList();
  }

  @Test
  void aRequestThatThePlanDoesWithoutIsClosedAndItsBranchTakenAway() throws Exception {
    assertThat(run(group("2", "a"), group("3", "b"))).containsExactly("Opened a", "Opened b");
    assertThat(there.git(there.remote(), "log", "-1", "--format=%b", "drydock/b"))
        .startsWith("Why.\n\nDrydock-Scope: image\nDrydock-Change: b ");
    host.rewrite("drydock/b", "Ours.\n\n" + host.body("drydock/b") + "\n\nOurs too.");

    assertThat(run(group("2", "a"))).containsExactly("Unchanged a", "Closed 2");

    assertThat(remoteBranches()).containsExactly("drydock/a");
    assertThat(host.newest("drydock/b").state()).isEqualTo(State.CLOSED);
    assertThat(host.newest("drydock/b").title()).isEqualTo("Raise b");
    assertThat(host.body("drydock/b"))
        .isEqualTo(
            """
            Ours.

            [//]: # (drydock:begin b %s retired)

            Thank you, nothing is left to do here: the plan for this image does without this change \
            now, so Drydock closed the request, and will open a new one should it be needed again.

            [//]: # (drydock:end)

            Ours too."""
                .formatted(group("3", "b").fingerprint()));
    assertThat(run(group("2", "a"))).containsExactly("Unchanged a");
  }

  @Test
  void whereNothingIsNeededAllAreClosed() throws Exception {
    run(group("2", "a"), group("3", "b"));

    assertThat(run()).containsExactly("Closed 1", "Closed 2");
    assertThat(remoteBranches()).isEmpty();
  }

  @Test
  void whatComesBackIsANewRequestAndIsNotClosedAgain() throws Exception {
    run(group("2", "a"));
    run();

    assertThat(run(group("2", "a"))).containsExactly("Opened a");
    assertThat(run())
        .containsExactly(
            "Held: its change is not needed in this run, but it was closed for that before and came"
                + " back; close it if it is not needed in any other");
    assertThat(host.newest("drydock/a").state()).isEqualTo(State.OPEN);

    // another version of it is another matter
    assertThat(run(group("3", "a"))).containsExactly("Updated a");
    assertThat(run()).containsExactly("Closed 2");
  }

  @Test
  void anActionThatJoinedAnotherGroupIsClosedWithWhereItIs() throws Exception {
    run(group("2", "a"), group("3", "b"));

    assertThat(run(group("4", "a", "b"))).containsExactly("Updated a", "Closed 2 for 1");

    assertThat(host.body("drydock/b"))
        .contains(
            "\n\nThank you, nothing is left to do here: this change is part of"
                + " https://example.org/1 now, since both touch the same lines, so Drydock closed"
                + " this request.\n\n");
    assertThat(remoteBranches()).containsExactly("drydock/a");
    assertThat(run(group("2", "a"), group("3", "b"))).containsExactly("Updated a", "Opened b");
  }

  @Test
  void aBranchOnWhichOthersHaveCommittedIsLeftOpen() throws Exception {
    run(group("2", "a"), group("3", "b"));
    there.git("fetch", "--quiet", "origin", "drydock/b");
    there.git("checkout", "--quiet", "-b", "mine", "FETCH_HEAD");
    for (String one : List.of("first", "second")) {
      there.put(one, "x");
      there.git("add", one);
      there.git("commit", "--quiet", "-m", one);
    }
    there.git("push", "--quiet", "origin", "mine:drydock/b");
    there.git("checkout", "--quiet", "main");

    assertThat(run(group("2", "a")))
        .containsExactly(
            "Unchanged a",
            "Held: its change is not needed any more, but others have committed on drydock/b; merge"
                + " or close it");
    assertThat(run(group("4", "a", "b")))
        .containsExactly(
            "Updated a",
            "Held: its change is part of https://example.org/1, but others have committed on"
                + " drydock/b; merge or close it");
    assertThat(host.newest("drydock/b").state()).isEqualTo(State.OPEN);
    assertThat(host.body("drydock/b")).contains("\n\nWhy.\n\n");
    assertThat(remoteBranches()).containsExactly("drydock/a", "drydock/b");
  }

  @Test
  void anAmendedCommitIsOneOfOthers() throws Exception {
    run(group("3", "b"));
    there.git("fetch", "--quiet", "origin", "drydock/b");
    there.git("checkout", "--quiet", "-b", "mine", "FETCH_HEAD");
    there.put("README", "mended\n");
    there.git("commit", "--quiet", "--amend", "--no-edit", "-a");
    there.git("push", "--quiet", "--force", "origin", "mine:drydock/b");
    there.git("checkout", "--quiet", "main");

    assertThat(run()).singleElement().asString().startsWith("Held: its change is not needed");
    assertThat(remoteBranches()).containsExactly("drydock/b");
  }

  @Test
  void runsForOtherImagesAndOnesWithoutAnImageCloseNothing() throws Exception {
    run("shop", Set.of(), group("2", "a"));

    assertThat(run("mill", Set.of())).isEmpty();
    assertThat(new ChangeBranches(repository, false).earlier(List.of(), Set.of(), remote))
        .isEmpty();
    assertThat(run("mill", Set.of(), group("3", "b"))).containsExactly("Opened b");
    assertThat(run("shop", Set.of(), group("4", "a", "b"))).containsExactly("Updated a", "Told 2");
    assertThat(host.newest("drydock/b").state()).isEqualTo(State.OPEN);
  }

  @Test
  void whatMayStillBeNeededStaysOpen() throws Exception {
    run(group("2", "a", "b"), group("3", "c"));

    assertThat(run("image", Set.of("b", "c"))).isEmpty();
    assertThat(run("image", Set.of("b"))).containsExactly("Closed 2");
  }

  @Test
  void aRequestThatPeopleHaveClosedOrMadeTheirsStaysSo() throws Exception {
    run(group("2", "a"), group("3", "b"));
    host.close("drydock/a");
    host.rewrite("drydock/b", "Ours.");

    assertThat(run()).isEmpty();
    assertThat(host.body("drydock/b")).isEqualTo("Ours.");
    assertThat(remoteBranches()).containsExactly("drydock/a", "drydock/b");
  }

  @Test
  void aBranchThatMayNotBeTakenAwayStays() throws Exception {
    run(group("2", "a"));
    Path hook =
        Files.writeString(
            Files.createDirectories(there.remote().resolve("hooks")).resolve("pre-receive"),
            "#!/bin/sh\nexit 1\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();

    assertThat(run())
        .containsExactly(
            "Closed 1: cannot delete drydock/a: a rule of the remote refuses it; it said:"
                + " pre-receive hook declined");
    assertThat(remoteBranches()).containsExactly("drydock/a");
    assertThat(run()).isEmpty();
  }

  @Test
  void aBranchOfAnotherOpenRequestStays() throws Exception {
    run(group("2", "a"));
    host.create(new Proposal("drydock/a", "release", "By hand", "For the release"));

    assertThat(run()).containsExactly("Closed 1: another open request is from it");
    assertThat(host.newest("drydock/a").state()).isEqualTo(State.OPEN);
    assertThat(remoteBranches()).containsExactly("drydock/a");
  }

  @Test
  void ofTheBranchesHereOnlyThoseForTheImageAreTold() throws Exception {
    Base head = repository.head();
    ChangeBranches shop = new ChangeBranches(repository, false, "shop");
    shop.commit(group("2", "a"), head);
    new ChangeBranches(repository, false, "mill").commit(group("3", "b"), head);

    assertThat(shop.earlier(List.of(), Set.of(), null))
        .containsExactly(
            new EarlierBranch(
                "drydock/a", "a", there.git("rev-parse", "drydock/a"), true, true, null));
  }
}
