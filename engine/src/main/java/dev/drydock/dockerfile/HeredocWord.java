package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A word that announces a heredoc: `<<EOF`, `<<-'EOF'`, `3<<EOF`.
///
/// @param name the word that ends it, without quotes
/// @param spaced whether white space stands before the name, which builders of before took for
///   something else, a shift in `$((1 << 4))` for instance
record HeredocWord(String name, boolean expanded, boolean withoutTabs, boolean spaced) {

  /// Those of a joined line, in their order; none where its quotes do not match, as in BuildKit.
  static List<HeredocWord> in(String line) {
    if (!line.contains("<<")) {
      return List.of();
    }
    List<HeredocWord> found = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      at = Whitespace.skip(line, at, line.length());
      int end = endOfWord(line, at);
      if (end < 0) {
        return List.of();
      }
      HeredocWord word = of(line.substring(at, end));
      if (word != null) {
        found.add(word);
      }
      at = end;
    }
    return found;
  }

  /// @return -1 where quotes or braces are not closed
  private static int endOfWord(String line, int from) {
    int at = from;
    while (at < line.length() && !Whitespace.isSpace(line.charAt(at))) {
      char c = line.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (c == '\'' || c == '"') {
        at = behindQuote(line, at);
      } else if (line.startsWith("${", at)) {
        at = behindBraces(line, at + 2);
      } else if (line.startsWith("<<", at)) {
        // white space may stand before the name
        at = Whitespace.skip(line, at + 2, line.length());
      } else {
        at++;
      }
      if (at < 0) {
        return -1;
      }
    }
    return Math.min(at, line.length());
  }

  private static int behindQuote(String line, int from) {
    char quote = line.charAt(from);
    for (int at = from + 1; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == quote) {
        return at + 1;
      }
      if (c == '\\' && quote == '"') {
        at++;
      }
    }
    return -1;
  }

  /// Nested ones are counted; quotes within count as BuildKit's lexer lets them.
  private static int behindBraces(String line, int from) {
    int open = 1;
    int at = from;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (c == '\'' || c == '"') {
        at = behindQuote(line, at);
        if (at < 0) {
          return -1;
        }
      } else {
        if (line.startsWith("${", at)) {
          open++;
          at++;
        } else if (c == '}') {
          open--;
        }
        at++;
        if (open == 0) {
          return at;
        }
      }
    }
    return -1;
  }

  private static @Nullable HeredocWord of(String word) {
    int at = 0;
    while (at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
      at++;
    }
    if (!word.startsWith("<<", at)) {
      return null;
    }
    at += 2;
    boolean withoutTabs = at < word.length() && word.charAt(at) == '-';
    int sign = withoutTabs ? at + 1 : at;
    int from = Whitespace.skip(word, sign, word.length());
    if (from == word.length() || word.indexOf('<', from) >= 0) {
      return null;
    }
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    char quote = 0;
    for (int i = from; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
        quoted = true;
      } else if (c == '\\' && quote != '\'' && i + 1 < word.length()) {
        name.append(word.charAt(++i));
      } else {
        name.append(c);
      }
    }
    return name.isEmpty()
        ? null
        : new HeredocWord(name.toString(), !quoted, withoutTabs, from > sign);
  }
}
