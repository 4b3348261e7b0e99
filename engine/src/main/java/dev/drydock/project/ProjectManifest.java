package dev.drydock.project;

import java.util.List;

/// One project file as it stands, with the changes that a careful person would make to it.
/// Immutable: every edit speaks of the text that was read.
public interface ProjectManifest {
  String path();

  /// In the order of the file.
  List<DeclaredDependency> dependencies();

  /// The edit after which a declared dependency is `version`, in the style of the declaration: a
  /// caret stays a caret, a property or variable that holds the version is changed where it is
  /// defined.
  ManifestEdit raise(String name, String version);

  /// The edit after which a dependency that others bring is `version`: npm's `overrides`, Maven's
  /// `dependencyManagement`, Gradle's `constraints`, an indirect `require` of Go, a line in
  /// `requirements.txt`, …
  ManifestEdit override(String name, String version);

  /// The edit after which another package takes the place of a declared one.
  ManifestEdit replace(String name, String replacement, String version);

  /// The edit after which a package is not declared any more.
  ManifestEdit remove(String name);
}
