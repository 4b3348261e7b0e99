package dev.drydock.image.storage;

import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.archive.DirectoryEntries;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A layer as containers-storage keeps it: unpacked in a directory, where `overlay` has the changes
/// of this layer and `vfs` the whole tree as it is with this layer on top.
///
/// Which entries are the layer's tells its [TarSplit]. Where there is none, whiteouts are read as
/// the kernel's overlay file system writes them (character devices 0/0, the attribute
/// `user.overlay.opaque`), and a whole tree is compared with the one below, content with content.
final class StoredLayer implements Layer {
  private static final String OPAQUE = "overlay.opaque";
  private static final int FILE_TYPE = 0170000;
  private static final int CHARACTER_DEVICE = 0020000;

  private final Description description;
  private final Places files;
  private final Limits limits;
  private final Consumer<String> warnings;

  /// The places of one layer.
  ///
  /// @param root the unpacked files
  /// @param below the whole tree of the layer beneath; `null` where `root` has changes only
  /// @param tarSplit may be missing
  record Places(Path root, @Nullable Path below, Path tarSplit) {}

  StoredLayer(Description description, Places files, Limits limits, Consumer<String> warnings) {
    this.description = description;
    this.files = files;
    this.limits = limits;
    this.warnings = warnings;
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public void walk(Visitor visitor) throws IOException, InterruptedException {
    List<String> names = TarSplit.names(files.tarSplit(), limits);
    DirectoryEntries entries = new DirectoryEntries(description.index(), warnings);
    if (names != null) {
      named(names, entries, visitor);
    } else {
      tree(entries, visitor);
    }
  }

  private void named(List<String> names, DirectoryEntries entries, Visitor visitor)
      throws IOException, InterruptedException {
    for (String path : names) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (name.startsWith(LayerEntry.WHITEOUT_PREFIX)) {
        entries.whiteout(path, visitor);
        continue;
      }
      Path file = StoredPath.within(files.root(), path, limits);
      if (file != null && path.length() <= limits.pathBytes()) {
        entries.show(file, path, visitor);
      }
    }
  }

  /// A directory or file that is still to be looked at.
  private record Pending(Path file, @Nullable Path below, String path) {}

  private void tree(DirectoryEntries entries, Visitor visitor)
      throws IOException, InterruptedException {
    Deque<Pending> pending = new ArrayDeque<>();
    pending.push(new Pending(files.root(), files.below(), ""));
    int count = 0;
    while (!pending.isEmpty()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (++count > limits.layerEntries()) {
        throw new LimitExceededException(
            "layerEntries", files.root().toString(), limits.layerEntries());
      }
      Pending next = pending.pop();
      if (whiteout(next.file())) {
        entries.whiteout(marker(next.path(), name(next.path())), visitor);
        continue;
      }
      if (!same(next) && !entries.show(next.file(), next.path(), visitor)) {
        continue;
      }
      if (Files.isDirectory(next.file(), LinkOption.NOFOLLOW_LINKS)) {
        children(next, pending, entries, visitor);
      }
    }
  }

  private void children(
      Pending directory, Deque<Pending> pending, DirectoryEntries entries, Visitor visitor)
      throws IOException, InterruptedException {
    if (opaque(directory.file()) && !directory.path().isEmpty()) {
      entries.whiteout(directory.path() + "/" + LayerEntry.OPAQUE_WHITEOUT, visitor);
    }
    List<String> names = names(directory.file(), directory.path());
    Path below = directory.below();
    if (below != null && Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
      for (String lower : names(below, directory.path())) {
        if (Collections.binarySearch(names, lower) < 0) {
          entries.whiteout(marker(join(directory.path(), lower), lower), visitor);
        }
      }
    }
    for (int i = names.size() - 1; i >= 0; i--) {
      String name = names.get(i);
      String path = join(directory.path(), name);
      if (path.length() <= limits.pathBytes()) {
        pending.push(
            new Pending(
                directory.file().resolve(name), below == null ? null : below.resolve(name), path));
      }
    }
  }

  private static String join(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The whiteout of the file at `path`.
  private static String marker(String path, String name) {
    return path.substring(0, path.length() - name.length()) + LayerEntry.WHITEOUT_PREFIX + name;
  }

  private List<String> names(Path directory, String path) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path child : stream) {
        names.add(String.valueOf(child.getFileName()));
      }
    } catch (IOException | DirectoryIteratorException e) {
      warnings.accept(DirectoryEntries.left(path, e));
    }
    Collections.sort(names);
    return names;
  }

  /// Whether the layer below has the same, so that it is none of this layer's.
  private static boolean same(Pending pending) throws IOException {
    Path below = pending.below();
    if (below == null || pending.path().isEmpty()) {
      return false;
    }
    try {
      BasicFileAttributes here = attributes(pending.file());
      BasicFileAttributes there = attributes(below);
      if (here.isDirectory()) {
        return there.isDirectory();
      }
      if (here.isSymbolicLink() && there.isSymbolicLink()) {
        return Files.readSymbolicLink(pending.file()).equals(Files.readSymbolicLink(below));
      }
      return here.isRegularFile()
          && there.isRegularFile()
          && here.size() == there.size()
          && Files.mismatch(pending.file(), below) < 0;
    } catch (IOException _) {
      return false; // only here, or not to be read: then that is said when it is shown
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean whiteout(Path file) {
    try {
      if (!attributes(file).isOther()) {
        return false;
      }
      Object mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      Object device = Files.getAttribute(file, "unix:rdev", LinkOption.NOFOLLOW_LINKS);
      return mode instanceof Integer bits
          && (bits & FILE_TYPE) == CHARACTER_DEVICE
          && device instanceof Long number
          && number == 0;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
      return false;
    }
  }

  /// By the attribute that overlay file systems without root's rights use; Java cannot see
  /// `trusted.overlay.opaque`.
  private static boolean opaque(Path directory) {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(
            directory, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null) {
      return false;
    }
    try {
      for (String name : List.of(OPAQUE, "fuseoverlayfs.opaque")) {
        if (view.list().contains(name)) {
          ByteBuffer value = ByteBuffer.allocate(16);
          view.read(name, value);
          value.flip();
          return StandardCharsets.US_ASCII.decode(value).toString().startsWith("y");
        }
      }
    } catch (IOException _) {
      // as if it were not there
    }
    return false;
  }
}
