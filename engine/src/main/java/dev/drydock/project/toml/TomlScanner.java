package dev.drydock.project.toml;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.source.SourceText;
import dev.drydock.project.toml.TomlValue.ArrayValue;
import dev.drydock.project.toml.TomlValue.InlineTable;
import dev.drydock.project.toml.TomlValue.LiteralValue;
import java.util.ArrayList;
import java.util.List;

/// Reads one TOML document ([TOML 1.0](https://toml.io/en/v1.0.0)) with the place of each key and
/// value.
final class TomlScanner {
  private final SourceText source;
  private final String text;
  private final String kind;
  private final int deepest;
  private final TomlStrings strings;
  private int at;
  private int depth;

  TomlScanner(SourceText source, String kind, Limits limits) {
    this.source = source;
    this.text = source.text();
    this.kind = kind;
    this.deepest = limits.nesting();
    this.strings = new TomlStrings(source, kind);
  }

  List<TomlTable> read() throws ManifestException {
    List<TomlTable> tables = new ArrayList<>();
    List<TomlKey> path = List.of();
    List<TomlEntry> entries = new ArrayList<>();
    boolean array = false;
    int start = 0;
    int headerEnd = 0;
    at = text.startsWith("\ufeff") ? 1 : 0;
    while (true) {
      emptyLines();
      if (at == text.length()) {
        tables.add(new TomlTable(path, array, entries, start, headerEnd));
        return tables;
      }
      if (text.charAt(at) != '[') {
        entries.add(entry());
        lineEnd();
        continue;
      }
      tables.add(new TomlTable(path, array, entries, start, headerEnd));
      entries = new ArrayList<>();
      start = at;
      array = text.startsWith("[[", at);
      path = header(array);
      headerEnd = at;
      lineEnd();
    }
  }

  private List<TomlKey> header(boolean array) throws ManifestException {
    at += array ? 2 : 1;
    List<TomlKey> path = key();
    String closing = array ? "]]" : "]";
    if (!text.startsWith(closing, at)) {
      throw wrong("a header without an end");
    }
    at += closing.length();
    return path;
  }

  private TomlEntry entry() throws ManifestException {
    List<TomlKey> key = key();
    if (next() != '=') {
      throw wrong("no \"=\" after a key");
    }
    at++;
    blanks();
    return new TomlEntry(key, value());
  }

  /// Its parts, and the blanks around them.
  private List<TomlKey> key() throws ManifestException {
    List<TomlKey> parts = new ArrayList<>();
    while (true) {
      blanks();
      parts.add(part());
      if (parts.size() > deepest) {
        throw wrong("more than %d levels".formatted(deepest));
      }
      blanks();
      if (next() != '.') {
        return parts;
      }
      at++;
    }
  }

  private TomlKey part() throws ManifestException {
    int start = at;
    char c = next();
    if (c == '"' || c == '\'') {
      TomlValue.TextValue quoted = strings.line(at);
      at = quoted.end();
      return new TomlKey(quoted.value(), start, at);
    }
    while (at < text.length() && isBare(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw wrong("no key");
    }
    return new TomlKey(text.substring(start, at), start, at);
  }

  static boolean isBare(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_';
  }

  private TomlValue value() throws ManifestException {
    char c = next();
    return switch (c) {
      case '"', '\'' -> {
        TomlValue.TextValue string = strings.any(at);
        at = string.end();
        yield string;
      }
      case '[' -> array();
      case '{' -> inlineTable();
      default -> literal();
    };
  }

  private ArrayValue array() throws ManifestException {
    int start = enter();
    List<TomlValue> items = new ArrayList<>();
    while (true) {
      emptyLines();
      if (next() == ']') {
        break;
      }
      items.add(value());
      emptyLines();
      if (next() == ',') {
        at++;
      } else if (next() != ']') {
        throw wrong("no comma between two values");
      }
    }
    at++;
    depth--;
    return new ArrayValue(items, start, at);
  }

  private InlineTable inlineTable() throws ManifestException {
    int start = enter();
    List<TomlEntry> entries = new ArrayList<>();
    blanks();
    boolean more = next() != '}';
    while (more) {
      entries.add(entry());
      blanks();
      more = next() == ',';
      if (!more && next() != '}') {
        throw wrong("no comma between two entries");
      }
      at += more ? 1 : 0;
    }
    at++;
    depth--;
    return new InlineTable(entries, start, at);
  }

  private int enter() throws ManifestException {
    if (++depth > deepest) {
      throw wrong("more than %d levels".formatted(deepest));
    }
    return at++;
  }

  private LiteralValue literal() throws ManifestException {
    int start = at;
    while (at < text.length() && isLiteral(text.charAt(at))) {
      at++;
    }
    // one blank stands between a date and a time
    if (at - start == 10
        && text.charAt(start + 4) == '-'
        && at + 1 < text.length()
        && text.charAt(at) == ' '
        && Character.isDigit(text.charAt(at + 1))) {
      at++;
      while (at < text.length() && isLiteral(text.charAt(at))) {
        at++;
      }
    }
    String written = text.substring(start, at);
    if (!isLiteral(written)) {
      at = start;
      throw wrong("no value");
    }
    return new LiteralValue(written, start, at);
  }

  private static boolean isLiteral(char c) {
    return isBare(c) || c == '+' || c == '.' || c == ':';
  }

  private static boolean isLiteral(String written) {
    int from = written.startsWith("+") || written.startsWith("-") ? 1 : 0;
    String unsigned = written.substring(from);
    return written.equals("true")
        || written.equals("false")
        || unsigned.equals("inf")
        || unsigned.equals("nan")
        || !unsigned.isEmpty() && unsigned.charAt(0) >= '0' && unsigned.charAt(0) <= '9';
  }

  /// The rest of a line holds a comment or nothing.
  private void lineEnd() throws ManifestException {
    blanks();
    if (at < text.length() && text.charAt(at) == '#') {
      at = source.lineEnd(at);
    }
    if (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      throw wrong("something after a value");
    }
  }

  private void emptyLines() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = source.lineEnd(at);
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private void blanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private char next() throws ManifestException {
    if (at >= text.length()) {
      throw wrong("it ends too early");
    }
    return text.charAt(at);
  }

  private ManifestException wrong(String found) {
    return source.broken(at, kind, found);
  }
}
