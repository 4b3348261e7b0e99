package dev.drydock.project.json;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declaration;
import dev.drydock.project.declaration.Declarations;
import dev.drydock.project.json.JsonNode.Member;
import dev.drydock.project.json.JsonNode.ObjectNode;
import dev.drydock.project.json.JsonNode.StringNode;
import dev.drydock.project.requirement.Raise;
import dev.drydock.project.requirement.Requirement;
import dev.drydock.project.requirement.RequirementSyntax;
import java.util.Optional;

/// A member `"name": "requirement"` of a section of dependencies.
///
/// @param peer whether the section asks others to bring it
public record JsonDeclaration(
    JsonDocument document,
    ObjectNode section,
    Member member,
    RequirementSyntax syntax,
    Sources sources,
    boolean development,
    boolean peer)
    implements Declaration {

  /// What the ecosystem writes besides versions.
  public interface Sources {
    /// Why a requirement that names no versions cannot be raised, `comes from …: …` without the
    /// name; empty where any version may take its place.
    Optional<String> refusal(String requirement);
  }

  private String requirement() {
    return member.value() instanceof StringNode(String value, int _, int _)
        ? value
        : document.source().text().substring(member.value().start(), member.value().end());
  }

  private Optional<Requirement> parsed() {
    return member.value() instanceof StringNode && sources.refusal(requirement()).isEmpty()
        ? syntax.parse(requirement())
        : Optional.empty();
  }

  @Override
  public DeclaredDependency dependency() {
    return new DeclaredDependency(
        member.name().value(),
        requirement(),
        parsed().flatMap(Requirement::version),
        document.source().line(member.start()),
        development);
  }

  @Override
  public boolean tolerates(String version) {
    return peer && parsed().map(each -> each.admits(version)).orElse(false);
  }

  @Override
  public Change raise(String version) {
    if (!(member.value() instanceof StringNode string)) {
      return refusal("is declared without a version: write it as a string");
    }
    Optional<String> refusal = sources.refusal(requirement());
    if (refusal.isPresent()) {
      return refusal(refusal.get());
    }
    Optional<Requirement> requirement = parsed();
    if (requirement.isEmpty()) {
      return Change.of(document.replaceString(string, "^" + version));
    }
    return switch (requirement.get().raise(version)) {
      case Raise.Same _ -> Change.none();
      case Raise.Raised(String text) -> Change.of(document.replaceString(string, text));
      case Raise.Impossible(String reason) -> refusal("cannot be raised: " + reason);
    };
  }

  private Change.Refusal refusal(String reason) {
    return new Change.Refusal(member.name().value() + " " + reason);
  }

  @Override
  public Change replace(String replacement, String version) {
    if (!(member.value() instanceof StringNode string)) {
      return refusal("is declared without a version: write it as a string");
    }
    String style = parsed().flatMap(Requirement::style).orElse("^");
    return Declarations.both(
        Change.of(document.replaceString(member.name(), replacement)),
        Change.of(document.replaceString(string, style + version)));
  }

  @Override
  public Change remove() {
    return Change.of(document.remove(section, member));
  }
}
