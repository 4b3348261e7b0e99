package dev.drydock.base.view;

import dev.drydock.image.ImagePaths;
import dev.drydock.limits.Limits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The following of links among the files of an image, as a process in it would.
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
    return ImagePaths.resolve(path, last, this::link, limits);
  }

  private @Nullable String link(String path) {
    FileNode file = files.get(path);
    return file == null || !file.isLink() ? null : file.link();
  }
}
