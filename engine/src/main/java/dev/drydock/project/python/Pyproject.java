package dev.drydock.project.python;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.declaration.Declaration;
import dev.drydock.project.declaration.Declarations;
import dev.drydock.project.requirement.RequirementSyntax;
import dev.drydock.project.toml.TomlDeclaration;
import dev.drydock.project.toml.TomlDependency;
import dev.drydock.project.toml.TomlDocument;
import dev.drydock.project.toml.TomlKey;
import dev.drydock.project.toml.TomlValue.ArrayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One pyproject.toml. Extras count as development where their name says so, groups (PEP 735) and
/// what builds the project always.
final class Pyproject implements ProjectManifest {
  static final PythonNames NAMES = new PythonNames();

  private final TomlDocument document;
  private final Declarations declarations;
  private final PythonTool tool;

  Pyproject(TomlDocument document) throws ManifestException {
    this.document = document;
    this.tool = PythonTool.of(document);
    TomlSpecifiers specifiers = new TomlSpecifiers(document, PyprojectFormat.KIND);
    UvSources sources = new UvSources(document);
    List<Declaration> found = new ArrayList<>();
    for (TomlDocument.Leaf leaf : document.leaves()) {
      List<String> path = leaf.path().stream().map(TomlKey::name).toList();
      Optional<Boolean> development = arrayIsForDevelopment(path);
      if (development.isPresent() && leaf.value() instanceof ArrayValue array) {
        specifiers.of(array, development.get()).stream().map(sources::of).forEach(found::add);
      }
    }
    for (TomlDependency dependency : TomlDependency.of(document, Pyproject::poetryLevel)) {
      if (!dependency.key().name().equals("python")) {
        found.add(poetry(document, dependency));
      }
    }
    this.declarations = new Declarations(document.source(), found, NAMES, tool::next);
  }

  /// Whether what an array declares is for development; empty where it declares nothing.
  private static Optional<Boolean> arrayIsForDevelopment(List<String> path) {
    return switch (path.getFirst()) {
      case "project" ->
          path.equals(List.of("project", "dependencies"))
              ? Optional.of(false)
              : path.size() == 3 && path.get(1).equals("optional-dependencies")
                  ? Optional.of(DevelopmentNames.isOne(path.get(2)))
                  : Optional.empty();
      case "dependency-groups" -> path.size() == 2 ? Optional.of(true) : Optional.empty();
      case "build-system" ->
          path.equals(List.of("build-system", "requires")) ? Optional.of(true) : Optional.empty();
      case "tool" -> isToolArray(path) ? Optional.of(true) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isToolArray(List<String> path) {
    int size = path.size();
    return path.equals(List.of("tool", "uv", "dev-dependencies"))
        || size == 4 && path.subList(0, 3).equals(List.of("tool", "pdm", "dev-dependencies"))
        || size == 5
            && path.subList(0, 3).equals(List.of("tool", "hatch", "envs"))
            && path.get(4).equals("dependencies");
  }

  private static int poetryLevel(List<String> path) {
    if (path.size() < 4 || !path.subList(0, 2).equals(List.of("tool", "poetry"))) {
      return -1;
    }
    return switch (path.get(2)) {
      case "dependencies", "dev-dependencies" -> 3;
      case "group" -> path.size() > 5 && path.get(4).equals("dependencies") ? 5 : -1;
      default -> -1;
    };
  }

  private static TomlDeclaration poetry(TomlDocument document, TomlDependency dependency) {
    List<String> section = dependency.section();
    boolean development =
        section.get(2).equals("dev-dependencies")
            || section.get(2).equals("group") && !section.get(3).equals("main");
    return new TomlDeclaration(
        document,
        dependency,
        RequirementSyntax.POETRY,
        "",
        "^",
        elsewhere(dependency),
        development);
  }

  /// Why a dependency that is no release of an index cannot be raised.
  static Optional<String> elsewhere(TomlDependency dependency) {
    for (String property : List.of("git", "url", "path", "file")) {
      Optional<String> address = dependency.text(property);
      if (address.isPresent()) {
        return Optional.of(
            "comes from %s and not from an index: point it at a release with the fix there"
                .formatted(address.get()));
      }
    }
    return Optional.empty();
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
    return declarations.raise(
        name, version, () -> new PyprojectOverrides(document, tool).follow(name, version));
  }

  @Override
  public ManifestEdit override(String name, String version) {
    if (declarations.declares(name)) {
      return raise(name, version);
    }
    return declarations.override(
        name, version, () -> new PyprojectOverrides(document, tool).raise(name, version));
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
