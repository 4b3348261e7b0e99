package dev.drydock.project.toml;

import java.util.List;

/// `key = value`.
///
/// @param key its parts: two for `serde.version`
public record TomlEntry(List<TomlKey> key, TomlValue value) {
  public TomlEntry {
    key = List.copyOf(key);
  }

  public int start() {
    return key.getFirst().start();
  }

  public int end() {
    return value.end();
  }
}
