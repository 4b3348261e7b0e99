package dev.drydock.dockerfile;

/// What counts as white space: BuildKit's rules, which are those of Go.
public final class Whitespace {
  private Whitespace() {}

  /// Unicode's property `White_Space`.
  public static boolean isSpace(char c) {
    return switch (c) {
      case '\t', '\n', '\u000B', '\f', '\r', ' ', '\u0085', '\u00A0', '\u1680', '\u2028' -> true;
      case '\u2029', '\u202F', '\u205F', '\u3000' -> true;
      default -> c >= '\u2000' && c <= '\u200A';
    };
  }

  /// What parts the words of most instructions.
  static boolean partsWords(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\u000B' || c == '\f';
  }

  /// The first place from `from` on that is no white space; `to` where there is none.
  public static int skip(CharSequence text, int from, int to) {
    int at = from;
    while (at < to && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// The end of what lies between `from` and `to` without white space behind it.
  public static int trimEnd(CharSequence text, int from, int to) {
    int at = to;
    while (at > from && isSpace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }
}
