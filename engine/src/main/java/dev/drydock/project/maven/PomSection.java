package dev.drydock.project.maven;

import dev.drydock.project.xml.SourceElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What may declare dependencies and define properties: a project, or one of its profiles.
///
/// @param properties their definitions by name; of several of one name the last, as in Maven
record PomSection(SourceElement element, Map<String, SourceElement> properties) {

  static PomSection of(SourceElement element) {
    Map<String, SourceElement> properties = new LinkedHashMap<>();
    element
        .child("properties")
        .ifPresent(all -> all.children().forEach(one -> properties.put(one.name(), one)));
    return new PomSection(element, properties);
  }

  boolean isProject() {
    return element.parent() == null;
  }

  /// The id of a profile.
  String id() {
    return element.child("id").map(SourceElement::text).orElse("default");
  }

  List<SourceElement> dependencies() {
    return dependencies(element.child("dependencies"));
  }

  List<SourceElement> managed() {
    return dependencies(
        element.child("dependencyManagement").flatMap(all -> all.child("dependencies")));
  }

  private static List<SourceElement> dependencies(Optional<SourceElement> section) {
    return section.map(all -> all.children("dependency")).orElse(List.of());
  }

  /// Sections are told apart by where they are, not by what they say.
  @Override
  public boolean equals(Object other) {
    return other instanceof PomSection that && element == that.element;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(element);
  }
}
