package dev.drydock.project.npm;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declarations;
import dev.drydock.project.json.JsonDeclaration;
import dev.drydock.project.json.JsonDocument;
import dev.drydock.project.json.JsonNode;
import dev.drydock.project.json.JsonNode.Member;
import dev.drydock.project.json.JsonNode.ObjectNode;
import dev.drydock.project.requirement.RequirementSyntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One package.json.
///
/// A range of `peerDependencies` stays where the package is declared for development too and the
/// range admits the version: narrowing it would break those who bring an older one.
final class PackageJson implements ProjectManifest {
  private static final NpmNames NAMES = new NpmNames();

  private final JsonDocument document;
  private final PackageTool tool;
  private final Declarations declarations;

  PackageJson(JsonDocument document) {
    this.document = document;
    this.tool = PackageTool.of(document.root());
    List<JsonDeclaration> found = new ArrayList<>();
    section("dependencies", false, false, found);
    section("devDependencies", true, false, found);
    section("optionalDependencies", false, false, found);
    section("peerDependencies", false, true, found);
    found.sort(Comparator.comparingInt(each -> each.member().start()));
    this.declarations = new Declarations(document.source(), found, NAMES, _ -> tool.next());
  }

  private void section(
      String name, boolean development, boolean peer, List<JsonDeclaration> found) {
    JsonNode root = document.root();
    if (root.object(name).isEmpty()) {
      return;
    }
    ObjectNode section = root.object(name).get();
    for (Member member : section.lastMembers()) {
      found.add(
          new JsonDeclaration(
              document,
              section,
              member,
              RequirementSyntax.NPM,
              new NpmSources(),
              development,
              peer));
    }
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
        name, version, () -> new Overrides(document, tool).follow(name, version));
  }

  /// What is declared here is raised too: npm refuses an override that differs from it, so that it
  /// becomes a reference to the declaration.
  @Override
  public ManifestEdit override(String name, String version) {
    return declarations.edit(
        name, declarations.checked(name, version, () -> overridden(name, version)));
  }

  private Change overridden(String name, String version) {
    boolean declared = declarations.declares(name);
    Change raised = declared ? declarations.raised(name, version) : Change.none();
    boolean reference = declared && tool == PackageTool.NPM;
    return Declarations.both(raised, new Overrides(document, tool).raise(name, version, reference));
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
