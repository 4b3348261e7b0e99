package dev.drydock.match.cvss;

import org.jspecify.annotations.Nullable;

/// The `name:value` pairs of a vector.
final class Metrics {
  /// Version 4.0 has 32 metrics, the most of all.
  private static final int MOST = 40;

  private final String[] names = new String[MOST];
  private final String[] values = new String[MOST];
  private int count;

  private Metrics() {}

  /// `null` where the text is no vector, or names a metric twice.
  static @Nullable Metrics read(String vector, boolean version2) {
    int start = version2 ? 0 : "CVSS:3.1/".length();
    int end = vector.length();
    if (version2 && vector.startsWith("(") && vector.endsWith(")")) {
      start++;
      end--;
    }
    Metrics metrics = new Metrics();
    while (start < end) {
      int slash = vector.indexOf('/', start);
      int stop = slash < 0 || slash > end ? end : slash;
      int colon = vector.indexOf(':', start);
      if (colon <= start || colon >= stop - 1 || metrics.count == MOST) {
        return null;
      }
      String name = vector.substring(start, colon);
      if (metrics.value(name) != null) {
        return null;
      }
      metrics.names[metrics.count] = name;
      metrics.values[metrics.count++] = vector.substring(colon + 1, stop);
      start = stop + 1;
    }
    return metrics.count == 0 ? null : metrics;
  }

  @Nullable String value(String name) {
    for (int i = 0; i < count; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  boolean is(String name, char letter) {
    String value = value(name);
    return value != null && value.length() == 1 && value.charAt(0) == letter;
  }

  /// Where the value stands in `letters`; below 0 where it is absent or none of them.
  int level(String name, String letters) {
    String value = value(name);
    return value == null || value.length() != 1 ? -1 : letters.indexOf(value.charAt(0));
  }

  /// The weight of the value: `letters` and `weights` go together; not a number where the value is
  /// absent or none of them.
  double weight(String name, String letters, double... weights) {
    int at = level(name, letters);
    return at < 0 ? Double.NaN : weights[at];
  }
}
