package dev.drydock.change;

import dev.drydock.change.ChangeException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A directory of files that people work on, into which a change set is written whole or not at
/// all.
///
/// All new contents lie beside their files, on disk, before the first file is replaced; each is
/// replaced by a rename, so that nobody ever reads half of one. Where anything fails, those already
/// replaced get their old selves back. Only a machine that stops between two renames can leave some
/// files new and some old.
public final class WorkTree {
  private final Path root;
  private final Rename rename;

  /// How a file takes the place of another.
  interface Rename {
    void move(Path from, Path to) throws IOException;
  }

  /// @param root an existing directory
  public WorkTree(Path root) throws IOException {
    this(root, (from, to) -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
  }

  WorkTree(Path root, Rename rename) throws IOException {
    this.root = root.toRealPath();
    this.rename = rename;
  }

  /// Writes all files, or leaves all as they were.
  ///
  /// @throws ChangeException where a file is not what it was when the change was made, or leads out
  ///   of the root
  public void write(List<FileChange> files) throws IOException {
    List<ReplacedFile> replaced = new ArrayList<>();
    boolean done = false;
    try {
      Set<Path> targets = new HashSet<>();
      for (FileChange file : files) {
        Path target = target(file);
        if (!targets.add(target)) {
          throw new ChangeException(
              Kind.FORBIDDEN,
              file.path() + " is another name of a file that is changed too; change one of them");
        }
        replaced.add(new ReplacedFile(file, target, rename));
      }
      for (ReplacedFile file : replaced) {
        file.verify();
        file.prepare();
      }
      for (ReplacedFile file : replaced) {
        file.verify();
        file.replace();
      }
      done = true;
    } finally {
      finish(replaced, done);
    }
  }

  /// Takes away what lies beside the files, after it has put back the old ones where not all are
  /// new.
  private static void finish(List<ReplacedFile> files, boolean done) throws IOException {
    IOException failure = null;
    for (ReplacedFile file : files.reversed()) {
      try {
        file.finish(done);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private Path named(String path) throws ChangeException {
    try {
      return root.resolve(path);
    } catch (InvalidPathException e) {
      throw new ChangeException(
          Kind.FORBIDDEN, path + " cannot be a path on this system: " + e.getReason(), e);
    }
  }

  /// Where the bytes of a file really lie: a link within the root stays a link, and the file that
  /// it shows is written.
  private Path target(FileChange file) throws IOException {
    Path named = named(file.path());
    Path existing = named;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      Path parent = existing.getParent();
      existing = parent == null ? root : parent;
    }
    Path real;
    try {
      real = existing.toRealPath();
    } catch (IOException e) {
      throw new ChangeException(
          Kind.FORBIDDEN,
          root.relativize(existing) + " is a link that leads nowhere; mend it, or remove it",
          e);
    }
    Path target = existing.equals(named) ? real : real.resolve(existing.relativize(named));
    if (!target.startsWith(root) || target.equals(root)) {
      throw new ChangeException(
          Kind.FORBIDDEN,
          file.path()
              + " lies outside of "
              + root
              + " behind a link, where Drydock does not write");
    }
    for (Path segment : root.relativize(target)) {
      if (segment.toString().equalsIgnoreCase(".git")) {
        throw new ChangeException(
            Kind.FORBIDDEN,
            file.path() + " leads into Git's own directory, where Drydock does not write");
      }
    }
    return target;
  }
}
