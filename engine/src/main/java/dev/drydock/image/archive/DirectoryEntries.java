package dev.drydock.image.archive;

import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Files of a directory as entries of a layer. Links are shown, never followed; what may not be
/// read is left out with a warning.
public final class DirectoryEntries {
  private static final FileContent NOTHING = new HeapContent(new byte[0]);

  private final int layer;
  private final Consumer<String> warnings;

  /// @param layer [Layer.Description#index()]
  public DirectoryEntries(int layer, Consumer<String> warnings) {
    this.layer = layer;
    this.warnings = warnings;
  }

  /// Shows one file. The directory itself, whose path is empty, is not shown, and may be a link.
  ///
  /// @return whether it is a directory to go into
  public boolean show(Path file, String path, Layer.Visitor visitor)
      throws IOException, InterruptedException {
    boolean atRoot = path.isEmpty();
    BasicFileAttributes attributes;
    try {
      attributes =
          atRoot
              ? Files.readAttributes(file, PosixFileAttributes.class)
              : Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException _) {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      warnings.accept(left(path, e));
      return false;
    }
    if (attributes.isDirectory()) {
      if (!atRoot) {
        visitor.visit(entry(path, LayerEntry.Type.DIRECTORY, attributes, null), NOTHING);
      }
      return true;
    }
    if (attributes.isSymbolicLink()) {
      String target = Files.readSymbolicLink(file).toString();
      visitor.visit(entry(path, LayerEntry.Type.SYMLINK, attributes, target), NOTHING);
    } else if (attributes.isRegularFile()) {
      try (PathContent content = new PathContent(file, attributes.size())) {
        visitor.visit(entry(path, LayerEntry.Type.FILE, attributes, null), content);
      }
    } else {
      visitor.visit(entry(path, LayerEntry.Type.OTHER, attributes, null), NOTHING);
    }
    return false;
  }

  /// Shows a whiteout that is no file of its own.
  ///
  /// @param path of the whiteout, `etc/.wh.passwd`
  public void whiteout(String path, Layer.Visitor visitor)
      throws IOException, InterruptedException {
    visitor.visit(new LayerEntry(path, LayerEntry.Type.FILE, 0, 0644, null, layer), NOTHING);
  }

  private LayerEntry entry(
      String path, LayerEntry.Type type, BasicFileAttributes attributes, @Nullable String link) {
    long size = type == LayerEntry.Type.FILE ? attributes.size() : 0;
    return new LayerEntry(path, type, size, mode(attributes), link, layer);
  }

  private static int mode(BasicFileAttributes attributes) {
    if (!(attributes instanceof PosixFileAttributes posix)) {
      return attributes.isDirectory() ? 0755 : 0644;
    }
    int mode = 0;
    for (PosixFilePermission permission : posix.permissions()) {
      mode |=
          switch (permission) {
            case OWNER_READ -> 0400;
            case OWNER_WRITE -> 0200;
            case OWNER_EXECUTE -> 0100;
            case GROUP_READ -> 040;
            case GROUP_WRITE -> 020;
            case GROUP_EXECUTE -> 010;
            case OTHERS_READ -> 04;
            case OTHERS_WRITE -> 02;
            case OTHERS_EXECUTE -> 01;
          };
    }
    return mode;
  }

  /// The warning about a file or directory that could not be read.
  public static String left(String path, Exception e) {
    return "left out "
        + path
        + ", which may not be read ("
        + e.getClass().getSimpleName()
        + "); run as a user who may";
  }
}
