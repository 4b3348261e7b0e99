package dev.drydock.image;

import org.jspecify.annotations.Nullable;

/// One member of a layer's tar, or one file of a directory.
///
/// @param path cleaned: no leading slash, no `.` or `..`, no empty part, no trailing slash; the
///   root itself is the empty string. An entry whose name climbs out of the root is never shown.
/// @param size bytes of content, 0 unless a regular file
/// @param mode permission bits, `0111` tells an executable
/// @param link target of a symbolic link as written there; for a hard link, the cleaned path of the
///   file that it is another name of
/// @param layer [Layer.Description#index()]
public record LayerEntry(
    String path, Type type, long size, int mode, @Nullable String link, int layer) {

  /// What an entry is.
  public enum Type {
    FILE,
    DIRECTORY,
    SYMLINK,
    HARDLINK,
    /// devices, pipes and sockets
    OTHER
  }

  /// The prefix that marks a whiteout, a file that says "the lower one is gone".
  public static final String WHITEOUT_PREFIX = ".wh.";

  /// The name that marks an opaque directory: nothing of lower layers shows in it.
  public static final String OPAQUE_WHITEOUT = ".wh..wh..opq";

  /// The last part of the path.
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Whether this entry hides something of lower layers instead of being a file.
  public boolean whiteout() {
    return path.startsWith(WHITEOUT_PREFIX, path.lastIndexOf('/') + 1);
  }

  public boolean executable() {
    return (mode & 0111) != 0;
  }
}
