package dev.drydock.project.toml;

import dev.drydock.project.source.SourceText;
import dev.drydock.project.toml.TomlValue.ArrayValue;
import dev.drydock.project.toml.TomlValue.TextValue;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.List;

/// Edits of a TOML document that are laid out as the rest of it.
public final class TomlEdits {
  private final TomlDocument document;
  private final SourceText source;

  TomlEdits(TomlDocument document) {
    this.document = document;
    this.source = document.source();
  }

  /// Another value for a string, in the same quotes where it can stand in them.
  public TextEdit replaceString(TextValue string, String value) {
    boolean plain = string.plain() && value.chars().noneMatch(c -> c == '"' || c == '\'');
    return plain
        ? source.replacement(string.start() + 1, string.end() - 1, value)
        : new TextEdit(string.start(), string.end(), quoted(value, '"'));
  }

  /// Another name for a key, with its quotes where it has some.
  public TextEdit replaceKey(TomlKey key, String name) {
    char first = source.text().charAt(key.start());
    return first == '"' || first == '\''
        ? source.replacement(key.start() + 1, key.end() - 1, name)
        : new TextEdit(key.start(), key.end(), key(name));
  }

  /// A string as the document writes them.
  public String text(String value) {
    return quoted(value, quote());
  }

  /// An entry of its own line in a table: in order where its entries are, else the last one.
  ///
  /// @param value as it is to be written
  public TextEdit insertEntry(TomlTable table, String name, String value) {
    String line = key(name) + equals(table) + value;
    List<TomlEntry> entries = table.entries();
    if (entries.isEmpty()) {
      return after(table.headerEnd(), "", line);
    }
    boolean ordered = entries.size() > 1 && isOrdered(entries);
    for (TomlEntry entry : entries) {
      if (ordered && firstName(entry).compareTo(name) > 0) {
        return TextEdit.insertion(
            source.lineStart(entry.start()),
            source.indentation(entry.start()) + line + source.newline());
      }
    }
    TomlEntry last = entries.getLast();
    return after(last.end(), source.indentation(last.start()), line);
  }

  /// In the line after that of `offset`.
  private TextEdit after(int offset, String indentation, String line) {
    return TextEdit.insertion(source.lineEnd(offset), source.newline() + indentation + line);
  }

  /// A table with one entry at the end of the document.
  ///
  /// @param value as it is to be written
  public TextEdit insertTable(String header, String name, String value) {
    return appended("[" + header + "]" + source.newline() + key(name) + " = " + value);
  }

  private TextEdit appended(String lines) {
    int end = source.text().stripTrailing().length();
    String before = end == 0 ? "" : source.newline().repeat(2);
    return TextEdit.insertion(
        end, before + lines + (end == source.length() ? source.newline() : ""));
  }

  private static boolean isOrdered(List<TomlEntry> entries) {
    for (int i = 1; i < entries.size(); i++) {
      if (firstName(entries.get(i - 1)).compareTo(firstName(entries.get(i))) > 0) {
        return false;
      }
    }
    return true;
  }

  private static String firstName(TomlEntry entry) {
    return entry.key().getFirst().name();
  }

  /// Another string in an array: in order where its strings are, else the last one.
  public List<TextEdit> addItem(ArrayValue array, String item) {
    String quoted = quoted(item, quote(array));
    List<TomlValue> items = array.items();
    if (items.isEmpty()) {
      return List.of(TextEdit.insertion(array.start() + 1, quoted));
    }
    boolean ordered = isOrderedTexts(items);
    for (TomlValue each : items) {
      if (ordered && text(each).compareToIgnoreCase(item) > 0) {
        boolean line = source.beginsLine(each.start());
        String gap = line ? source.newline() + source.indentation(each.start()) : " ";
        return List.of(TextEdit.insertion(each.start(), quoted + "," + gap));
      }
    }
    return addLast(array, items.getLast(), quoted);
  }

