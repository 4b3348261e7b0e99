package dev.drydock.version;

import org.jspecify.annotations.Nullable;

/// What all schemes ask of a text before they look closer, and how they compare pieces of it.
///
/// Numbers are compared where they stand, digit by digit: they may have any length, and none ever
/// becomes a `BigInteger`, whose making takes time that grows with the square of the length.
final class VersionText {
  /// Far longer than any version that was ever published; [Tokens] relies on it.
  static final int MAX_LENGTH = 1024;

  private VersionText() {}

  /// `text` without blanks around it; `null` where it is empty, too long, or holds blanks or
  /// control characters: no scheme takes these.
  static @Nullable String clean(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > MAX_LENGTH) {
      return null;
    }
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        return null;
      }
    }
    return stripped;
  }

  /// As [#clean], and `null` where any character is not ASCII.
  static @Nullable String cleanAscii(String text) {
    String clean = clean(text);
    if (clean != null) {
      for (int i = 0; i < clean.length(); i++) {
        if (clean.charAt(i) > 0x7f) {
          return null;
        }
      }
    }
    return clean;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /// The character at `at`, or NUL at the end, which no clean text holds.
  static char at(String text, int at) {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  /// Where the digits that start at `from` end; `from` where there are none.
  static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  static int lettersEnd(String text, int from) {
    int at = from;
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    return at;
  }

  static boolean isNumber(String text, int from, int to) {
    return from < to && digitsEnd(text, from) >= to;
  }

  static int skipZeros(String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) == '0') {
      at++;
    }
    return at;
  }

  /// The order of two runs of digits as numbers; an empty one is 0.
  static int compareNumbers(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
    int i = skipZeros(a, aFrom, aTo);
    int j = skipZeros(b, bFrom, bTo);
    if (aTo - i != bTo - j) {
      return aTo - i < bTo - j ? -1 : 1;
    }
    return compareTexts(a, i, aTo, b, j, bTo);
  }

  /// The order of two pieces by their characters' codes.
  static int compareTexts(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
    int i = aFrom;
    int j = bFrom;
    while (i < aTo && j < bTo) {
      int difference = a.charAt(i++) - b.charAt(j++);
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(aTo - i, bTo - j);
  }

  /// As [#compareTexts], for which the letters A to Z are the same as a to z.
  static int compareTextsIgnoringCase(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
    int i = aFrom;
    int j = bFrom;
    while (i < aTo && j < bTo) {
      int difference = lower(a.charAt(i++)) - lower(b.charAt(j++));
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(aTo - i, bTo - j);
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  /// Whether `word`, written in lower case, stands at `at` in any case.
  static boolean hasWord(String text, int at, String word) {
    if (text.length() - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (lower(text.charAt(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
