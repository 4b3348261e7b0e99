package dev.drydock.change.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.FileChange;
import dev.drydock.change.git.Base;
import dev.drydock.change.git.ChangeBranches;
import dev.drydock.change.git.GitRepository;
import dev.drydock.change.git.Remote;
import dev.drydock.change.git.TestRepository;
import dev.drydock.change.host.Proposal;
import dev.drydock.change.host.PullRequest;
import dev.drydock.change.host.PullRequest.State;
import dev.drydock.change.host.PullRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real repository with a real remote, and a host that keeps requests in memory.
class PublisherTest {
  private static final String POM = "<project>\n<v>1</v>\n</project>\n";
  private static final String BRANCH = "drydock/raise";

  @TempDir Path scratch;
  private TestRepository there;
  private GitRepository repository;
  private Remote remote;
  private MemoryHost host;
  private Publisher publisher;

  @BeforeEach
  void makeRepository() throws Exception {
    there = new TestRepository(scratch);
    repository = there.open();
    remote = repository.remote(null);
    host = new MemoryHost();
    publisher = new Publisher(new ChangeBranches(repository, false), remote, host);
  }

  private static ChangeSet raise(String version, String body) {
    return new ChangeSet(
        "raise",
        "Raise it to " + version,
        body,
        List.of(FileChange.edited("pom.xml", POM, POM.replace("1", version))));
  }

  private Base base() throws Exception {
    return repository.base(remote, null);
  }

  @Test
  void firstRunOpensARequestAndTheSecondDoesNothing() throws Exception {
    ChangeSet change = raise("2", "CVE-1");
    Publication first = publisher.publish(change, base());
    assertThat(first).isEqualTo(new Publication.Opened(host.requests.getFirst()));
    assertThat(host.requests.getFirst())
        .isEqualTo(
            new PullRequest(
                1,
                "https://example.org/1",
                State.OPEN,
                "Raise it to 2",
                new RequestText(change).body(60_000)));
    assertThat(host.calls).containsExactly("find " + BRANCH, "create drydock/raise to main");
    String tip = tip();
    for (int i = 0; i < 2; i++) {
      host.calls.clear();
      assertThat(publisher.publish(change, base()))
          .isEqualTo(new Publication.Unchanged(host.requests.getFirst()));
      assertThat(host.calls).containsExactly("find " + BRANCH);
      assertThat(tip()).isEqualTo(tip);
    }
    assertThat(host.requests).hasSize(1);
  }

  @Test
  void newWordsRenewTheRequestWithoutAPush() throws Exception {
    publisher.publish(raise("2", "CVE-1"), base());
    String tip = tip();
    ChangeSet change = raise("2", "CVE-1, CVE-2");
    assertThat(publisher.publish(change, base()))
        .isEqualTo(new Publication.Updated(host.requests.getFirst()));
    assertThat(host.requests).hasSize(1);
    assertThat(host.requests.getFirst().body()).isEqualTo(new RequestText(change).body(60_000));
    assertThat(tip()).isEqualTo(tip);
  }

  @Test
  void newContentRenewsBranchAndRequest() throws Exception {
    publisher.publish(raise("2", "CVE-1"), base());
    host.calls.clear();
    assertThat(publisher.publish(raise("3", "CVE-1"), base()))
        .isEqualTo(new Publication.Updated(host.requests.getFirst()));
    assertThat(host.calls).containsExactly("find " + BRANCH, "update 1");
    assertThat(host.requests).hasSize(1);
    assertThat(host.requests.getFirst().title()).isEqualTo("Raise it to 3");
    assertThat(there.show(there.remote(), BRANCH, "pom.xml")).isEqualTo(POM.replace("1", "3"));
  }

  @Test
  void requestThatWasClosedIsNotMadeAgainForTheSameChange() throws Exception {
    for (State state : List.of(State.CLOSED, State.MERGED)) {
      publisher.publish(raise("2", "CVE-1"), base());
      host.settle(state);
      there.git("push", "--quiet", "--delete", "origin", BRANCH);
      host.calls.clear();
      assertThat(publisher.publish(raise("2", "CVE-1, CVE-2"), base()))
          .isEqualTo(new Publication.Settled(host.requests.getLast()));
      assertThat(host.calls).containsExactly("find " + BRANCH);
      assertThat(there.git("ls-remote", "origin", "refs/heads/" + BRANCH)).isEmpty();
      host.requests.clear();
    }
  }

