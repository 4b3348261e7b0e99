package dev.drydock.base.view;

import dev.drydock.image.Layer.Owner;
import dev.drydock.image.LayerEntry;
import org.jspecify.annotations.Nullable;

/// One file of an image. Two paths that are hard links of each other have the same.
///
/// @param type never a hard link
/// @param mode permission bits, setuid, setgid and sticky among them
/// @param link target of a symbolic link, as written
/// @param layer from which it comes
/// @param stored the path that its bytes have in that layer
public record FileNode(
    LayerEntry.Type type,
    long size,
    int mode,
    Owner owner,
    @Nullable String link,
    int layer,
    String stored) {

  public boolean isFile() {
    return type == LayerEntry.Type.FILE;
  }

  public boolean isDirectory() {
    return type == LayerEntry.Type.DIRECTORY;
  }

  public boolean isLink() {
    return type == LayerEntry.Type.SYMLINK;
  }

  /// Whether somebody may run it.
  public boolean isProgram() {
    return isFile() && (mode & 0111) != 0;
  }
}
