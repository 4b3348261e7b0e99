package dev.drydock.advisory.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Replaces a file as a whole: written beside it, forced to the disk, renamed over it. Whoever
/// reads meanwhile, or is killed in the middle, has the old one.
public final class AtomicFile {
  private static final String TEMPORARY = ".tmp";

  private AtomicFile() {}

  /// Writes the new content.
  @FunctionalInterface
  public interface Content {
    /// @return whether `target` shall be replaced
    boolean writeTo(FileChannel out) throws IOException, InterruptedException;
  }

  /// Looks at a file that is complete, before anybody sees it.
  @FunctionalInterface
  public interface Check {
    /// @throws IOException where it must not replace the old one
    void check(Path complete) throws IOException;
  }

  /// As [#replace(Path, Content, Check)], without looking.
  public static void replace(Path target, Content content)
      throws IOException, InterruptedException {
    replace(target, content, _ -> {});
  }

  /// Makes the directory too where it is missing.
  public static void replace(Path target, Content content, Check check)
      throws IOException, InterruptedException {
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(target + " is no place for a file");
    }
    Files.createDirectories(directory);
    Path temporary =
        directory.resolve("." + target.getFileName() + "-" + UUID.randomUUID() + TEMPORARY);
    try {
      boolean wanted;
      try (FileChannel out =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        wanted = content.writeTo(out);
        out.force(true);
      }
      if (wanted) {
        check.check(temporary);
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(directory);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Writes all of `bytes`, whatever number of times the channel needs.
  public static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /// Removes what writers left in `directory` that were killed. The caller knows that nobody writes
  /// there now.
  public static void removeLeftovers(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, ".*" + TEMPORARY)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /// Makes the renaming itself durable, where the platform lets a directory be opened.
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // Windows: a rename is durable there without
    }
  }
}
