package dev.drydock.policy.rule;

import org.jspecify.annotations.Nullable;

/// How a value is held against a bound.
public enum Comparison {
  AT_LEAST(">=", "at least "),
  AT_MOST("<=", "at most "),
  MORE(">", "more than "),
  LESS("<", "less than "),
  EQUAL("==", "");

  private final String sign;
  private final String words;

  Comparison(String sign, String words) {
    this.sign = sign;
    this.words = words;
  }

  public String sign() {
    return sign;
  }

  /// To stand before the bound.
  public String words() {
    return words;
  }

  /// @param order of the value and the bound, as a [java.util.Comparator] tells it
  boolean holds(int order) {
    return switch (this) {
      case AT_LEAST -> order >= 0;
      case AT_MOST -> order <= 0;
      case MORE -> order > 0;
      case LESS -> order < 0;
      case EQUAL -> order == 0;
    };
  }

  /// Whether great values satisfy it.
  boolean upwards() {
    return this == AT_LEAST || this == MORE;
  }

  /// What a text begins with; `null` where with none.
  public static @Nullable Comparison leading(String text) {
    for (Comparison comparison : values()) {
      if (text.startsWith(comparison.sign)) {
        return comparison;
      }
    }
    return null;
  }
}
