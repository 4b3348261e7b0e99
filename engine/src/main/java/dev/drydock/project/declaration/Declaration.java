package dev.drydock.project.declaration;

import dev.drydock.project.DeclaredDependency;

/// One place of a file that declares a dependency.
public interface Declaration {
  DeclaredDependency dependency();

  /// Whether it may stay as it is while other declarations of the same name are raised to
  /// `version`, as a peer's range that admits it.
  default boolean tolerates(String version) {
    return false;
  }

  Change raise(String version);

  Change replace(String replacement, String version);

  Change remove();
}
