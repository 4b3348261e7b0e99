package dev.drydock.report;

import org.jspecify.annotations.Nullable;

/// Where the files that an image is built from lie for whoever reads a report, so that a line can
/// be shown in its file.
///
/// @param directory of the project, seen from where the report is read (a repository's root), with
///   `/` at its end; `""` for that place itself
/// @param dockerfile from the project's directory; `null` where none is known
public record ProjectFiles(String directory, @Nullable String dockerfile) {
  public ProjectFiles {
    if (!directory.isEmpty() && !directory.endsWith("/")) {
      directory += "/";
    }
  }

  /// Nobody named a project.
  public static ProjectFiles unknown() {
    return new ProjectFiles("", null);
  }

  /// The path as whoever reads the report knows it.
  ///
  /// @param path from the project's directory
  public String seen(String path) {
    return directory + path;
  }
}
