package dev.drydock.policy.rule;

/// What of an image a rule is about.
public enum About {
  FINDINGS("findings"),
  COMPONENTS("components"),
  OBSERVATIONS("observations"),
  IMAGE("image"),
  PLAN("plan");

  private final String word;

  About(String word) {
    this.word = word;
  }

  /// As policies write it.
  public String word() {
    return word;
  }
}
