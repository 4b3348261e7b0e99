package dev.drydock.image;

import dev.drydock.limits.Limits;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Paths within an image: without a slash at their beginning, the root being the empty string.
public final class ImagePaths {
  private ImagePaths() {}

  /// What has the links of an image.
  @FunctionalInterface
  public interface Links {
    /// Where the link at a path leads to; `null` where there is none.
    @Nullable String at(String path);
  }

  /// Where a path leads to, with links followed from left to right, as a process in the image
  /// would, which never gets out of it.
  ///
  /// @param last whether the last part is followed too
  /// @return `null` where links have no end
  public static @Nullable String resolve(String path, boolean last, Links links, Limits limits) {
    Deque<String> pending = new ArrayDeque<>();
    push(pending, path);
    String at = "";
    int followed = 0;
    while (!pending.isEmpty()) {
      String part = pending.pop();
      if (part.equals("..")) {
        at = parent(at);
        continue;
      }
      String next = join(at, part);
      String link = pending.isEmpty() && !last ? null : links.at(next);
      if (link == null) {
        at = next;
        continue;
      }
      if (++followed > limits.symlinks() || link.length() > limits.pathBytes()) {
        return null;
      }
      at = link.startsWith("/") ? "" : at;
      push(pending, link);
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

  /// The directory that a path lies in; of the root the root.
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /// Whether a path leads through such a folder, at whatever depth.
  ///
  /// @param folder with a trailing slash: `node_modules/`, `.build/checkouts/`
  public static boolean leadsThrough(String path, String folder) {
    return path.startsWith(folder) || path.contains("/" + folder);
  }

  /// The path of what has a name in a directory.
  public static String join(String directory, String name) {
    if (directory.isEmpty()) {
      return name;
    }
    return name.isEmpty() ? directory : directory + "/" + name;
  }
}
