package dev.drydock.change.host;

/// A pull request (GitLab: merge request) as its host tells of it.
///
/// @param number within the project
/// @param address for people to open
/// @param body Markdown, as it was sent or edited
public record PullRequest(long number, String address, State state, String title, String body) {

  /// Where it stands.
  public enum State {
    OPEN,
    MERGED,
    CLOSED
  }
}
