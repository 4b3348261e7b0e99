package dev.drydock.change.git;

/// Where a repository is pushed to.
///
/// @param name as the repository calls it: `origin`
/// @param url as `git remote get-url` tells it; may hold a password, so it is never shown
public record Remote(String name, String url) {
  /// The address may hold a password.
  @Override
  public String toString() {
    return "remote " + name;
  }
}
