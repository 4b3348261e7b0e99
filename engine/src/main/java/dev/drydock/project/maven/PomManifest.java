package dev.drydock.project.maven;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestEdit.Refused;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.edit.Changes;
import dev.drydock.project.edit.Coordinates;
import dev.drydock.project.maven.PomDeclaration.Kind;
import dev.drydock.project.maven.PomDeclaration.Variant;
import dev.drydock.project.xml.NewElement;
import dev.drydock.project.xml.SourceElement;
import dev.drydock.project.xml.Written;
import dev.drydock.project.xml.XmlLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A `pom.xml` and its changes.
///
/// All declarations of a name change together: of the project, of its profiles, with any
/// classifier. A version that is above the one asked for stays.
final class PomManifest implements ProjectManifest {
  private final String path;
  private final Pom pom;
  private final XmlLayout layout;

  PomManifest(String path, Pom pom) {
    this.path = path;
    this.pom = pom;
    this.layout = new XmlLayout(pom.source(), pom.project().element());
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public List<DeclaredDependency> dependencies() {
    return pom.declarations().stream().map(this::declared).toList();
  }

  private DeclaredDependency declared(PomDeclaration declaration) {
    String requirement = pom.text(declaration, "version");
    String scope = pom.text(declaration, "scope");
    if (scope.isEmpty() && declaration.kind() == Kind.DEPENDENCY) {
      scope = pom.managing(declaration).map(managing -> pom.text(managing, "scope")).orElse("");
    }
    return new DeclaredDependency(
        declaration.name(),
        requirement,
        PomVersions.startsFrom(requirement),
        line(declaration.element()),
        scope.equals("test"));
  }

  @Override
  public ManifestEdit raise(String name, String version) {
    if (!Coordinates.isVersion(version)) {
      return notAVersion(version);
    }
    List<PomDeclaration> declarations = pom.named(name);
    if (declarations.isEmpty()) {
      return notDeclared(name);
    }
    Changes changes = new Changes(pom.source());
    raise(declarations, version, changes);
    return changes.result();
  }

  private void raise(List<PomDeclaration> declarations, String version, Changes changes) {
    PomVersions versions = new PomVersions(pom, layout, changes, version);
    Set<Variant> unmanaged = new LinkedHashSet<>();
    for (PomDeclaration declaration : declarations) {
      Optional<SourceElement> element = declaration.version();
      if (element.isPresent()) {
        versions.raise(declaration, element.get());
      } else if (declaration.kind() != Kind.DEPENDENCY) {
        insertVersion(declaration, version, changes);
      } else if (pom.managing(declaration).isEmpty()) {
        unmanaged.add(declaration.variant());
      }
    }
    String name = declarations.getFirst().name();
    manage(name, version, unmanaged, changes);
  }

  @Override
  public ManifestEdit override(String name, String version) {
    if (!Coordinates.isVersion(version)) {
      return notAVersion(version);
    }
    if (!Coordinates.isGroupAndArtifact(name)) {
      return notAName(name);
    }
    List<PomDeclaration> declarations =
        pom.named(name).stream().filter(one -> one.kind() != Kind.PARENT).toList();
    Changes changes = new Changes(pom.source());
    if (!declarations.isEmpty()) {
      raise(declarations, version, changes);
    }
    if (declarations.stream().noneMatch(PomManifest::settlesTheProject)) {
      manage(name, version, Set.of(Variant.PLAIN), changes);
    }
    return changes.result();
  }

  /// Whether what others bring has the version of this declaration, or of what was managed for it.
  private static boolean settlesTheProject(PomDeclaration declaration) {
    return declaration.section().isProject() && declaration.variant().equals(Variant.PLAIN);
  }

  /// Adds entries to the managed dependencies of the project.
  private void manage(String name, String version, Set<Variant> variants, Changes changes) {
    if (variants.isEmpty()) {
      return;
    }
    List<NewElement> entries =
        variants.stream().map(variant -> entry(name, version, variant)).toList();
    SourceElement project = pom.project().element();
    Optional<SourceElement> management = project.child("dependencyManagement");
    Optional<SourceElement> managed = management.flatMap(all -> all.child("dependencies"));
    if (managed.isPresent()) {
      entries.forEach(entry -> changes.edit(layout.append(managed.get(), entry)));
      return;
    }
    NewElement dependencies = NewElement.of("dependencies", entries.toArray(NewElement[]::new));
    changes.edit(
        management
            .map(all -> layout.append(all, dependencies))
            .orElseGet(
                () ->
                    PomOrder.insertion(
                        layout, project, NewElement.of("dependencyManagement", dependencies))));
  }

  private static NewElement entry(String name, String version, Variant variant) {
    int colon = name.indexOf(':');
    List<NewElement> children = new ArrayList<>();
    children.add(NewElement.of("groupId", name.substring(0, colon)));
    children.add(NewElement.of("artifactId", name.substring(colon + 1)));
    children.add(NewElement.of("version", version));
    if (!variant.type().equals("jar")) {
      children.add(NewElement.of("type", variant.type()));
    }
    if (!variant.classifier().isEmpty()) {
      children.add(NewElement.of("classifier", variant.classifier()));
    }
    return new NewElement("dependency", "", children);
  }

  @Override
  public ManifestEdit replace(String name, String replacement, String version) {
    if (!Coordinates.isVersion(version)) {
      return notAVersion(version);
    }
    if (!Coordinates.isGroupAndArtifact(replacement)) {
      return notAName(replacement);
    }
    List<PomDeclaration> declarations = pom.named(name);
    if (declarations.isEmpty()) {
      return notDeclared(name);
    }
    if (name.equals(replacement)) {
      return raise(name, version);
    }
    Changes changes = new Changes(pom.source());
    List<PomDeclaration> present = pom.named(replacement);
    if (present.isEmpty()) {
      PomVersions versions = new PomVersions(pom, layout, changes, version);
      for (PomDeclaration declaration : declarations) {
        replace(declaration, replacement, version, versions, changes);
      }
    } else {
      remove(declarations, changes);
      raise(present, version, changes);
    }
    if (!changes.isEmpty()) {
      changes.next(
          "the code may have to follow, where classes of %s are others than those of %s: run `mvn verify`"
              .formatted(replacement, name));
    }
    return changes.result();
  }

  private void replace(
      PomDeclaration declaration,
      String replacement,
      String version,
      PomVersions versions,
      Changes changes) {
    int colon = replacement.indexOf(':');
    write(declaration, "groupId", replacement.substring(0, colon), changes);
    write(declaration, "artifactId", replacement.substring(colon + 1), changes);
    Optional<SourceElement> element = declaration.version();
    if (element.isPresent()) {
      versions.set(declaration, element.get());
    } else if (pom.managing(declaration).isEmpty()) {
      insertVersion(declaration, version, changes);
    }
  }

  private void write(PomDeclaration declaration, String child, String value, Changes changes) {
    if (pom.text(declaration, child).equals(value)) {
      return;
    }
    Optional<Written> written = declaration.element().child(child).flatMap(SourceElement::written);
    if (written.isPresent()) {
      changes.edit(written.get().become(value));
    } else {
      changes.refuse(
          "line %d has no %s in one piece".formatted(line(declaration.element()), child));
    }
  }

  private void insertVersion(PomDeclaration declaration, String version, Changes changes) {
    declaration
        .element()
        .child("artifactId")
        .ifPresent(
            artifact -> changes.edit(layout.after(artifact, NewElement.of("version", version))));
  }

  @Override
  public ManifestEdit remove(String name) {
    List<PomDeclaration> declarations = pom.named(name);
    if (declarations.isEmpty()) {
      return notDeclared(name);
    }
    Changes changes = new Changes(pom.source());
    remove(declarations, changes);
    return changes.result();
  }

  private void remove(List<PomDeclaration> declarations, Changes changes) {
    for (PomDeclaration declaration : declarations) {
      if (declaration.kind() == Kind.PARENT) {
        changes.refuse(
            "%s is the parent (line %d), from which the project may have all its settings: move them first"
                .formatted(declaration.name(), line(declaration.element())));
      } else {
        changes.edit(layout.removal(declaration.element()));
      }
    }
  }

  private int line(SourceElement element) {
    return pom.source().line(element.start());
  }

  private Refused notDeclared(String name) {
    return new Refused(path + " does not declare " + name);
  }

  private static Refused notAVersion(String version) {
    return new Refused("'" + version + "' is not a version that can be written into a POM");
  }

  private static Refused notAName(String name) {
    return new Refused("'" + name + "' is not a group and an artifact, as in com.example:library");
  }
}
