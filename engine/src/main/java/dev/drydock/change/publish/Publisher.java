package dev.drydock.change.publish;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.git.Base;
import dev.drydock.change.git.BranchOutcome;
import dev.drydock.change.git.ChangeBranches;
import dev.drydock.change.git.Remote;
import dev.drydock.change.git.Superseded;
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

  /// Tells people in the open request of a branch of an earlier run that another one has its change
  /// now; empty where there is no such request.
  ///
  /// @param by what became of the change set that has it
  /// @param base what that one goes to
  public Optional<Publication.Superseded> supersede(Superseded old, Publication by, Base base)
      throws IOException, InterruptedException {
    PullRequest other = open(by);
    if (other == null) {
      return Optional.empty();
    }
    for (PullRequest one : requests.find(old.branch())) {
      if (one.state() == State.OPEN && RequestText.isOf(old.key(), one.body())) {
        String body =
            RequestText.superseded(old.key(), one.body(), other.address(), requests.longestBody());
        if (!RequestText.isSame(body, one.body())) {
          requests.update(one, new Proposal(old.branch(), base.branch(), one.title(), body));
        }
        return Optional.of(new Publication.Superseded(one, other));
      }
    }
    return Optional.empty();
  }

  private static @Nullable PullRequest open(Publication publication) {
    return switch (publication) {
      case Publication.Opened opened -> opened.request();
      case Publication.Updated updated -> updated.request();
      case Publication.Unchanged unchanged -> unchanged.request();
      case Publication.Settled _, Publication.Held _, Publication.Superseded _ -> null;
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
