package dev.drydock.base.pipeline;

/// One step of the pipeline, in their order.
public enum Step {
  BUILD("build"),
  HARDENING("hardening"),
  TESTS("tests"),
  SBOM("sbom"),
  SCAN("scan"),
  POLICY("policy");

  private final String word;

  Step(String word) {
    this.word = word;
  }

  /// For people and documents.
  public String word() {
    return word;
  }
}
