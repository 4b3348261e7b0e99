package dev.drydock.cli.base.workshop;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A directory for what comes out of images and recipes, which only this user may enter, and which
/// is gone in the end. What lies in it is never trusted: links are deleted, not followed.
final class ScratchDirectory implements AutoCloseable {
  private final Path directory;
  private final boolean root;

  private ScratchDirectory(Path directory, boolean root) {
    this.directory = directory;
    this.root = root;
  }

  static ScratchDirectory make() throws IOException {
    Path directory = Files.createTempDirectory("drydock-base").toRealPath();
    return new ScratchDirectory(
        directory, Integer.valueOf(0).equals(Files.getAttribute(directory, "unix:uid")));
  }

  /// Whether this process runs as root.
  boolean ofRoot() {
    return root;
  }

  /// An empty one within.
  Path directory() throws IOException {
    return Files.createTempDirectory(directory, "part");
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(directory, new Deletion());
    } catch (IOException _) {
      // what is left lies where the system cleans up
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
        throws IOException {
      if (!Files.isReadable(path) || !Files.isWritable(path) || !Files.isExecutable(path)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(path);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e)
        throws IOException {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(path);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
