package dev.drydock.catalog.prolog;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The facts of one text in a `pack.pl` (SWI-Prolog manual, "Creating a pack"):
///
///     name(hdt).
///     version('0.5.2').
///     % a comment
///     author( 'Jan Wielemaker', 'J.Wielemaker@vu.nl' ).
///
/// Read to the extent that such a file needs: atoms, quoted atoms, strings and numbers as the first
/// argument of a fact at the beginning of a clause.
final class PrologFacts {
  private final String text;
  private int at;

  private PrologFacts(String text) {
    this.text = text;
  }

  /// The first argument of each fact, by its name; the first fact of a name counts.
  static Map<String, String> parse(byte[] document) {
    PrologFacts reading = new PrologFacts(new String(document, StandardCharsets.UTF_8));
    Map<String, String> facts = new HashMap<>();
    while (reading.at < reading.text.length()) {
      reading.clause(facts);
    }
    return facts;
  }

  private void clause(Map<String, String> facts) {
    blank();
    String name = term();
    blank();
    if (!name.isEmpty() && peek() == '(') {
      at++;
      blank();
      String argument = term();
      if (!argument.isEmpty()) {
        facts.putIfAbsent(name, argument);
      }
    }
    skipClause();
  }

  /// Passes everything until after the full stop that ends a clause.
  private void skipClause() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"' || c == '`') {
        quoted(c);
      } else if (c == '%') {
        line();
      } else {
        at++;
        if (c == '.' && (at == text.length() || ends(text.charAt(at)))) {
          return;
        }
      }
    }
  }

  private static boolean ends(char c) {
    return Character.isWhitespace(c) || c == '%';
  }

  /// Passes white space, a byte order mark and comments.
  private void blank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (c == '%') {
        line();
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else {
        return;
      }
    }
  }

  private void line() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end + 1;
  }

  /// An atom, string or number; `""` where something else stands there.
  private String term() {
    char c = peek();
    if (c == '\'' || c == '"' || c == '`') {
      return quoted(c);
    }
    int from = at;
    while (at < text.length() && word(at)) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean word(int index) {
    char c = text.charAt(index);
    boolean decimal =
        c == '.' && index + 1 < text.length() && Character.isDigit(text.charAt(index + 1));
    return Character.isLetterOrDigit(c) || c == '_' || decimal;
  }

  /// A quote is written twice or after a backslash within one.
  private String quoted(char quote) {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        value.append(text.charAt(at++));
      } else if (c != quote) {
        value.append(c);
      } else if (peek() == quote) {
        value.append(quote);
        at++;
      } else {
        break;
      }
    }
    return value.toString();
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }
}
