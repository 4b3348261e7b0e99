package dev.drydock.base.testing;

import java.util.List;

/// What came of one test.
///
/// @param name as the file of tests calls it
/// @param reasons why it failed, one line each; empty where it passed
public record TestResult(Kind kind, String name, List<String> reasons) {
  public TestResult {
    reasons = List.copyOf(reasons);
  }

  /// What is tested.
  public enum Kind {
    COMMAND,
    EXISTENCE,
    CONTENT,
    METADATA,
    LICENCE;

    /// For people and documents.
    public String word() {
      return switch (this) {
        case COMMAND -> "command";
        case EXISTENCE -> "file";
        case CONTENT -> "content";
        case METADATA -> "metadata";
        case LICENCE -> "licence";
      };
    }
  }

  public boolean passed() {
    return reasons.isEmpty();
  }
}
