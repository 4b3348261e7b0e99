package dev.drydock.repair;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// A way through a directory, those files first that lie near its root, each directory in the order
/// of its names. What tools have put there (`node_modules`, `target`, hidden directories) is passed
/// by, and no link is followed.
final class ProjectWalk {
  private static final Set<String> MADE_BY_TOOLS =
      Set.of(
          "node_modules",
          "bower_components",
          "vendor",
          "target",
          "build",
          "dist",
          "out",
          "bin",
          "obj",
          "venv",
          "env",
          "__pycache__",
          "site-packages");

  private final Path root;
  private final ProjectBounds bounds;
  private final Predicate<String> wanted;
  private final List<Path> files = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private int entries;
  private boolean full;

  private record Directory(Path path, int depth) {}

  /// @param wanted whether a file of that name is
  ProjectWalk(Path root, ProjectBounds bounds, Predicate<String> wanted) {
    this.root = root;
    this.bounds = bounds;
    this.wanted = wanted;
  }

  List<Path> files() {
    ArrayDeque<Directory> open = new ArrayDeque<>();
    open.add(new Directory(root, 0));
    while (!open.isEmpty() && !full) {
      Directory directory = open.removeFirst();
      for (Path entry : entries(directory.path())) {
        String name = String.valueOf(entry.getFileName());
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          boolean passed = name.startsWith(".") || MADE_BY_TOOLS.contains(name);
          if (!passed && directory.depth() < bounds.depth()) {
            open.add(new Directory(entry, directory.depth() + 1));
          }
        } else if (wanted.test(name) && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          add(entry);
        }
      }
    }
    if (full) {
      warnings.add(
          root
              + " holds more files than are looked at; those farthest from it count as if they were"
              + " not there: name the directory of one application with --project");
    }
    return files;
  }

  List<String> warnings() {
    return warnings;
  }

  private void add(Path file) {
    if (files.size() == bounds.files()) {
      full = true;
    } else {
      files.add(file);
    }
  }

  /// Sorted; none where the directory may not be read.
  private List<Path> entries(Path directory) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        if (++entries > bounds.entries()) {
          full = true;
          break;
        }
        found.add(entry);
      }
    } catch (IOException | DirectoryIteratorException _) {
      warnings.add(root.relativize(directory) + " cannot be read, and counts as if it were empty");
    }
    found.sort(null);
    return found;
  }
}
