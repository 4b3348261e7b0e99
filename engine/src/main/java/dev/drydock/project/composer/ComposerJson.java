package dev.drydock.project.composer;

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
import dev.drydock.project.json.JsonNode.StringNode;
import dev.drydock.project.requirement.Requirement;
import dev.drydock.project.requirement.RequirementSyntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One composer.json. PHP itself and its extensions have no `/` in their names and are no packages.
///
/// What others bring is held by a conflict with all that is older: requiring it would make it a
/// dependency of this project, to be kept for ever.
final class ComposerJson implements ProjectManifest {
  private static final ComposerNames NAMES = new ComposerNames();
  private static final String CONFLICT = "conflict";

  private final JsonDocument document;
  private final Declarations declarations;

  ComposerJson(JsonDocument document) {
    this.document = document;
    List<JsonDeclaration> found = new ArrayList<>();
    section("require", false, found);
    section("require-dev", true, found);
    found.sort(Comparator.comparingInt(each -> each.member().start()));
    this.declarations =
        new Declarations(
            document.source(),
            found,
            NAMES,
            name -> "`composer update %s` renews composer.lock".formatted(name));
  }

  private void section(String name, boolean development, List<JsonDeclaration> found) {
    Optional<ObjectNode> section = document.root().object(name);
    if (section.isEmpty()) {
      return;
    }
    for (Member member : section.get().lastMembers()) {
      if (member.name().value().indexOf('/') >= 0) {
        found.add(
            new JsonDeclaration(
                document,
                section.get(),
                member,
                RequirementSyntax.COMPOSER,
                ComposerJson::refusal,
                development,
                false));
      }
    }
  }

  private static Optional<String> refusal(String requirement) {
    return RequirementSyntax.COMPOSER.parse(requirement).isPresent()
        ? Optional.empty()
        : Optional.of(
            "is declared as \"%s\", a branch or with a flag: decide by hand which release may take its place"
                .formatted(requirement));
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

  @Override
  public ManifestEdit override(String name, String version) {
    return declarations.override(name, version, () -> conflicting(name, version));
  }

  private Change conflicting(String name, String version) {
    String below = "<" + version;
    Optional<ObjectNode> section = document.root().object(CONFLICT);
    Optional<Member> there =
        section.flatMap(
            each ->
                each.lastMembers().stream()
                    .filter(
                        member ->
                            NAMES.canonical(member.name().value()).equals(NAMES.canonical(name)))
                    .findFirst());
    if (there.isEmpty()) {
      return Change.of(
          section
              .map(each -> document.insert(each, List.of(name), below))
              .orElseGet(() -> document.insert(document.root(), List.of(CONFLICT, name), below)));
    }
    return switch (there.get().value()) {
      case StringNode string -> extended(string, version);
      case JsonNode.ObjectNode _, JsonNode.ArrayNode _, JsonNode.LiteralNode _ ->
          new Change.Refusal(
              "%s stands in the conflicts of %s without a version: mend it first"
                  .formatted(name, path()));
    };
  }

  /// A conflict with what is below another version is raised, any other gets an alternative.
  private Change extended(StringNode conflict, String version) {
    Optional<Requirement> requirement = RequirementSyntax.COMPOSER.parse(conflict.value());
    if (requirement.map(each -> each.admitsAllBelow(version)).orElse(false)) {
      return Change.none();
    }
    boolean below = requirement.isPresent() && requirement.get().isBelow();
    String text = below ? "<" + version : conflict.value() + " || <" + version;
    return Change.of(document.replaceString(conflict, text));
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
