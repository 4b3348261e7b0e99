package dev.drydock.project.gradle;

import java.util.List;

/// A text of a version catalog with where it is written.
///
/// @param path the keys that lead to it, from the table on
/// @param keyStart where its key begins, as far as that is written with it
/// @param keyEnd after that key
/// @param start of what stands between the quotes, in UTF-16 characters
/// @param end as `start`
/// @param plain whether it means what is written, without escapes
/// @param inline whether it stands within braces
record CatalogText(
    List<String> path,
    int keyStart,
    int keyEnd,
    int start,
    int end,
    String value,
    boolean plain,
    boolean inline) {

  /// The key at a level; `""` where the path is shorter.
  String key(int level) {
    return level < path.size() ? path.get(level) : "";
  }

  /// Whether these keys follow the first two.
  boolean isAt(String... keys) {
    return path.size() == keys.length + 2 && path.subList(2, path.size()).equals(List.of(keys));
  }
}
