package dev.drydock.change;

import dev.drydock.change.ChangeException.Kind;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One file on the way from its old to its new content, with the way back.
final class ReplacedFile {
  private static final int MOST_NAMES = 100;

  private final FileChange change;
  private final Path target;
  private final Path directory;
  private final WorkTree.Rename rename;
  private final List<Path> madeDirectories = new ArrayList<>();

  /// The new content, until it has taken its place.
  private @Nullable Path fresh;

  /// The old file itself under a second name, or a copy where the file system knows no second
  /// names.
  private @Nullable Path kept;

  private boolean replaced;

  ReplacedFile(FileChange change, Path target, WorkTree.Rename rename) {
    this.change = change;
    this.target = target;
    this.directory = Objects.requireNonNull(target.getParent(), "a file below a root");
    this.rename = rename;
  }

  /// @throws ChangeException where the file is not what the change was made from
  void verify() throws IOException {
    byte[] before = change.before();
    if (before == null) {
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new ChangeException(
            Kind.STALE, change.path() + " is there already, so it is not made; run again");
      }
      return;
    }
    if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) || !holds(before)) {
      throw new ChangeException(
          Kind.STALE, change.path() + " was changed meanwhile and is left alone; run again");
    }
  }

  private boolean holds(byte[] content) throws IOException {
    try (InputStream in = Files.newInputStream(target)) {
      return Arrays.equals(Bounded.readAll(in, content.length, change.path()), content);
    } catch (LimitExceededException _) {
      return false;
    }
  }

  /// Puts the new content beside the file, safe on disk, and the old one under a second name.
  void prepare() throws IOException {
    makeDirectories();
    Path written = beside("new");
    try (FileChannel out =
        FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      fresh = written;
      ByteBuffer content = ByteBuffer.wrap(change.after());
      while (content.hasRemaining()) {
        out.write(content);
      }
      if (change.before() != null) {
        copyAttributes(target, written);
      }
      out.force(true);
    }
    if (change.before() != null) {
      kept = keep();
    }
  }

  private void makeDirectories() throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path at = directory; at != null && !Files.isDirectory(at); at = at.getParent()) {
      missing.addFirst(at);
    }
    for (Path one : missing) {
      Files.createDirectory(one);
      madeDirectories.add(one);
    }
  }

  private Path keep() throws IOException {
    Path second = beside("old");
    try {
      return Files.createLink(second, target);
    } catch (UnsupportedOperationException | FileSystemException _) {
      return Files.copy(target, second, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /// A name in the same directory that nobody has.
  private Path beside(String ending) throws IOException {
    for (int i = 0; i < MOST_NAMES; i++) {
      Path name = directory.resolve("." + target.getFileName() + ".drydock" + i + "." + ending);
      if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
        return name;
      }
    }
    throw new FileAlreadyExistsException(
        directory.resolve("." + target.getFileName() + ".drydock0." + ending).toString());
  }

  /// Mode, and owner and group where this user may give files away: root in a container writes
  /// other people's files.
  private static void copyAttributes(Path from, Path to) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    PosixFileAttributeView made = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (old == null || made == null) {
      return;
    }
    PosixFileAttributes attributes = old.readAttributes();
    try {
      if (!made.readAttributes().owner().equals(attributes.owner())) {
        made.setOwner(attributes.owner());
      }
      if (!made.readAttributes().group().equals(attributes.group())) {
        made.setGroup(attributes.group());
      }
    } catch (FileSystemException _) {
      // a file of someone else that this user may write: it becomes this user's, as editors do it
    }
    made.setPermissions(attributes.permissions());
  }

  void replace() throws IOException {
    Path written = fresh;
    if (written == null) {
      throw new IllegalStateException("nothing is prepared for " + change.path());
    }
    replaced = true;
    rename.move(written, target);
    fresh = null;
    sync(directory);
  }

  /// @param keepNew whether the new content stays
  void finish(boolean keepNew) throws IOException {
    Path old = kept;
    // the new content still lies beside the file where the rename itself failed
    boolean moved = replaced && (fresh == null || !Files.exists(fresh, LinkOption.NOFOLLOW_LINKS));
    if (!keepNew && moved) {
      if (old == null) {
        Files.deleteIfExists(target);
      } else {
        Files.move(
            old, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      kept = null;
    }
    if (fresh != null) {
      Files.deleteIfExists(fresh);
    }
    if (kept != null) {
      Files.deleteIfExists(kept);
    }
    if (!keepNew) {
      for (Path made : madeDirectories.reversed()) {
        Files.deleteIfExists(made);
      }
    }
  }

  /// So that the rename is on disk too. Not every system opens directories; those that do not keep
  /// their names by themselves.
  private static void sync(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // the file itself is whole either way
    }
  }
}
