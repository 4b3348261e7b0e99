package dev.drydock.image.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Symbolic links between members of an archive.
final class Links {
  private Links() {}

  /// Where a link at `path` leads; `null` where that is outside of the archive.
  static @Nullable String target(String path, String link) {
    Deque<String> parts = new ArrayDeque<>();
    if (!link.startsWith("/")) {
      add(path, parts);
      parts.pollLast();
    }
    return add(link, parts) ? String.join("/", parts) : null;
  }

  private static boolean add(String path, Deque<String> parts) {
    int at = 0;
    while (at <= path.length()) {
      int slash = path.indexOf('/', at);
      int end = slash < 0 ? path.length() : slash;
      String part = path.substring(at, end);
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return false;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
      at = end + 1;
    }
    return true;
  }
}