  private List<TextEdit> addLast(ArrayValue array, TomlValue last, String quoted) {
    int comma = commaAfter(last.end(), array.end());
    if (source.line(array.start()) == source.line(last.start())) {
      return List.of(
          comma < 0
              ? TextEdit.insertion(last.end(), ", " + quoted)
              : TextEdit.insertion(comma + 1, " " + quoted + ","));
    }
    String indentation = source.indentation(last.start());
    int end = Math.max(last.end(), comma);
    if (source.line(end) == source.line(array.end() - 1)) {
      return List.of(
          comma < 0
              ? TextEdit.insertion(last.end(), "," + source.newline() + indentation + quoted)
              : TextEdit.insertion(comma + 1, source.newline() + indentation + quoted + ","));
    }
    List<TextEdit> edits = new ArrayList<>();
    if (comma < 0) {
      edits.add(TextEdit.insertion(last.end(), ","));
    }
    edits.add(
        TextEdit.insertion(
            source.nextLine(end),
            indentation + quoted + (comma < 0 ? "" : ",") + source.newline()));
    return edits;
  }

  private int commaAfter(int from, int to) {
    int at = from;
    while (at < to) {
      char c = source.text().charAt(at);
      if (c == ',') {
        return at;
      }
      if (c == '#') {
        at = source.lineEnd(at);
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isOrderedTexts(List<TomlValue> items) {
    for (int i = 1; i < items.size(); i++) {
      if (text(items.get(i - 1)).compareToIgnoreCase(text(items.get(i))) > 0) {
        return false;
      }
    }
    return items.size() > 1;
  }

  private static String text(TomlValue value) {
    return value instanceof TextValue(String text, boolean _, int _, int _) ? text : "";
  }

  /// Takes an item out of an array, with its comma and its line.
  public TextEdit removeItem(ArrayValue array, int index) {
    List<TomlValue> items = array.items();
    TomlValue item = items.get(index);
    int comma = commaAfter(item.end(), array.end());
    int end = comma < 0 ? item.end() : comma + 1;
    int next = index + 1 < items.size() ? items.get(index + 1).start() : array.end() - 1;
    boolean ownLine = source.beginsLine(item.start()) && source.line(next) > source.line(end);
    if (ownLine) {
      return new TextEdit(source.lineStart(item.start()), source.nextLine(end), "");
    }
    if (index + 1 < items.size()) {
      return new TextEdit(item.start(), next, "");
    }
    return new TextEdit(index == 0 ? item.start() : items.get(index - 1).end(), end, "");
  }

  /// Takes an entry out with its lines.
  public TextEdit removeEntry(TomlEntry entry) {
    return new TextEdit(source.lineStart(entry.start()), source.nextLine(entry.end()), "");
  }

  /// Takes a table out with its lines, and the empty ones after it.
  public TextEdit removeTable(TomlTable table) {
    int end = source.nextLine(table.end());
    while (end < source.length() && source.text().substring(end, source.lineEnd(end)).isBlank()) {
      end = source.nextLine(end);
    }
    return new TextEdit(source.lineStart(table.start()), end, "");
  }

  private static String key(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> TomlScanner.isBare((char) c))
        ? name
        : quoted(name, '"');
  }

  /// ` = ` as the table writes it.
  private String equals(TomlTable table) {
    if (table.entries().isEmpty()) {
      return " = ";
    }
    TomlEntry last = table.entries().getLast();
    String between = source.text().substring(last.key().getLast().end(), last.value().start());
    return between.equals("=") ? between : " = ";
  }

  /// The quote that the array's strings have.
  private char quote(ArrayValue array) {
    return array.items().stream()
        .filter(each -> each instanceof TextValue)
        .map(each -> source.text().charAt(each.start()))
        .findFirst()
        .orElseGet(this::quote);
  }

  /// The quote that the document's strings have.
  private char quote() {
    return document.leaves().stream()
        .filter(leaf -> leaf.value() instanceof TextValue)
        .map(leaf -> source.text().charAt(leaf.value().start()))
        .findFirst()
        .orElse('"');
  }

  private static String quoted(String value, char quote) {
    if (quote == '\'' && value.indexOf('\'') < 0) {
      return "'" + value + "'";
    }
    StringBuilder quoted = new StringBuilder().append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
