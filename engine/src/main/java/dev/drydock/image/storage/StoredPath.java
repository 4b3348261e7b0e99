package dev.drydock.image.storage;

import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Names of an image's files, turned into files below a directory of the store and never outside.
final class StoredPath {
  private StoredPath() {}

  /// Without leading and trailing slashes and empty parts; `null` for the root, and for what
  /// climbs.
  static @Nullable String clean(String name) {
    StringBuilder clean = new StringBuilder(name.length());
    for (int at = 0; at <= name.length(); ) {
      int slash = name.indexOf('/', at);
      int end = slash < 0 ? name.length() : slash;
      String part = name.substring(at, end);
      if (part.equals("..")) {
        return null;
      }
      if (!part.isEmpty() && !part.equals(".")) {
        clean.append(clean.isEmpty() ? "" : "/").append(part);
      }
      at = end + 1;
    }
    return clean.isEmpty() ? null : clean.toString();
  }

  /// The file at `path` as a process sees it whose root is `root`: links on the way lead to where
  /// they lead in the image. The last part is not followed.
  ///
  /// @return `null` where there can be no such file
  static @Nullable Path within(Path root, String path, Limits limits) throws IOException {
    Deque<String> pending = new ArrayDeque<>();
    push(pending, path);
    Path at = root;
    int links = 0;
    try {
      while (!pending.isEmpty()) {
        String part = pending.pop();
        if (part.equals("..")) {
          Path parent = at.getParent();
          at = at.equals(root) || parent == null ? root : parent;
          continue;
        }
        Path next = at.resolve(part);
        if (pending.isEmpty() || !Files.isSymbolicLink(next)) {
          at = next;
          continue;
        }
        String target = Files.readSymbolicLink(next).toString();
        if (++links > limits.symlinks() || target.length() > limits.pathBytes()) {
          return null;
        }
        at = target.startsWith("/") ? root : at;
        push(pending, target);
      }
    } catch (InvalidPathException _) {
      return null;
    }
    return at;
  }

  /// Puts the parts of `path` before what is pending.
  private static void push(Deque<String> pending, String path) {
    int end = path.length();
    while (end > 0) {
      int slash = path.lastIndexOf('/', end - 1);
      String part = path.substring(slash + 1, end);
      if (!part.isEmpty() && !part.equals(".")) {
        pending.push(part);
      }
      end = Math.max(slash, 0);
    }
  }
}
