package dev.drydock.base.view;

import dev.drydock.limits.Limits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The following of links from left to right, as a process in the image would, which never gets out
/// of it.
final class PathResolution {
  private final Map<String, FileNode> files;
  private final Limits limits;

  PathResolution(Map<String, FileNode> files, Limits limits) {
    this.files = files;
    this.limits = limits;
  }

  /// @param last whether the last part is followed too
  /// @return `null` where links have no end
  @Nullable String of(String path, boolean last) {
    if (path.length() > limits.pathBytes()) {
      return null;
    }
    Deque<String> pending = new ArrayDeque<>();
    push(pending, path);
    String at = "";
    int links = 0;
    while (!pending.isEmpty()) {
      String part = pending.pop();
      if (part.equals("..")) {
        at = ImageView.parent(at);
        continue;
      }
      String next = ImageView.join(at, part);
      FileNode file = files.get(next);
      String link = file == null || !file.isLink() ? null : file.link();
      if (link == null || (pending.isEmpty() && !last)) {
        at = next;
        continue;
      }
      if (++links > limits.symlinks() || link.length() > limits.pathBytes()) {
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
}