  @Test
  void anotherChangeAfterAClosedRequestIsAnotherRequest() throws Exception {
    publisher.publish(raise("2", "CVE-1"), base());
    host.settle(State.CLOSED);
    assertThat(publisher.publish(raise("3", "CVE-1"), base()))
        .isEqualTo(new Publication.Opened(host.requests.getLast()));
    assertThat(host.requests)
        .extracting(PullRequest::number, PullRequest::state)
        .containsExactly(tuple(1L, State.CLOSED), tuple(2L, State.OPEN));
  }

  @Test
  void requestMadeByHandKeepsItsWords() throws Exception {
    new ChangeBranches(repository, false).publish(raise("2", "CVE-1"), base(), remote);
    host.requests.add(
        new PullRequest(9, "https://example.org/9", State.OPEN, "My title", "My words"));
    assertThat(publisher.publish(raise("2", "CVE-1"), base()))
        .isEqualTo(new Publication.Updated(host.requests.getFirst()));
    assertThat(host.requests).hasSize(1);
    assertThat(host.requests.getFirst().title()).isEqualTo("My title");
    assertThat(host.requests.getFirst().body())
        .isEqualTo("My words\n\n" + new RequestText(raise("2", "CVE-1")).body(60_000));
  }

  @Test
  void branchOnWhichPeopleWorkIsLeftWithItsRequest() throws Exception {
    publisher.publish(raise("2", "CVE-1"), base());
    there.git("fetch", "--quiet");
    there.git("switch", "--quiet", "-c", "mine", "origin/" + BRANCH);
    there.put("README", "mended\n");
    there.git("commit", "--quiet", "-a", "-m", "Mend");
    there.git("push", "--quiet", "origin", "HEAD:refs/heads/" + BRANCH);
    String theirs = tip();
    host.calls.clear();
    assertThat(publisher.publish(raise("3", "CVE-1"), base()))
        .isEqualTo(
            new Publication.Held(
                host.requests.getFirst(),
                "others have committed on drydock/raise, so it is left as it is; merge it, or"
                    + " delete it, and run again"));
    assertThat(host.calls).containsExactly("find " + BRANCH);
    assertThat(tip()).isEqualTo(theirs);
  }

  @Test
  void hostThatFailsAfterThePushIsAskedAgainInTheNextRun() throws Exception {
    host.failure = new IOException("the host says no");
    assertThatThrownBy(() -> publisher.publish(raise("2", "CVE-1"), base()))
        .hasMessage("the host says no");
    String tip = tip();
    host.failure = null;
    assertThat(publisher.publish(raise("2", "CVE-1"), base()))
        .isEqualTo(new Publication.Opened(host.requests.getFirst()));
    assertThat(tip()).isEqualTo(tip);
  }

  private String tip() throws Exception {
    return there.git(there.remote(), "rev-parse", "refs/heads/" + BRANCH);
  }

  private static final class MemoryHost implements PullRequests {
    private final List<PullRequest> requests = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private @Nullable IOException failure;

    @Override
    public List<PullRequest> find(String branch) {
      calls.add("find " + branch);
      return List.copyOf(requests);
    }

    @Override
    public PullRequest create(Proposal proposal) throws IOException {
      calls.add("create " + proposal.branch() + " to " + proposal.target());
      if (failure != null) {
        throw failure;
      }
      int number = requests.size() + 1;
      PullRequest made =
          new PullRequest(
              number,
              "https://example.org/" + number,
              State.OPEN,
              proposal.title(),
              proposal.body());
      requests.add(made);
      return made;
    }

    @Override
    public PullRequest update(PullRequest present, Proposal proposal) {
      calls.add("update " + present.number());
      PullRequest updated =
          new PullRequest(
              present.number(),
              present.address(),
              present.state(),
              proposal.title(),
              proposal.body());
      requests.set(requests.indexOf(present), updated);
      return updated;
    }

    @Override
    public PullRequest close(PullRequest present, Proposal proposal) {
      throw new AssertionError("nothing is closed by publishing");
    }

    @Override
    public int longestBody() {
      return 60_000;
    }

    void settle(State state) {
      requests.replaceAll(
          one -> new PullRequest(one.number(), one.address(), state, one.title(), one.body()));
    }
  }
}
