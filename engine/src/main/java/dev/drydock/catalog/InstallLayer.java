package dev.drydock.catalog;

import dev.drydock.image.LayerEntry;
import java.util.List;

/// The layer that brought a package of the operating system. The package database cannot tell: it
/// is one file, and the last layer that installed anything has rewritten all of it.
public final class InstallLayer {
  /// Files of a package that are enough to tell.
  public static final int SAMPLES = 4;

  private InstallLayer() {}

  /// The lowest layer that any of `files` came from; that of the database where none of them is
  /// there.
  ///
  /// The lowest, because a later `chmod -R` copies files up, and an upgrade replaces all of them.
  ///
  /// @param files some files of the package, best none that users change
  public static int of(FileTree tree, LayerEntry database, List<String> files) {
    int lowest = database.layer();
    if (lowest == 0) {
      return lowest;
    }
    for (String path : files) {
      LayerEntry file = tree.file(path).orElse(null);
      if (file != null && file.layer() < lowest) {
        lowest = file.layer();
      }
    }
    return lowest;
  }
}
