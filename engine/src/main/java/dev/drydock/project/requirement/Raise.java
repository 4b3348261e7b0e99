package dev.drydock.project.requirement;

/// What raising a requirement comes to.
public sealed interface Raise {
  /// It starts from the version, or a later one, already.
  record Same() implements Raise {}

  /// @param text the whole requirement after it
  record Raised(String text) implements Raise {}

  /// @param reason in one plain line
  record Impossible(String reason) implements Raise {}
}
