package dev.drydock.catalog;

import java.util.List;

/// A program or library that needs shared libraries to run.
///
/// @param path within its layer
/// @param libraries names of the files, `libz.so.1`; none where nobody knows which they are
/// @param directories where it looks for them first, as it has them: `$ORIGIN` is its own directory
public record LinkedFile(String path, List<String> libraries, List<String> directories) {
  public LinkedFile {
    libraries = List.copyOf(libraries);
    directories = List.copyOf(directories);
  }

  /// A file that needs libraries, nobody knows which.
  public static LinkedFile unknown(String path) {
    return new LinkedFile(path, List.of(), List.of());
  }

  public boolean known() {
    return !libraries.isEmpty();
  }
}
