package dev.drydock.project.toml;

import dev.drydock.project.ManifestException;
import dev.drydock.project.source.SourceText;
import dev.drydock.project.toml.TomlValue.TextValue;

/// The four kinds of strings of TOML: `"basic"`, `'literal'`, and both over several lines.
final class TomlStrings {
  private final SourceText source;
  private final String text;
  private final String kind;

  TomlStrings(SourceText source, String kind) {
    this.source = source;
    this.text = source.text();
    this.kind = kind;
  }

  /// The string that begins at `start`, of any kind.
  TextValue any(int start) throws ManifestException {
    String quote = text.substring(start, start + 1);
    return text.startsWith(quote.repeat(3), start) ? lines(start) : line(start);
  }

  /// The string of one line that begins at `start`.
  TextValue line(int start) throws ManifestException {
    char quote = text.charAt(start);
    StringBuilder value = new StringBuilder();
    int at = start + 1;
    boolean plain = true;
    while (true) {
      char c = next(start, at);
      if (c == quote) {
        return new TextValue(value.toString(), plain, start, at + 1);
      }
      if (c == '\n' || c == '\r') {
        throw source.broken(start, kind, "a string that does not end in its line");
      }
      if (c == '\\' && quote == '"') {
        plain = false;
        at = escape(start, at, value);
      } else {
        value.append(c);
        at++;
      }
    }
  }

  /// A line end right after the opening quotes does not count; up to two quotes may stand before
  /// the closing ones.
  private TextValue lines(int start) throws ManifestException {
    char quote = text.charAt(start);
    String closing = String.valueOf(quote).repeat(3);
    StringBuilder value = new StringBuilder();
    int at = start + 3;
    if (text.startsWith("\r\n", at)) {
      at += 2;
    } else if (text.startsWith("\n", at)) {
      at++;
    }
    while (true) {
      char c = next(start, at);
      if (c == quote && text.startsWith(closing, at)) {
        int end = at + 3;
        while (end < at + 5 && end < text.length() && text.charAt(end) == quote) {
          value.append(quote);
          end++;
        }
        return new TextValue(value.toString(), false, start, end);
      }
      if (c == '\\' && quote == '"') {
        int next = continued(at + 1);
        at = next > 0 ? next : escape(start, at, value);
      } else {
        value.append(c);
        at++;
      }
    }
  }

  /// After a backslash at the end of a line: where the text goes on; -1 where there is none.
  private int continued(int from) {
    int at = from;
    boolean line = false;
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      line |= text.charAt(at) == '\n';
      at++;
    }
    return line ? at : -1;
  }

  /// @return where it ends
  private int escape(int start, int at, StringBuilder value) throws ManifestException {
    char c = next(start, at + 1);
    switch (c) {
      case '"', '\\' -> value.append(c);
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'u' -> {
        return unicode(at + 2, 4, value);
      }
      case 'U' -> {
        return unicode(at + 2, 8, value);
      }
      default -> throw source.broken(at, kind, "an unknown escape in a string");
    }
    return at + 2;
  }

  private int unicode(int from, int digits, StringBuilder value) throws ManifestException {
    long codePoint = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < text.length() ? "0123456789abcdef".indexOf(lower(text.charAt(i))) : -1;
      if (digit < 0) {
        throw source.broken(from, kind, "an unknown escape in a string");
      }
      codePoint = codePoint << 4 | digit;
    }
    if (codePoint > Character.MAX_CODE_POINT || codePoint >= 0xd800 && codePoint < 0xe000) {
      throw source.broken(from, kind, "an escape that is no character");
    }
    value.appendCodePoint((int) codePoint);
    return from + digits;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'F' ? (char) (c + 32) : c;
  }

  private char next(int start, int at) throws ManifestException {
    if (at >= text.length()) {
      throw source.broken(start, kind, "a string without an end");
    }
    return text.charAt(at);
  }
}
