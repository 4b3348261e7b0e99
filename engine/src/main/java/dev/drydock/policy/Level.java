package dev.drydock.policy;

/// What a broken rule does to the verdict. The words are part of documents' contract.
public enum Level {
  /// the image does not pass
  DENY("deny"),
  /// it passes, and people are told
  WARN("warn"),
  /// it passes, and reports have it
  INFO("info");

  private final String word;

  Level(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
