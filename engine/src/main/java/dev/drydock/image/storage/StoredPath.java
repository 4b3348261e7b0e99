package dev.drydock.image.storage;

import dev.drydock.image.ImagePaths;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Names of an image's files, turned into files below a directory of the store and never outside.
final class StoredPath {
  private StoredPath() {}

  /// Without leading and trailing slashes and empty parts; `null` for the root, and for what
  /// climbs.
  static @Nullable String clean(String name) {
    StringBuilder clean = new StringBuilder(name.length());
    for (int at = 0; at <= name.length(); ) {
      int slash = name.indexOf('/', at);
      int end = slash < 0 ? name.length() : slash;
      String part = name.substring(at, end);
      if (part.equals("..")) {
        return null;
      }
      if (!part.isEmpty() && !part.equals(".")) {
        clean.append(clean.isEmpty() ? "" : "/").append(part);
      }
      at = end + 1;
    }
    return clean.isEmpty() ? null : clean.toString();
  }

  /// The file at `path` as a process sees it whose root is `root`: links on the way lead to where
  /// they lead in the image. The last part is not followed.
  ///
  /// @return `null` where there can be no such file
  static @Nullable Path within(Path root, String path, Limits limits) throws IOException {
    try {
      String found = ImagePaths.resolve(path, false, link -> target(root.resolve(link)), limits);
      return found == null ? null : root.resolve(found);
    } catch (InvalidPathException _) {
      return null;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Where a link leads to; `null` where there is none.
  private static @Nullable String target(Path file) {
    try {
      return Files.isSymbolicLink(file) ? Files.readSymbolicLink(file).toString() : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
