package dev.drydock.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

/// A line of a file of orderings: `a < b`, `a = b` or `a > b`.
record OrderingLine(String left, String sign, String right) {

  static OrderingLine parse(String line) {
    String[] words = line.split(" ");
    assertThat(words).as(line).hasSize(3);
    return new OrderingLine(words[0], words[1], words[2]);
  }

  static boolean isOrdering(String line) {
    return !line.isBlank() && !line.startsWith("#") && !line.startsWith("//");
  }

  /// `<`, `=` or `>`, and `!` where one of the two is no version of the scheme.
  static String sign(VersionScheme scheme, String left, String right) {
    Optional<Version> a = scheme.parse(left);
    Optional<Version> b = scheme.parse(right);
    if (a.isEmpty() || b.isEmpty()) {
      return "!";
    }
    int order = a.get().compareTo(b.get());
    return order < 0 ? "<" : order > 0 ? ">" : "=";
  }

  @Override
  public String toString() {
    return left + " " + sign + " " + right;
  }
}
