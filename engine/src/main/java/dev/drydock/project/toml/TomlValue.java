package dev.drydock.project.toml;

import java.util.List;

/// A TOML value with its place in the text.
public sealed interface TomlValue {
  /// Where it begins.
  int start();

  /// Where it ends, excluded.
  int end();

  /// @param value without quotes and escapes
  /// @param plain whether the value stands between one quote on each side as it is
  record TextValue(String value, boolean plain, int start, int end) implements TomlValue {}

  record ArrayValue(List<TomlValue> items, int start, int end) implements TomlValue {
    public ArrayValue {
      items = List.copyOf(items);
    }
  }

  record InlineTable(List<TomlEntry> entries, int start, int end) implements TomlValue {
    public InlineTable {
      entries = List.copyOf(entries);
    }
  }

  /// A number, a date, `true` or `false`.
  ///
  /// @param text as it is written
  record LiteralValue(String text, int start, int end) implements TomlValue {}
}
