package dev.drydock.project.gradle;

import dev.drydock.project.gradle.ScriptToken.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts a build script in Groovy or Kotlin into tokens, as far as that is needed to find texts,
/// words and brackets: what it does not know is a mark. A text that does not end within its line
/// ends there and is not plain, so that one error stays in its line.
final class ScriptScanner {
  private final String text;
  private final boolean kotlin;
  private final List<ScriptToken> tokens = new ArrayList<>();
  private int at;

  private ScriptScanner(String text, boolean kotlin) {
    this.text = text;
    this.kotlin = kotlin;
  }

  static List<ScriptToken> scan(String text, boolean kotlin) {
    ScriptScanner scanner = new ScriptScanner(text, kotlin);
    if (text.startsWith("#!")) {
      scanner.skipLine();
    }
    while (scanner.at < text.length()) {
      scanner.next();
    }
    return scanner.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '\n' || c == '\r') {
      tokens.add(ScriptToken.of(Kind.LINE_END, at++, "\n"));
    } else if (c <= ' ' || c == '\ufeff') {
      at++;
    } else if (text.startsWith("//", at)) {
      skipLine();
    } else if (text.startsWith("/*", at)) {
      skipComment();
    } else if (c == '"' || c == '\'') {
      quoted(c);
    } else if (c == '/' && !kotlin && slashyBegins()) {
      slashy("/", at + 1);
    } else if (text.startsWith("$/", at) && !kotlin) {
      slashy("/$", at + 2);
    } else if (isWord(c)) {
      int from = at;
      while (at < text.length() && isWord(text.charAt(at))) {
        at++;
      }
      tokens.add(ScriptToken.of(Kind.WORD, from, text.substring(from, at)));
    } else {
      tokens.add(ScriptToken.of(Kind.MARK, at, text.substring(at, at + 1)));
      at++;
    }
  }

  static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '`' || c == '@';
  }

  private void skipLine() {
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
  }

  /// Those of Kotlin nest.
  private void skipComment() {
    int depth = 1;
    at += 2;
    while (at < text.length() && depth > 0) {
      if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else if (kotlin && text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else {
        at++;
      }
    }
  }

  private void quoted(char quote) {
    int start = at;
    String three = String.valueOf(quote).repeat(3);
    boolean lines = text.startsWith(three, at) && (quote == '"' || !kotlin);
    String closing = lines ? three : String.valueOf(quote);
    int from = at + closing.length();
    boolean template = quote == '"';
    boolean plain = !lines && (template || !kotlin);
    at = from;
    while (at < text.length() && !text.startsWith(closing, at)) {
      char c = text.charAt(at);
      if (!lines && (c == '\n' || c == '\r')) {
        add(start, from, at, 0, template, false);
        return;
      }
      if (c == '\\' && !(lines && kotlin)) {
        plain = false;
        at++;
        if (!lines && at < text.length() && text.charAt(at) == '\n') {
          continue; // the text has not been closed in its line
        }
        at++;
      } else if (template && text.startsWith("${", at)) {
        skipExpression(lines);
      } else {
        at++;
      }
    }
    at = Math.min(at, text.length());
    add(start, from, at, Math.min(closing.length(), text.length() - at), template, plain);
  }

  private void add(int start, int from, int to, int closing, boolean template, boolean plain) {
    at = to + closing;
    tokens.add(
        new ScriptToken(
            Kind.TEXT,
            start,
            at,
            text.substring(Math.min(from, to), to),
            from,
            template,
            plain && closing > 0));
  }

  /// Goes over a `${…}` with the brackets and texts in it.
  private void skipExpression(boolean lines) {
    int depth = 0;
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (!lines && (c == '\n' || c == '\r')) {
        return;
      }
      at++;
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return;
      } else if (c == '"' || c == '\'') {
        skipInner(c);
      }
    }
  }

  private void skipInner(char quote) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        return;
      }
      at += c == '\\' ? 2 : 1;
      if (c == quote) {
        return;
      }
    }
    at = Math.min(at, text.length());
  }

  /// A slash begins a text where no division can stand: after nothing, or after a mark.
  private boolean slashyBegins() {
    if (tokens.isEmpty()) {
      return true;
    }
    ScriptToken last = tokens.getLast();
    return switch (last.kind()) {
      case MARK -> "=(,[{:!&|?~+".contains(last.text());
      case LINE_END -> true;
      case WORD -> last.text().equals("return") || last.text().equals("in");
      case TEXT -> false;
    };
  }

  private void slashy(String closing, int from) {
    int end = from;
    while (end < text.length() && !text.startsWith(closing, end)) {
      char c = text.charAt(end);
      if (c == '\n' || c == '\r') {
        tokens.add(ScriptToken.of(Kind.MARK, at, text.substring(at, at + 1)));
        at++;
        return;
      }
      end += c == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      tokens.add(ScriptToken.of(Kind.MARK, at, text.substring(at, at + 1)));
      at++;
      return;
    }
    add(at, from, end, closing.length(), false, false);
  }
}
