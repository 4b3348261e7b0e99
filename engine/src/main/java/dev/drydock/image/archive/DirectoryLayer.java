package dev.drydock.image.archive;

import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An unpacked root file system as one layer. Links are shown, never followed; directories that may
/// not be read are left out with a warning.
final class DirectoryLayer implements Layer {
  /// What is no part of an image where the root of a running machine is read.
  private static final Set<String> KERNEL = Set.of("proc", "sys");

  private static final FileContent NOTHING = new HeapContent(new byte[0]);

  private final Path root;
  private final Limits limits;
  private final Consumer<String> warnings;
  private final Description description = new Description(0, null, null, "", null, 0);

  DirectoryLayer(Path root, Limits limits, Consumer<String> warnings) {
    this.root = root;
    this.limits = limits;
    this.warnings = warnings;
  }

  @Override
  public Description description() {
    return description;
  }

  /// A directory or file that is still to be shown.
  private record Pending(Path file, String path) {}

  @Override
  public void walk(Visitor visitor) throws IOException, InterruptedException {
    boolean machine = root.toAbsolutePath().normalize().getParent() == null;
    Deque<Pending> pending = new ArrayDeque<>();
    pending.push(new Pending(root, ""));
    int entries = 0;
    while (!pending.isEmpty()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (++entries > limits.layerEntries()) {
        throw new LimitExceededException("layerEntries", root.toString(), limits.layerEntries());
      }
      Pending next = pending.pop();
      if (show(next, visitor)) {
        List<Path> children = children(next);
        for (int i = children.size() - 1; i >= 0; i--) {
          Path child = children.get(i);
          String name = String.valueOf(child.getFileName());
          String path = next.path().isEmpty() ? name : next.path() + "/" + name;
          if (path.length() <= limits.pathBytes() && !(machine && KERNEL.contains(path))) {
            pending.push(new Pending(child, path));
          }
        }
      }
    }
  }

  /// @return whether it is a directory to go into
  private boolean show(Pending next, Visitor visitor) throws IOException, InterruptedException {
    boolean atRoot = next.path().isEmpty();
    BasicFileAttributes attributes;
    try {
      attributes =
          atRoot
              ? Files.readAttributes(next.file(), PosixFileAttributes.class)
              : Files.readAttributes(
                  next.file(), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException _) {
      attributes =
          Files.readAttributes(next.file(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      warnings.accept(left(next, e));
      return false;
    }
    if (attributes.isDirectory()) {
      if (!atRoot) {
        visitor.visit(entry(next, LayerEntry.Type.DIRECTORY, attributes, null), NOTHING);
      }
      return true;
    }
    if (attributes.isSymbolicLink()) {
      String target = Files.readSymbolicLink(next.file()).toString();
      visitor.visit(entry(next, LayerEntry.Type.SYMLINK, attributes, target), NOTHING);
    } else if (attributes.isRegularFile()) {
      try (PathContent content = new PathContent(next.file(), attributes.size())) {
        visitor.visit(entry(next, LayerEntry.Type.FILE, attributes, null), content);
      }
    } else {
      visitor.visit(entry(next, LayerEntry.Type.OTHER, attributes, null), NOTHING);
    }
    return false;
  }

  private static LayerEntry entry(
      Pending next, LayerEntry.Type type, BasicFileAttributes attributes, @Nullable String link) {
    long size = type == LayerEntry.Type.FILE ? attributes.size() : 0;
    return new LayerEntry(next.path(), type, size, mode(attributes), link, 0);
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

  private List<Path> children(Pending directory) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory.file())) {
      for (Path child : stream) {
        children.add(child);
      }
    } catch (IOException | DirectoryIteratorException e) {
      warnings.accept(left(directory, e));
    }
    Collections.sort(children);
    return children;
  }

  private static String left(Pending what, Exception e) {
    return "left out "
        + what.path()
        + ", which may not be read ("
        + e.getClass().getSimpleName()
        + "); run as a user who may";
  }
}
