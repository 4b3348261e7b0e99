package dev.drydock.base.testing.pattern;

/// A place in the text of a regular expression.
final class Cursor {
  private static final int MOST_DIGITS = 8;
  private static final String PUNCTUATION = "!\"#%&',-/:;<=>@`~_ \\.+*?()|[]{}^$";

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  int length() {
    return text.length();
  }

  boolean atEnd() {
    return at >= text.length();
  }

  boolean sees(String expected) {
    return text.startsWith(expected, at);
  }

  boolean take(String expected) {
    boolean there = sees(expected);
    at += there ? expected.length() : 0;
    return there;
  }

  /// The character here, without going on; -1 at the end.
  int peek() {
    return atEnd() ? -1 : text.codePointAt(at);
  }

  int next() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  InvalidPatternException wrong(String why) {
    return new InvalidPatternException("at character " + Math.max(1, at) + ": " + why);
  }

  /// What stands before an end, which is passed over.
  String upTo(String end) throws InvalidPatternException {
    int found = text.indexOf(end, at);
    if (found < 0) {
      throw wrong("it has no end, " + end);
    }
    String part = text.substring(at, found);
    at = found + end.length();
    return part;
  }

  /// The name of a group.
  void name() throws InvalidPatternException {
    String name = upTo(">");
    if (name.isEmpty() || !name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c))) {
      throw wrong("a group cannot be called so; take letters and digits");
    }
  }

  /// The character of an escape, after its backslash.
  int escaped() throws InvalidPatternException {
    if (atEnd()) {
      throw wrong("it ends with a backslash; write \\\\");
    }
    int c = next();
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'v' -> 0x0b;
      case 'a' -> 0x07;
      case 'x' -> hexadecimal();
      default -> {
        if (PUNCTUATION.indexOf(c) < 0) {
          throw wrong(
              "\\"
                  + Character.toString(c)
                  + (c >= '1' && c <= '9'
                      ? " refers back, which this syntax has not"
                      : " is no escape of this syntax"));
        }
        yield c;
      }
    };
  }

  private int hexadecimal() throws InvalidPatternException {
    String digits;
    if (take("{")) {
      digits = upTo("}");
    } else {
      digits = text.substring(at, Math.min(text.length(), at + 2));
      at += digits.length();
    }
    boolean fits = !digits.isEmpty() && digits.length() <= MOST_DIGITS - 2;
    for (int i = 0; i < digits.length(); i++) {
      fits &= digits.charAt(i) < 0x80 && Character.digit(digits.charAt(i), 16) >= 0;
    }
    int c = fits ? Integer.parseInt(digits, 16) : -1;
    if (!Character.isValidCodePoint(c)) {
      throw wrong("\\x is followed by two hexadecimal digits, or some in { }");
    }
    return c;
  }

  /// `{2}`, `{2,}` or `{2,5}`: the least and the most, -1 where there is no most; nothing, and no
  /// step on, where it is none of them.
  int[] counts() {
    if (!sees("{")) {
      return new int[0];
    }
    int end = text.indexOf('}', at);
    String inner = end < 0 ? "" : text.substring(at + 1, end);
    int comma = inner.indexOf(',');
    String least = comma < 0 ? inner : inner.substring(0, comma);
    String most = comma < 0 ? inner : inner.substring(comma + 1);
    boolean counts = isNumber(least) && (isNumber(most) || comma >= 0 && most.isEmpty());
    if (!counts) {
      return new int[0];
    }
    at = end + 1;
    return new int[] {Integer.parseInt(least), most.isEmpty() ? -1 : Integer.parseInt(most)};
  }

  private static boolean isNumber(String digits) {
    return !digits.isEmpty()
        && digits.length() <= MOST_DIGITS
        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
