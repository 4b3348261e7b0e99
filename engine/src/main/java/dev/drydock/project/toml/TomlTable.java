package dev.drydock.project.toml;

import java.util.List;

/// What stands below one header, `[tool.poetry]`.
///
/// @param path empty for what stands before all headers
/// @param array whether it is one of several, `[[source]]`
/// @param start where the header begins
/// @param headerEnd where it ends
public record TomlTable(
    List<TomlKey> path, boolean array, List<TomlEntry> entries, int start, int headerEnd) {
  public TomlTable {
    path = List.copyOf(path);
    entries = List.copyOf(entries);
  }

  /// Where its header and entries end.
  public int end() {
    return entries.isEmpty() ? headerEnd : entries.getLast().end();
  }

  boolean is(List<String> names) {
    return path.stream().map(TomlKey::name).toList().equals(names);
  }
}
