package dev.drydock.project.python;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declarations;
import dev.drydock.project.requirement.RequirementSyntax;
import dev.drydock.project.toml.TomlDeclaration;
import dev.drydock.project.toml.TomlDependency;
import dev.drydock.project.toml.TomlDocument;
import dev.drydock.text.TextEdit;
import java.util.List;
import java.util.Set;

/// One Pipfile. Every table that Pipenv does not keep for itself is a category of packages.
final class Pipfile implements ProjectManifest {
  private static final PythonNames NAMES = new PythonNames();
  private static final Set<String> NO_CATEGORIES =
      Set.of("source", "requires", "scripts", "pipenv", "pipfile");

  private final TomlDocument document;
  private final Declarations declarations;

  Pipfile(TomlDocument document) {
    this.document = document;
    List<TomlDeclaration> found =
        TomlDependency.of(
                document,
                path -> path.size() > 1 && !NO_CATEGORIES.contains(path.getFirst()) ? 1 : -1)
            .stream()
            .map(this::declaration)
            .toList();
    this.declarations =
        new Declarations(
            document.source(),
            found,
            NAMES,
            name -> "`pipenv update %s` renews Pipfile.lock".formatted(name));
  }

  private TomlDeclaration declaration(TomlDependency dependency) {
    return new TomlDeclaration(
        document,
        dependency,
        RequirementSyntax.PEP440,
        "",
        ">=",
        Pyproject.elsewhere(dependency),
        DevelopmentNames.isOne(dependency.section().getFirst()));
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

  /// Pipenv has no place for what others bring: it becomes a package of its own.
  @Override
  public ManifestEdit override(String name, String version) {
    return declarations.override(name, version, () -> Change.of(insertion(name, version)));
  }

  private TextEdit insertion(String name, String version) {
    String value = document.edits().text(">=" + version);
    return document
        .table("packages")
        .map(table -> document.edits().insertEntry(table, name, value))
        .orElseGet(() -> document.edits().insertTable("packages", name, value));
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
