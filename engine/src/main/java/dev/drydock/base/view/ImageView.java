package dev.drydock.base.view;

import dev.drydock.image.Image;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files that a process in a container sees: the layers laid over each other (OCI image
/// specification, "Image Layer Filesystem Changeset"), with links followed as the process would.
///
/// Paths have no slash at their beginning; the root is the empty string.
public final class ImageView {
  private final SortedMap<String, FileNode> files;
  private final PathResolution resolution;

  ImageView(SortedMap<String, FileNode> files, Limits limits) {
    this.files = Collections.unmodifiableSortedMap(files);
    this.resolution = new PathResolution(files, limits);
  }

  /// Reads the names of all layers.
  public static ImageView of(Image image, Limits limits) throws IOException, InterruptedException {
    Layering layering = new Layering(limits);
    for (Layer layer : image.layers()) {
      layering.add(layer);
    }
    return layering.view();
  }

  /// All of them in the order of their paths, each below a directory that is there too.
  public SortedMap<String, FileNode> files() {
    return files;
  }

  /// What a path names itself, with the links before its last part followed.
  ///
  /// @param path with or without a slash at its beginning
  public Optional<FileNode> at(String path) {
    return found(resolution.of(path, false));
  }

  /// What a path leads to, with all links followed.
  public Optional<FileNode> behind(String path) {
    return found(resolution.of(path, true));
  }

  /// Where a path leads to; `null` where its links have no end.
  public @Nullable String path(String path) {
    return resolution.of(path, true);
  }

  private Optional<FileNode> found(@Nullable String path) {
    return path == null ? Optional.empty() : Optional.ofNullable(files.get(path));
  }

  /// Bytes of all files, each counted once whatever number of names it has.
  public long size() {
    long size = 0;
    Set<String> counted = new HashSet<>();
    for (FileNode file : files.values()) {
      if (file.isFile() && counted.add(file.layer() + " " + file.stored())) {
        size += file.size();
      }
    }
    return size;
  }

  /// The paths of what is directly within a directory, by their names.
  public SortedMap<String, FileNode> list(String directory) {
    SortedMap<String, FileNode> list = new TreeMap<>();
    String path = resolution.of(directory, true);
    if (path == null) {
      return list;
    }
    String prefix = path.isEmpty() ? "" : path + "/";
    for (Map.Entry<String, FileNode> entry : files.tailMap(prefix).entrySet()) {
      String name = entry.getKey();
      if (!name.startsWith(prefix)) {
        break;
      }
      if (name.length() > prefix.length() && name.indexOf('/', prefix.length()) < 0) {
        list.put(name.substring(prefix.length()), entry.getValue());
      }
    }
    return list;
  }

  /// Without what a layer says about itself, not about files.
  static boolean isMarker(LayerEntry entry) {
    return entry.name().startsWith(LayerEntry.WHITEOUT_PREFIX + LayerEntry.WHITEOUT_PREFIX);
  }
}
