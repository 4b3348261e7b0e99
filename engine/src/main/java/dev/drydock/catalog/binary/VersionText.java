package dev.drydock.catalog.binary;

/// How a version is written among the bytes of a program: numbers with dots between them, and what
/// may follow of a pre-release (`3.14.0rc1`, `2.0.0-beta.2`) or a patch (`1.1.1w`, `9.2p1`).
final class VersionText {
  /// Longest text that is taken for a version.
  static final int LONGEST = 40;

  private static final int LONGEST_NUMBER = 10;
  private static final String[] STAGES = {
    "alpha", "beta", "rc", "pre", "preview", "dev", "snapshot", "canary"
  };

  private VersionText() {}

  /// Where the version that begins at `from` ends; -1 where none does, or where it runs on into
  /// something else.
  ///
  /// @param suffix whether letters may follow the numbers
  static int end(byte[] bytes, int from, int limit, boolean suffix) {
    int end = numbers(bytes, from, Math.min(limit, from + LONGEST));
    if (end < 0) {
      return -1;
    }
    if (suffix) {
      end = stage(bytes, patch(bytes, end, limit), limit);
    }
    boolean runsOn =
        suffix
            && end < limit
            && (letterOrDigit(bytes[end])
                || bytes[end] == '.' && end + 1 < limit && letterOrDigit(bytes[end + 1]));
    return runsOn || end - from > LONGEST ? -1 : end;
  }

  /// The end of at least two numbers with dots between them.
  private static int numbers(byte[] bytes, int from, int limit) {
    int at = from;
    int numbers = 0;
    while (true) {
      int start = at;
      while (at < limit && digit(bytes[at])) {
        at++;
      }
      if (at == start || at - start > LONGEST_NUMBER) {
        return -1;
      }
      numbers++;
      if (at + 1 >= limit || bytes[at] != '.' || !digit(bytes[at + 1])) {
        return numbers < 2 ? -1 : at;
      }
      at++;
    }
  }

  /// Up to five letters right behind the numbers, and a number behind these.
  private static int patch(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && at - from < 5 && lowerCase(bytes[at])) {
      at++;
    }
    return at == from ? from : digits(bytes, at, limit);
  }

  /// A word that names a stage before the release, after a separator.
  private static int stage(byte[] bytes, int from, int limit) {
    if (from >= limit || bytes[from] != '-' && bytes[from] != '~' && bytes[from] != '.') {
      return from;
    }
    for (String stage : STAGES) {
      int at = from + 1 + stage.length();
      if (same(bytes, from + 1, limit, stage) && (at >= limit || !lowerCase(bytes[at]))) {
        boolean separated = at + 1 < limit && (bytes[at] == '.' || bytes[at] == '-');
        return separated && digit(bytes[at + 1])
            ? digits(bytes, at + 1, limit)
            : digits(bytes, at, limit);
      }
    }
    return from;
  }

  private static int digits(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && digit(bytes[at])) {
      at++;
    }
    return at;
  }

  static boolean same(byte[] bytes, int from, int limit, String text) {
    if (from < 0 || text.length() > limit - from) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean lowerCase(byte b) {
    return b >= 'a' && b <= 'z';
  }

  static boolean letterOrDigit(byte b) {
    return digit(b) || lowerCase(b) || b >= 'A' && b <= 'Z';
  }

  /// What versions, and words that packagers append to them, are written with.
  static boolean ofVersion(byte b) {
    return letterOrDigit(b) || b == '.' || b == '-' || b == '_' || b == '~' || b == '+';
  }
}
