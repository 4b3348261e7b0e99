package dev.drydock.project.python;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declaration;
import dev.drydock.project.requirement.Raise;
import dev.drydock.project.source.SourceText;
import dev.drydock.text.TextEdit;
import java.util.Optional;

/// A declaration by a dependency specifier.
///
/// @param pin what a version is written with where the specifier names none, `==` for instance
/// @param refusal why its version cannot be changed, without the name; mostly empty
/// @param removal the edit after which it is gone
record SpecifierDeclaration(
    SourceText source,
    DependencySpecifier specifier,
    String pin,
    boolean development,
    Optional<String> refusal,
    TextEdit removal)
    implements Declaration {

  /// The same one, whose version cannot be changed.
  SpecifierDeclaration because(String refusal) {
    return new SpecifierDeclaration(
        source, specifier, pin, development, Optional.of(refusal), removal);
  }

  @Override
  public DeclaredDependency dependency() {
    return new DeclaredDependency(
        specifier.name(),
        specifier.address().isEmpty() ? specifier.requirement().text() : specifier.address(),
        specifier.requirement().version(),
        source.line(specifier.start()),
        development);
  }

  @Override
  public Change raise(String version) {
    if (refusal.isPresent()) {
      return refused(refusal.get().replace("VERSION", version));
    }
    if (!specifier.address().isEmpty()) {
      return refused(
          "comes from %s and not from an index: point it at a release with the fix there"
              .formatted(specifier.address()));
    }
    if (specifier.requirement().text().isBlank()) {
      return Change.of(TextEdit.insertion(specifier.versionsStart(), pin + version));
    }
    return switch (specifier.requirement().raise(version)) {
      case Raise.Same _ -> Change.none();
      case Raise.Raised(String text) ->
          Change.of(source.replacement(specifier.versionsStart(), specifier.versionsEnd(), text));
      case Raise.Impossible(String reason) -> refused("cannot be raised: " + reason);
    };
  }

  private Change.Refusal refused(String reason) {
    return new Change.Refusal(specifier.name() + " " + reason);
  }

  /// Extras go with the package that had them.
  @Override
  public Change replace(String replacement, String version) {
    if (refusal.isPresent()) {
      return refused(refusal.get().replace("VERSION", version));
    }
    String style = specifier.requirement().style().orElse(pin);
    return Change.of(
        new TextEdit(specifier.start(), specifier.end(), replacement + gap() + style + version));
  }

  /// The blanks before the versions.
  private String gap() {
    String before = source.text().substring(specifier.nameEnd(), specifier.versionsStart());
    return before.substring(before.stripTrailing().length());
  }

  @Override
  public Change remove() {
    return Change.of(removal);
  }
}
