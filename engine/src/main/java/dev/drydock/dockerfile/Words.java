package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ways in which instructions part their arguments into words.
public final class Words {
  private Words() {}

  /// Words parted at white space; quotes mean nothing.
  static List<Word> plain(LogicalLine line, int from) {
    List<Word> words = new ArrayList<>();
    int at = from;
    while (at < line.length()) {
      while (at < line.length() && Whitespace.isSpace(line.charAt(at))) {
        at++;
      }
      int begin = at;
      while (at < line.length() && !Whitespace.isSpace(line.charAt(at))) {
        at++;
      }
      if (at > begin) {
        words.add(line.word(begin, at));
      }
    }
    return words;
  }

  /// Stretches of the logical line between white space outside quotes, as `ARG`, `ENV` and `LABEL`
  /// part them.
  public static List<Stretch> quoted(LogicalLine line, int from, char escape) {
    List<Stretch> words = new ArrayList<>();
    int at = Whitespace.skip(line.text(), from, line.length());
    while (at < line.length()) {
      int end = endOfQuoted(line, at, escape);
      words.add(new Stretch(at, end));
      at = Whitespace.skip(line.text(), end, line.length());
    }
    return words;
  }

  /// Indexes of the logical line.
  public record Stretch(int from, int to) {}

  private static int endOfQuoted(LogicalLine line, int from, char escape) {
    char quote = 0;
    int at = from;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (quote == 0 && Whitespace.isSpace(c)) {
        return at;
      }
      if (c == escape && quote != '\'') {
        at++;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      at++;
    }
    return line.length();
  }

  /// The strings of a JSON array that goes from `from` to the end of the line, escapes resolved,
  /// each where it stands between its quotes; `null` where it is none.
  static @Nullable List<Word> json(LogicalLine line, int from) {
    int end = Whitespace.trimEnd(line.text(), from, line.length());
    int at = Whitespace.skip(line.text(), from, end);
    if (at >= end || line.charAt(at) != '[') {
      return null;
    }
    List<Word> words = new ArrayList<>();
    at = Whitespace.skip(line.text(), at + 1, end);
    if (at < end && line.charAt(at) == ']') {
      return at + 1 == end ? words : null;
    }
    while (at < end && line.charAt(at) == '"') {
      int close = closingQuote(line, at + 1, end);
      String value = close < 0 ? null : unescaped(line.text(), at + 1, close);
      if (value == null) {
        return null;
      }
      words.add(new Word(value, line.offset(at + 1), line.offset(close)));
      at = Whitespace.skip(line.text(), close + 1, end);
      if (at < end && line.charAt(at) == ']') {
        return at + 1 == end ? words : null;
      }
      if (at >= end || line.charAt(at) != ',') {
        return null;
      }
      at = Whitespace.skip(line.text(), at + 1, end);
    }
    return null;
  }

  private static int closingQuote(LogicalLine line, int from, int end) {
    for (int at = from; at < end; at++) {
      char c = line.charAt(at);
      if (c == '"') {
        return at;
      }
      if (c == '\\') {
        at++;
      } else if (c < ' ') {
        return -1;
      }
    }
    return -1;
  }

  private static @Nullable String unescaped(String text, int from, int to) {
    StringBuilder value = new StringBuilder(to - from);
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (c != '\\') {
        value.append(c);
        continue;
      }
      char next = text.charAt(++at);
      int simple = "\"\\/bfnrt".indexOf(next);
      if (simple >= 0) {
        value.append("\"\\/\b\f\n\r\t".charAt(simple));
      } else if (next == 'u' && at + 4 < to && isHexadecimal(text, at + 1)) {
        value.append((char) Integer.parseInt(text, at + 1, at + 5, 16));
        at += 4;
      } else {
        return null;
      }
    }
    return value.toString();
  }

  private static boolean isHexadecimal(String text, int from) {
    for (int i = from; i < from + 4; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
