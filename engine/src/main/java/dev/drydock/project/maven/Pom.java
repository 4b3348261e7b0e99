package dev.drydock.project.maven;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.edit.SourceText;
import dev.drydock.project.maven.PomDeclaration.Kind;
import dev.drydock.project.maven.PomDeclaration.Variant;
import dev.drydock.project.xml.SourceElement;
import dev.drydock.project.xml.XmlSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A `pom.xml` with where it says what it says.
///
/// @param declarations in the order of the file
record Pom(
    SourceText source,
    PomSection project,
    List<PomSection> profiles,
    PomProperties properties,
    List<PomDeclaration> declarations,
    Map<ManagedKey, PomDeclaration> managed) {

  /// What a managed dependency is found by.
  record ManagedKey(PomSection section, String name, Variant variant) {}

  static Pom read(String path, String text, Limits limits) throws ManifestException {
    SourceText source = new SourceText(text);
    SourceElement root = XmlSource.read(path, source, limits);
    if (!root.name().equals("project") || !isMaven(root)) {
      throw new ManifestException(
          path + " is not a POM: its root element is not Maven's <project>, without a prefix");
    }
    PomSection project = PomSection.of(root);
    List<PomSection> profiles = new ArrayList<>();
    root.child("profiles")
        .ifPresent(all -> all.children("profile").forEach(one -> profiles.add(PomSection.of(one))));
    PomProperties properties = new PomProperties(project, profiles);
    List<PomDeclaration> declarations = new ArrayList<>();
    root.child("parent").ifPresent(one -> add(Kind.PARENT, project, one, properties, declarations));
    addAll(project, properties, declarations);
    profiles.forEach(profile -> addAll(profile, properties, declarations));
    declarations.sort(Comparator.comparingInt(one -> one.element().start()));
    Map<ManagedKey, PomDeclaration> managed = new HashMap<>();
    for (PomDeclaration one : declarations) {
      if (one.kind() == Kind.MANAGED) {
        managed.put(new ManagedKey(one.section(), one.name(), one.variant()), one);
      }
    }
    return new Pom(source, project, profiles, properties, List.copyOf(declarations), managed);
  }

  private static boolean isMaven(SourceElement root) {
    return root.attribute("xmlns")
        .map(namespace -> namespace.value().value())
        .map(uri -> uri.contains("://maven.apache.org/POM/"))
        .orElse(true);
  }

  private static void addAll(
      PomSection section, PomProperties properties, List<PomDeclaration> declarations) {
    for (SourceElement one : section.dependencies()) {
      add(Kind.DEPENDENCY, section, one, properties, declarations);
    }
    for (SourceElement one : section.managed()) {
      add(Kind.MANAGED, section, one, properties, declarations);
    }
  }

  private static void add(
      Kind kind,
      PomSection section,
      SourceElement element,
      PomProperties properties,
      List<PomDeclaration> declarations) {
    String group = resolved(element, "groupId", section, properties);
    String artifact = resolved(element, "artifactId", section, properties);
    if (!group.isEmpty() && !artifact.isEmpty()) {
      String type = resolved(element, "type", section, properties);
      String classifier = resolved(element, "classifier", section, properties);
      Variant variant = new Variant(type.isEmpty() ? "jar" : type, classifier);
      declarations.add(new PomDeclaration(kind, section, element, group + ":" + artifact, variant));
    }
  }

  /// The text of a child, as it is written where it cannot be resolved; `""` where there is none.
  private static String resolved(
      SourceElement element, String child, PomSection section, PomProperties properties) {
    String text = element.child(child).map(SourceElement::text).orElse("");
    return properties.resolve(text, section).orElse(text);
  }

  List<PomDeclaration> named(String name) {
    return declarations.stream().filter(one -> one.name().equals(name)).toList();
  }

  /// The managed dependency that gives a declaration its version and scope, one of the same profile
  /// before one of the project.
  Optional<PomDeclaration> managing(PomDeclaration declared) {
    return managed(declared.section(), declared.name(), declared.variant())
        .or(() -> managed(project, declared.name(), declared.variant()));
  }

  private Optional<PomDeclaration> managed(PomSection section, String name, Variant variant) {
    return Optional.ofNullable(managed.get(new ManagedKey(section, name, variant)));
  }

  String text(PomDeclaration declaration, String child) {
    return resolved(declaration.element(), child, declaration.section(), properties);
  }
}
