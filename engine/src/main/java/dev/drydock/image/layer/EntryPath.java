package dev.drydock.image.layer;

import org.jspecify.annotations.Nullable;

/// Turns the name of a tar member into the path of an image's file: no leading slash, no `.` or
/// `..`, no empty part.
final class EntryPath {
  private EntryPath() {}

  /// The cleaned path, `""` for the root itself, `null` where the name climbs out of it.
  ///
  /// As for a runtime that unpacks the layer, `a/../b` is `b`.
  static @Nullable String clean(byte[] name) {
    int from = 0;
    int to = name.length;
    while (from < to) {
      if (name[from] == '/') {
        from++;
      } else if (name[from] == '.' && (from + 1 == to || name[from + 1] == '/')) {
        from++;
      } else {
        break;
      }
    }
    while (to > from && name[to - 1] == '/') {
      to--;
    }
    boolean plain = from == to || name[from] != '.';
    for (int i = from; i < to - 1; i++) {
      if (name[i] == '/' && (name[i + 1] == '/' || name[i + 1] == '.')) {
        plain = false;
        break;
      }
    }
    String text = TarHeader.decode(name, from, to - from);
    return plain ? text : parts(text);
  }

  /// The same for text.
  static @Nullable String parts(String name) {
    StringBuilder path = new StringBuilder(name.length());
    int at = 0;
    while (at < name.length()) {
      int slash = name.indexOf('/', at);
      int end = slash < 0 ? name.length() : slash;
      if (end == at + 2 && name.startsWith("..", at)) {
        if (path.isEmpty()) {
          return null;
        }
        path.setLength(Math.max(0, path.lastIndexOf("/")));
      } else if (end > at && !(end == at + 1 && name.charAt(at) == '.')) {
        if (!path.isEmpty()) {
          path.append('/');
        }
        path.append(name, at, end);
      }
      at = end + 1;
    }
    return path.toString();
  }
}
