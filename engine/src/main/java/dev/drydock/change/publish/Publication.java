package dev.drydock.change.publish;

import dev.drydock.change.host.PullRequest;
import org.jspecify.annotations.Nullable;

/// What became of a change set on its way to the host.
public sealed interface Publication {

  /// A new request is open.
  record Opened(PullRequest request) implements Publication {}

  /// The open request, or its branch, says something else than before.
  record Updated(PullRequest request) implements Publication {}

  /// The open request says all this already.
  record Unchanged(PullRequest request) implements Publication {}

  /// Just this change was closed or merged before, and people's word holds: nothing was pushed.
  record Settled(PullRequest request) implements Publication {}

  /// An open request of an earlier run says now that another one has its change.
  record Superseded(PullRequest request, PullRequest by) implements Publication {}

  /// An open request of an earlier run was closed, since its change is not needed any more.
  ///
  /// @param by the request that has the change now; `null` where none has
  /// @param branchKept why its branch is still there, in one line; `null` where it is gone
  record Closed(PullRequest request, @Nullable PullRequest by, @Nullable String branchKept)
      implements Publication {}

  /// People have committed on the branch, or want the request, so it was left to them.
  ///
  /// @param request that is open for it; `null` where none is
  /// @param reason why, and what to do, in one line
  record Held(@Nullable PullRequest request, String reason) implements Publication {}
}
