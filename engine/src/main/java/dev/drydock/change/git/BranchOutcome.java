package dev.drydock.change.git;

/// What became of the branch of a change set.
public sealed interface BranchOutcome {
  /// Short name, `drydock/KEY`.
  String branch();

  /// Id of its newest commit now.
  String commit();

  /// The branch was not there.
  record Created(String branch, String commit) implements BranchOutcome {}

  /// The branch was there with something else.
  ///
  /// @param previous id of the commit that was its newest
  record Updated(String branch, String commit, String previous) implements BranchOutcome {}

  /// The branch has this change already, and fits the base.
  record Unchanged(String branch, String commit) implements BranchOutcome {}

  /// The branch was left alone.
  ///
  /// @param reason why, and what to do, in one line
  record Held(String branch, String commit, String reason) implements BranchOutcome {}
}
