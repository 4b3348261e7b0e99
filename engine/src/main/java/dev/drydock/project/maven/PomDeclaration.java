package dev.drydock.project.maven;

import dev.drydock.project.xml.SourceElement;
import java.util.Optional;

/// An artifact that a POM names: a dependency, a managed one, or the parent.
///
/// @param section the project or the profile around it
/// @param name `group:artifact`, properties resolved where they are known
/// @param variant type and classifier, which tell several managed dependencies of one name apart
record PomDeclaration(
    Kind kind, PomSection section, SourceElement element, String name, Variant variant) {

  enum Kind {
    PARENT,
    DEPENDENCY,
    MANAGED
  }

  record Variant(String type, String classifier) {
    static final Variant PLAIN = new Variant("jar", "");
  }

  Optional<SourceElement> version() {
    return element.child("version");
  }
}
