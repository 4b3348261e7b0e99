package dev.drydock.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files for parsers that read none but files.
public final class FuzzFiles {
  private FuzzFiles() {}

  /// A new directory that goes when the run ends.
  public static Path directory() {
    try {
      Path directory = Files.createTempDirectory("drydock-fuzz");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `directory/path`, which is there from now on, empty or not.
  public static Path file(Path directory, String path) throws IOException {
    Path file = directory.resolve(path);
    Path parent = directory;
    for (Path part : directory.relativize(file)) {
      parent.toFile().deleteOnExit();
      Files.createDirectories(parent);
      parent = parent.resolve(part);
    }
    file.toFile().deleteOnExit();
    return file;
  }
}
