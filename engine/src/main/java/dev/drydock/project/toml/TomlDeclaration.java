package dev.drydock.project.toml;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declaration;
import dev.drydock.project.declaration.Declarations;
import dev.drydock.project.requirement.Raise;
import dev.drydock.project.requirement.Requirement;
import dev.drydock.project.requirement.RequirementSyntax;
import dev.drydock.project.toml.TomlValue.TextValue;
import dev.drydock.text.TextEdit;
import java.util.Optional;

/// The declaration of a dependency by a key.
///
/// @param syntax of its requirement
/// @param rename the property that holds the real name where the key is another one, `package`
/// @param style what a version is written with that takes the place of none, `^` for instance
/// @param refusal why its version cannot be changed, without the name; empty where it can
public record TomlDeclaration(
    TomlDocument document,
    TomlDependency dependencyEntry,
    RequirementSyntax syntax,
    String rename,
    String style,
    Optional<String> refusal,
    boolean development)
    implements Declaration {

  private String name() {
    return dependencyEntry.text(rename).orElse(dependencyEntry.key().name());
  }

  private Optional<Requirement> parsed() {
    return dependencyEntry.requirement().flatMap(text -> syntax.parse(text.value()));
  }

  @Override
  public DeclaredDependency dependency() {
    int place =
        dependencyEntry.requirement().map(TextValue::start).orElse(dependencyEntry.key().start());
    return new DeclaredDependency(
        name(),
        dependencyEntry.requirement().map(TextValue::value).orElse(""),
        parsed().flatMap(Requirement::version),
        document.source().line(place),
        development);
  }

  /// What only says where a package comes from that is declared elsewhere.
  @Override
  public boolean tolerates(String version) {
    return refusal.isEmpty() && dependencyEntry.requirement().isEmpty();
  }

  @Override
  public Change raise(String version) {
    if (refusal.isPresent()) {
      return refused(refusal.get());
    }
    if (dependencyEntry.requirement().isEmpty() || parsed().isEmpty()) {
      return refused("is declared without a version that can be read: mend it first");
    }
    TextValue text = dependencyEntry.requirement().get();
    return switch (parsed().get().raise(version)) {
      case Raise.Same _ -> Change.none();
      case Raise.Raised(String raised) -> Change.of(document.edits().replaceString(text, raised));
      case Raise.Impossible(String reason) -> refused("cannot be raised: " + reason);
    };
  }

  private Change.Refusal refused(String reason) {
    return new Change.Refusal(name() + " " + reason);
  }

  @Override
  public Change replace(String replacement, String version) {
    if (refusal.isPresent()) {
      return refused(refusal.get());
    }
    if (dependencyEntry.requirement().isEmpty()) {
      return refused("is declared without a version that can be read: mend it first");
    }
    String written = parsed().flatMap(Requirement::style).orElse(style);
    TextEdit name =
        dependencyEntry.properties().get(rename) instanceof TextValue text
            ? document.edits().replaceString(text, replacement)
            : document.edits().replaceKey(dependencyEntry.key(), replacement);
    return Declarations.both(
        Change.of(name),
        Change.of(
            document
                .edits()
                .replaceString(dependencyEntry.requirement().get(), written + version)));
  }

  @Override
  public Change remove() {
    return dependencyEntry
        .removal()
        .map(Change::of)
        .orElseGet(
            () -> refused("is declared over several places of the file: take it out by hand"));
  }
}
