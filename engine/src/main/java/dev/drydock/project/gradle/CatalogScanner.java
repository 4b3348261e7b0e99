package dev.drydock.project.gradle;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.edit.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Scans a version catalog, which is TOML, for its texts and where they stand.
final class CatalogScanner {
  private static final int MOST_TEXTS = 200_000;

  private final String path;
  private final SourceText source;
  private final String text;
  private final Limits limits;
  private final List<CatalogText> texts = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();

  /// Where versions are written within braces, by the keys that lead there.
  private final Map<List<String>, Statement> versionTables = new HashMap<>();

  private List<String> table = List.of();
  private int at;

  /// A key with its value, or the head of a table.
  record Statement(List<String> path, int start, int end) {}

  /// A key as it is written, dots and all.
  private record Key(List<String> parts, int start, int end) {}

  private CatalogScanner(String path, SourceText source, Limits limits) {
    this.path = path;
    this.source = source;
    this.text = source.text();
    this.limits = limits;
  }

  static CatalogScanner scan(String path, SourceText source, Limits limits)
      throws ManifestException {
    if (source.text().length() > limits.documentBytes()) {
      throw new ManifestException(
          "%s goes over the limit of %,d characters".formatted(path, limits.documentBytes()));
    }
    CatalogScanner scanner = new CatalogScanner(path, source, limits);
    scanner.document();
    return scanner;
  }

  /// In the order of the file.
  List<CatalogText> texts() {
    return texts;
  }

  List<Statement> statements() {
    return statements;
  }

  Map<List<String>, Statement> versionTables() {
    return versionTables;
  }

  private void document() throws ManifestException {
    if (text.startsWith("\ufeff")) {
      at = 1;
    }
    skip(true);
    while (at < text.length()) {
      int start = at;
      if (text.charAt(at) == '[') {
        table = head();
        statements.add(new Statement(table, start, at));
      } else {
        Key key = key();
        List<String> keys = joined(table, key.parts());
        expect('=');
        value(keys, key, 0, false);
        statements.add(new Statement(keys, start, at));
      }
      skip(false);
      if (at < text.length() && !isLineEnd(text.charAt(at))) {
        throw invalid("something follows a value");
      }
      skip(true);
    }
  }

  private List<String> head() throws ManifestException {
    boolean array = text.startsWith("[[", at);
    at += array ? 2 : 1;
    skip(false);
    List<String> keys = key().parts();
    skip(false);
    if (!text.startsWith(array ? "]]" : "]", at)) {
      throw invalid("the head of a table is broken");
    }
    at += array ? 2 : 1;
    return keys;
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> joined = new ArrayList<>(first);
    joined.addAll(second);
    return List.copyOf(joined);
  }

  private Key key() throws ManifestException {
    int start = at;
    int end;
    List<String> parts = new ArrayList<>();
    while (true) {
      parts.add(keyPart());
      if (parts.size() > limits.nesting()) {
        throw invalid("a key has too many parts");
      }
      end = at;
      skip(false);
      if (!text.startsWith(".", at)) {
        return new Key(parts, start, end);
      }
      at++;
      skip(false);
    }
  }

  private String keyPart() throws ManifestException {
    int from = at;
    char c = at < text.length() ? text.charAt(at) : '\n';
    if (c == '"' || c == '\'') {
      int end = quoteEnd(String.valueOf(c), at + 1, c == '"', false);
      at = end + 1;
      return text.substring(from + 1, end);
    }
    while (at < text.length() && isBare(text.charAt(at))) {
      at++;
    }
    if (at == from) {
      throw invalid("a key is missing");
    }
    return text.substring(from, at);
  }

  private static boolean isBare(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private void expect(char mark) throws ManifestException {
    skip(false);
    if (at >= text.length() || text.charAt(at) != mark) {
      throw invalid("a " + mark + " is missing");
    }
    at++;
    skip(false);
  }

  private void value(List<String> keys, Key key, int level, boolean inline)
      throws ManifestException {
    if (level > limits.nesting()) {
      throw invalid("it is nested too deep");
    }
    char c = at < text.length() ? text.charAt(at) : '\n';
    switch (c) {
      case '"', '\'' -> quoted(keys, key, c, inline);
      case '[' -> array(keys, key, level);
      case '{' -> inlineTable(keys, level);
      default -> scalar();
    }
  }

  private void quoted(List<String> keys, Key key, char quote, boolean inline)
      throws ManifestException {
    String three = String.valueOf(quote).repeat(3);
    boolean lines = text.startsWith(three, at);
    String closing = lines ? three : String.valueOf(quote);
    int from = at + closing.length();
    int end = quoteEnd(closing, from, quote == '"', lines);
    at = end + closing.length();
    String value = text.substring(from, end);
    boolean plain = !lines && (quote == '\'' || value.indexOf('\\') < 0);
    if (texts.size() == MOST_TEXTS) {
      throw invalid("it is longer than people write");
    }
    texts.add(new CatalogText(keys, key.start(), key.end(), from, end, value, plain, inline));
  }

  private int quoteEnd(String closing, int from, boolean escapes, boolean lines)
      throws ManifestException {
    int end = from;
    while (end < text.length() && !text.startsWith(closing, end)) {
      char c = text.charAt(end);
      if (isLineEnd(c) && !lines) {
        throw invalid("a text is never closed");
      }
      end += escapes && c == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw invalid("a text is never closed");
    }
    return end;
  }

  private void array(List<String> keys, Key key, int level) throws ManifestException {
    at++;
    for (int i = 0; ; i++) {
      skip(true);
      if (text.startsWith("]", at)) {
        at++;
        return;
      }
      value(joined(keys, List.of("#" + i)), key, level + 1, false);
      comma(']');
    }
  }

  private void inlineTable(List<String> keys, int level) throws ManifestException {
    int start = at++;
    while (true) {
      skip(true);
      if (text.startsWith("}", at)) {
        at++;
        if (keys.getLast().equals("version")) {
          versionTables.put(keys, new Statement(keys, start, at));
        }
        return;
      }
      Key key = key();
      expect('=');
      value(joined(keys, key.parts()), key, level + 1, true);
      comma('}');
    }
  }

  private void comma(char closing) throws ManifestException {
    skip(true);
    if (text.startsWith(",", at)) {
      at++;
    } else if (at >= text.length() || text.charAt(at) != closing) {
      throw invalid("a , or " + closing + " is missing");
    }
  }

  /// Numbers, dates and truth, none of which say anything here.
  private void scalar() throws ManifestException {
    int from = at;
    scalarWord();
    if (at == from) {
      throw invalid("a value is missing");
    }
    // a date and a time may have a blank between them
    boolean date = at - from == 10 && text.charAt(from + 4) == '-';
    if (date && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
      at++;
      scalarWord();
    }
  }

  private void scalarWord() {
    while (at < text.length() && (isBare(text.charAt(at)) || "+.:".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
  }

  /// Goes over blanks and comments, and over line ends where those mean nothing.
  private void skip(boolean lines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
          at++;
        }
      } else if (c == ' ' || c == '\t' || (lines && isLineEnd(c))) {
        at++;
      } else {
        return;
      }
    }
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private ManifestException invalid(String problem) {
    int offset = Math.min(at, text.length());
    return new ManifestException(
        "%s is not TOML: %s (line %d)".formatted(path, problem, source.line(offset)));
  }
}
