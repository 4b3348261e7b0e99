package dev.drydock.origin;

/// Whose a component is, and so who can mend it.
public enum Origin {
  /// it came with the base image: whoever keeps that can mend it for everyone
  BASE("base"),
  /// it was added upon the base image: the team of the application can mend it
  APPLICATION("application");

  private final String word;

  Origin(String word) {
    this.word = word;
  }

  /// The word for documents and people; part of documents' contract.
  public String word() {
    return word;
  }
}
