package dev.drydock.version;

import static dev.drydock.version.VersionText.at;

import org.jspecify.annotations.Nullable;

/// A version that is nothing but numbers in a row, of which more come after fewer: `1.0` is lower
/// than `1.0.0`.
record NumberSequence(VersionScheme scheme, String text) implements Version {

  /// `null` where `text` is anything else than numbers with single `separators` between them.
  static @Nullable NumberSequence parse(VersionScheme scheme, String text, String separators) {
    int at = 0;
    while (true) {
      int end = VersionText.digitsEnd(text, at);
      if (end == at) {
        return null;
      }
      if (end == text.length()) {
        return new NumberSequence(scheme, text);
      }
      if (separators.indexOf(text.charAt(end)) < 0) {
        return null;
      }
      at = end + 1;
    }
  }

  @Override
  public int compareTo(Version other) {
    NumberSequence that = (NumberSequence) other;
    if (!scheme.equals(that.scheme)) {
      throw new ClassCastException(
          "A %s version cannot be compared with a %s version"
              .formatted(scheme.name(), that.scheme.name()));
    }
    int i = 0;
    int j = 0;
    while (at(text, i) != '\0' && at(that.text, j) != '\0') {
      int iEnd = VersionText.digitsEnd(text, i);
      int jEnd = VersionText.digitsEnd(that.text, j);
      int numbers = VersionText.compareNumbers(text, i, iEnd, that.text, j, jEnd);
      if (numbers != 0) {
        return numbers;
      }
      i = iEnd + 1;
      j = jEnd + 1;
    }
    return Boolean.compare(i < text.length(), j < that.text.length());
  }

  @Override
  public String toString() {
    return text;
  }
}
