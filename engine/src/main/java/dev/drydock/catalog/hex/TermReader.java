package dev.drydock.catalog.hex;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads terms as they are written in Erlang (Erlang Reference Manual, "Data Types") or Elixir
/// (Elixir documentation, "Syntax reference"). Terms hold no programs: nothing is ever run.
///
/// Both are read by the same rules. They differ in what starts a comment, `%` or `#`, which is what
/// starts a map in the other one.
final class TermReader {
  private static final int MOST_TERMS = 1_000_000;

  private final String text;
  private final char comment;
  private final String what;
  private final int nesting;
  private int at;
  private int terms;

  private TermReader(byte[] document, char comment, String what, Limits limits) {
    this.text = new String(document, StandardCharsets.UTF_8);
    this.comment = comment;
    this.what = what;
    this.nesting = limits.nesting();
  }

  /// The terms of a file, each of which ends with a dot.
  static List<Term> erlang(byte[] document, String what, Limits limits) throws IOException {
    TermReader reader = new TermReader(document, '%', what, limits);
    List<Term> all = new ArrayList<>();
    while (reader.more()) {
      all.add(reader.term(1));
      reader.blanks();
      reader.skip(".");
    }
    return all;
  }

  /// The one term of a file.
  static Term elixir(byte[] document, String what, Limits limits) throws IOException {
    TermReader reader = new TermReader(document, '#', what, limits);
    if (!reader.more()) {
      throw reader.bad("is empty");
    }
    return reader.term(1);
  }

  private boolean more() {
    blanks();
    return at < text.length();
  }

  private Term term(int depth) throws IOException {
    if (depth > nesting) {
      throw new LimitExceededException("nesting", what, nesting);
    }
    if (++terms > MOST_TERMS) {
      throw new LimitExceededException("terms", what, MOST_TERMS);
    }
    blanks();
    if (at >= text.length()) {
      throw bad("ends early");
    }
    char c = text.charAt(at);
    if (skip("{")) {
      return new Term.Tuple(items('}', depth));
    }
    if (skip("[")) {
      return new Term.Sequence(items(']', depth));
    }
    if (skip("%{") || skip("#{")) {
      return new Term.Sequence(items('}', depth));
    }
    if (skip("<<")) {
      blanks();
      Term binary = text.startsWith(">>", at) ? new Term.Text("") : term(depth + 1);
      // the kind of a binary: <<"text"/utf8>>
      while (at < text.length() && !skip(">>")) {
        at++;
      }
      return binary;
    }
    if (c == '"') {
      return new Term.Text(texts());
    }
    if (c == '\'') {
      return new Term.Atom(quoted('\''));
    }
    if (skip(":\"")) {
      at--;
      return new Term.Atom(quoted('"'));
    }
    if (c == ':') {
      at++;
    }
    return new Term.Atom(word());
  }

  /// Items up to the closing bracket. A pair, in one of the three ways `key: value`, `key => value`
  /// and `"key": value`, is a tuple.
  private List<Term> items(char close, int depth) throws IOException {
    List<Term> items = new ArrayList<>(4);
    while (true) {
      blanks();
      if (at >= text.length()) {
        throw bad("ends early");
      }
      if (text.charAt(at) == close) {
        at++;
        return List.copyOf(items);
      }
      Term item = term(depth + 1);
      boolean key = at < text.length() && text.charAt(at) == ':';
      blanks();
      if (key || skip("=>") || skip(":=")) {
        at += key ? 1 : 0;
        item = new Term.Tuple(List.of(item, term(depth + 1)));
        blanks();
      }
      items.add(item);
      if (!skip(",") && !skip("|") && (at >= text.length() || text.charAt(at) != close)) {
        throw bad("is damaged in line " + line());
      }
    }
  }

  /// A string, or several in a row, which are one.
  private String texts() throws IOException {
    String value = quoted('"');
    int end = at;
    blanks();
    if (at >= text.length() || text.charAt(at) != '"') {
      at = end;
      return value;
    }
    StringBuilder all = new StringBuilder(value);
    while (at < text.length() && text.charAt(at) == '"') {
      all.append(quoted('"'));
      end = at;
      blanks();
    }
    at = end;
    return all.toString();
  }

  private String quoted(char quote) throws IOException {
    int from = ++at;
    StringBuilder escaped = null;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote) {
        String value = escaped == null ? text.substring(from, at) : escaped.toString();
        at++;
        return value;
      }
      if (c == '\\' && at + 1 < text.length()) {
        if (escaped == null) {
          escaped = new StringBuilder(text.substring(from, at));
        }
        c = text.charAt(++at);
        c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
      }
      if (escaped != null) {
        escaped.append(c);
      }
      at++;
    }
    throw bad("ends early");
  }

  /// An atom without quotes, a number, or a character such as `$a`.
  private String word() throws IOException {
    int from = at;
    if (at >= text.length()) {
      throw bad("ends early");
    }
    if (text.charAt(at) == '$' && at + 1 < text.length()) {
      at += text.charAt(at + 1) == '\\' ? Math.min(3, text.length() - at) : 2;
      return text.substring(from, at);
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      // a dot is part of a number and of a module's name, but ends a term of Erlang
      boolean dot = c == '.' && at + 1 < text.length() && wordly(text.charAt(at + 1));
      if (!dot && !wordly(c)) {
        break;
      }
      at++;
    }
    if (at == from) {
      throw bad("is damaged in line " + line());
    }
    return text.substring(from, at);
  }

  private static boolean wordly(char c) {
    return Character.isLetterOrDigit(c) || "_@-+#?!".indexOf(c) >= 0;
  }

  private void blanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == comment) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else {
        return;
      }
    }
  }

  private boolean skip(String expected) {
    boolean there = text.startsWith(expected, at);
    if (there) {
      at += expected.length();
    }
    return there;
  }

  private int line() {
    int line = 1;
    for (int i = 0; i < at && i < text.length(); i++) {
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return line;
  }

  private IOException bad(String problem) {
    return new IOException(what + " " + problem);
  }
}
