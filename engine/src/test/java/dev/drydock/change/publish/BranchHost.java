package dev.drydock.change.publish;

import dev.drydock.change.host.Proposal;
import dev.drydock.change.host.PullRequest;
import dev.drydock.change.host.PullRequest.State;
import dev.drydock.change.host.PullRequests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A host in memory that keeps the requests of each branch, the newest first.
final class BranchHost implements PullRequests {
  private final Map<String, List<PullRequest>> requests = new LinkedHashMap<>();
  private final List<String> updates = new ArrayList<>();
  private int number;

  /// Branches of the requests that were given another text.
  List<String> updates() {
    return updates;
  }

  /// The newest request of a branch.
  PullRequest newest(String branch) {
    return Objects.requireNonNull(requests.get(branch)).getFirst();
  }

  String body(String branch) {
    return newest(branch).body();
  }

  void close(String branch) {
    PullRequest one = newest(branch);
    replace(branch, one, one.title(), one.body(), State.CLOSED);
  }

  void rewrite(String branch, String body) {
    PullRequest one = newest(branch);
    replace(branch, one, one.title(), body, one.state());
  }

  private PullRequest replace(
      String branch, PullRequest old, String title, String body, State state) {
    PullRequest changed = new PullRequest(old.number(), old.address(), state, title, body);
    Objects.requireNonNull(requests.get(branch))
        .replaceAll(one -> one.number() == old.number() ? changed : one);
    return changed;
  }

  @Override
  public List<PullRequest> find(String branch) {
    return List.copyOf(requests.getOrDefault(branch, List.of()));
  }

  @Override
  public PullRequest create(Proposal proposal) {
    number++;
    PullRequest made =
        new PullRequest(
            number, "https://example.org/" + number, State.OPEN, proposal.title(), proposal.body());
    requests.computeIfAbsent(proposal.branch(), _ -> new ArrayList<>()).addFirst(made);
    return made;
  }

  @Override
  public PullRequest update(PullRequest present, Proposal proposal) {
    updates.add(proposal.branch());
    return replace(proposal.branch(), present, proposal.title(), proposal.body(), present.state());
  }

  @Override
  public PullRequest close(PullRequest present, Proposal proposal) {
    return replace(proposal.branch(), present, proposal.title(), proposal.body(), State.CLOSED);
  }

  @Override
  public int longestBody() {
    return 60_000;
  }
}
