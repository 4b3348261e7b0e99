package dev.drydock.project.rust;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declarations;
import dev.drydock.project.requirement.RequirementSyntax;
import dev.drydock.project.toml.TomlDeclaration;
import dev.drydock.project.toml.TomlDependency;
import dev.drydock.project.toml.TomlDocument;
import dev.drydock.project.toml.TomlValue.LiteralValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One Cargo.toml.
final class CargoToml implements ProjectManifest {
  private static final Set<String> SECTIONS =
      Set.of(
          "dependencies",
          "dev-dependencies",
          "dev_dependencies",
          "build-dependencies",
          "build_dependencies");

  private final TomlDocument document;
  private final Declarations declarations;

  CargoToml(TomlDocument document) {
    this.document = document;
    List<TomlDependency> dependencies = TomlDependency.of(document, CargoToml::level);
    Set<String> ofWorkspace =
        dependencies.stream()
            .filter(each -> each.section().getFirst().equals("workspace"))
            .map(each -> each.key().name())
            .collect(Collectors.toSet());
    List<TomlDeclaration> found =
        dependencies.stream().map(each -> declaration(each, ofWorkspace)).toList();
    this.declarations =
        new Declarations(
            document.source(),
            found,
            new CargoNames(),
            name -> "`cargo update -p %s` renews Cargo.lock".formatted(name));
  }

  private static int level(List<String> path) {
    if (SECTIONS.contains(path.getFirst())) {
      return 1;
    }
    return switch (path.getFirst()) {
      case "workspace" -> path.size() > 2 && path.get(1).equals("dependencies") ? 2 : -1;
      case "target" -> path.size() > 3 && SECTIONS.contains(path.get(2)) ? 3 : -1;
      default -> -1;
    };
  }

  private TomlDeclaration declaration(TomlDependency dependency, Set<String> ofWorkspace) {
    return new TomlDeclaration(
        document,
        dependency,
        RequirementSyntax.CARGO,
        "package",
        "",
        refusal(dependency, ofWorkspace),
        !dependency.section().getLast().equals("dependencies"));
  }

  private static Optional<String> refusal(TomlDependency dependency, Set<String> ofWorkspace) {
    if (dependency.properties().get("workspace") instanceof LiteralValue) {
      return ofWorkspace.contains(dependency.key().name())
          ? Optional.empty()
          : Optional.of(
              "takes its version from the workspace: raise it in [workspace.dependencies] of the"
                  + " workspace's Cargo.toml");
    }
    Optional<String> git = dependency.text("git");
    if (git.isPresent()) {
      return Optional.of(
          "comes from %s and not from a registry: point it at a commit with the fix"
              .formatted(git.get()));
    }
    return dependency
        .text("path")
        .map(path -> "is a crate of this repository (%s): raise it there".formatted(path));
  }

  @Override
  public String path() {
    return document.source().path();
  }

  @Override
  public List<DeclaredDependency> dependencies() {
    return declarations.dependencies();
  }

  @Override
  public ManifestEdit raise(String name, String version) {
    return declarations.raise(name, version);
  }

  /// Nothing in a Cargo.toml holds for what others bring; the lock file does.
  @Override
  public ManifestEdit override(String name, String version) {
    return declarations.override(
        name,
        version,
        () ->
            new Change.Refusal(
                "%s comes with other crates, so Cargo.lock holds its version: run `cargo update -p %s --precise %s`"
                    .formatted(name, name, version)));
  }

  @Override
  public ManifestEdit replace(String name, String replacement, String version) {
    return declarations.replace(name, replacement, version);
  }

  @Override
  public ManifestEdit remove(String name) {
    return declarations.remove(name);
  }
}
