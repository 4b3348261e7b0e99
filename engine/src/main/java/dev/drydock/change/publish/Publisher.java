package dev.drydock.change.publish;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeSet;
import dev.drydock.change.git.Base;
import dev.drydock.change.git.BranchOutcome;
import dev.drydock.change.git.ChangeBranches;
import dev.drydock.change.git.EarlierBranch;
import dev.drydock.change.git.Remote;
import dev.drydock.change.host.Proposal;
import dev.drydock.change.host.PullRequest;
import dev.drydock.change.host.PullRequest.State;
import dev.drydock.change.host.PullRequests;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Publishes change sets: each as one branch and one pull request, renewed where something changed,
/// never doubled. Running it again with the same does nothing.
public final class Publisher {
  private final ChangeBranches branches;
  private final Remote remote;
  private final PullRequests requests;

  /// @param requests of the project that `remote` is
  public Publisher(ChangeBranches branches, Remote remote, PullRequests requests) {
    this.branches = branches;
    this.remote = remote;
    this.requests = requests;
  }

  /// @param base what the branch is made on, and what its request goes to
  public Publication publish(ChangeSet change, Base base) throws IOException, InterruptedException {
    RequestText text = new RequestText(change);
    String branch = ChangeBranches.name(change);
    List<PullRequest> found = requests.find(branch);
    PullRequest open = null;
    PullRequest settled = null;
    for (PullRequest one : found) {
      if (one.state() == State.OPEN) {
        open = open == null ? one : open;
      } else if (settled == null && text.isIn(one.body())) {
        settled = one;
      }
    }
    if (open == null && settled != null) {
      return new Publication.Settled(settled);
    }
    BranchOutcome outcome = branches.publish(change, base, remote);
    return switch (outcome) {
      case BranchOutcome.Held held -> new Publication.Held(open, held.reason());
      case BranchOutcome.Created _, BranchOutcome.Updated _ ->
          propose(text, branch, base, open, true);
      case BranchOutcome.Unchanged _ -> propose(text, branch, base, open, false);
    };
  }

  /// Closes the open request of a branch of an earlier run, where only Drydock has committed on it,
  /// and takes the branch away; tells people in it what became of its change. Empty where there is
  /// no such request.
  ///
  /// @param by what became of the change set that has it now; `null` where none has
  /// @param base what that one goes to
  public Optional<Publication> retire(EarlierBranch old, @Nullable Publication by, Base base)
      throws IOException, InterruptedException {
    PullRequest other = by == null ? null : open(by);
    if (by != null && other == null) {
      return Optional.empty();
    }
    List<PullRequest> found = requests.find(old.name());
    List<PullRequest> open = found.stream().filter(one -> one.state() == State.OPEN).toList();
    for (PullRequest one : open) {
      if (RequestText.isOf(old.key(), one.body())) {
        if (!old.untouched()) {
          return Optional.of(
              new Publication.Held(
                  one,
                  "its change is "
                      + (other == null ? "not needed any more" : "part of " + other.address())
                      + ", but others have committed on "
                      + old.name()
                      + "; merge or close it"));
        }
        boolean returned =
            found.stream()
                .anyMatch(
                    it ->
                        it.state() == State.CLOSED
                            && RequestText.isRetired(old.key(), it.body(), one.body()));
        if (old.sameScope() && !returned) {
          return Optional.of(close(old, one, other, base, open.size() == 1));
        }
        return Optional.of(
            other == null
                ? new Publication.Held(
                    one,
                    "its change is not needed in this run, but it was closed for that before and"
                        + " came back; close it if it is not needed in any other")
                : tell(old, one, other, base));
      }
    }
    return Optional.empty();
  }

  private Publication tell(EarlierBranch old, PullRequest one, PullRequest by, Base base)
      throws IOException, InterruptedException {
    String body =
        RequestText.superseded(old.key(), one.body(), by.address(), requests.longestBody());
    if (!RequestText.isSame(body, one.body())) {
      requests.update(one, new Proposal(old.name(), base.branch(), one.title(), body));
    }
    return new Publication.Superseded(one, by);
  }

  /// @param alone whether no other open request is from that branch
  private Publication close(
      EarlierBranch old, PullRequest one, @Nullable PullRequest by, Base base, boolean alone)
      throws IOException, InterruptedException {
    String address = by == null ? null : by.address();
    String body = RequestText.retired(old.key(), one.body(), address, requests.longestBody());
    requests.close(one, new Proposal(old.name(), base.branch(), one.title(), body));
    String kept = alone ? null : "another open request is from it";
    if (alone) {
      try {
        branches.delete(old, remote);
      } catch (ChangeException e) {
        // the request is closed, which is what matters: a branch alone asks nothing of anybody
        kept = e.getMessage();
      }
    }
    return new Publication.Closed(one, by, kept);
  }

  private static @Nullable PullRequest open(Publication publication) {
    return switch (publication) {
      case Publication.Opened opened -> opened.request();
      case Publication.Updated updated -> updated.request();
      case Publication.Unchanged unchanged -> unchanged.request();
      case Publication.Settled _,
          Publication.Held _,
          Publication.Superseded _,
          Publication.Closed _ ->
          null;
    };
  }

  /// @param pushed whether the branch has something else than before
  private Publication propose(
      RequestText text, String branch, Base base, @Nullable PullRequest open, boolean pushed)
      throws IOException, InterruptedException {
    int longest = requests.longestBody();
    if (open == null) {
      return new Publication.Opened(
          requests.create(new Proposal(branch, base.branch(), text.title(), text.body(longest))));
    }
    String title = text.title(open.title(), open.body());
    String body = text.body(open.body(), longest);
    if (title.equals(open.title()) && RequestText.isSame(body, open.body())) {
      return pushed ? new Publication.Updated(open) : new Publication.Unchanged(open);
    }
    return new Publication.Updated(
        requests.update(open, new Proposal(branch, base.branch(), title, body)));
  }
}
