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
  private static final int EXECUTABLE = 0111;
  private static final int SPECIAL = 07000;
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
        int mode = mode(attributes) | special(file, attributes);
        visitor.visit(entry(path, LayerEntry.Type.DIRECTORY, 0, mode, null), NOTHING);
      }
      return true;
    }
    if (attributes.isSymbolicLink()) {
      String target = Files.readSymbolicLink(file).toString();
      visitor.visit(entry(path, LayerEntry.Type.SYMLINK, 0, mode(attributes), target), NOTHING);
    } else if (attributes.isRegularFile()) {
      try (PathContent content = new PathContent(file, attributes.size())) {
        int mode = mode(attributes);
        if ((mode & EXECUTABLE) != 0) {
          mode |= special(file, attributes);
        }
        visitor.visit(entry(path, LayerEntry.Type.FILE, attributes.size(), mode, null), content);
      }
    } else {
      visitor.visit(entry(path, LayerEntry.Type.OTHER, 0, mode(attributes), null), NOTHING);
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
      String path, LayerEntry.Type type, long size, int mode, @Nullable String link) {
    return new LayerEntry(path, type, size, mode, link, layer);
  }

  /// The bits for another user's or group's rights, and for directories in which everybody may
  /// change what is his own. Java tells of them apart from the others, so that it is asked only
  /// where they mean something: of programs and directories.
  private static int special(Path file, BasicFileAttributes attributes) {
    if (!(attributes instanceof PosixFileAttributes)) {
      return 0;
    }
    try {
      return Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) instanceof Integer all
          ? all & SPECIAL
          : 0;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
      return 0; // nobody knows of them here
    }
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
