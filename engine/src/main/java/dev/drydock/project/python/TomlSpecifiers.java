package dev.drydock.project.python;

import dev.drydock.project.ManifestException;
import dev.drydock.project.requirement.RequirementSyntax;
import dev.drydock.project.toml.TomlDocument;
import dev.drydock.project.toml.TomlValue;
import dev.drydock.project.toml.TomlValue.ArrayValue;
import dev.drydock.project.toml.TomlValue.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Arrays of dependency specifiers in a TOML document.
final class TomlSpecifiers {
  private final TomlDocument document;
  private final String kind;

  TomlSpecifiers(TomlDocument document, String kind) {
    this.document = document;
    this.kind = kind;
  }

  /// What an array declares; items that are no strings include other arrays. PDM also takes folders
  /// and repositories, `-e file:///${PROJECT_ROOT}/core#egg=core`, which have no version here.
  List<SpecifierDeclaration> of(ArrayValue array, boolean development) throws ManifestException {
    List<DependencySpecifier> specifiers = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < array.items().size(); i++) {
      if (array.items().get(i) instanceof TextValue text && !text.value().startsWith("-e ")) {
        specifiers.add(specifier(text));
        indexes.add(i);
      }
    }
    String pin = pin(specifiers);
    List<SpecifierDeclaration> found = new ArrayList<>();
    for (int i = 0; i < specifiers.size(); i++) {
      int index = indexes.get(i);
      found.add(
          new SpecifierDeclaration(
              document.source(),
              specifiers.get(i),
              pin,
              development,
              refusal(array.items().get(index)),
              document.edits().removeItem(array, index)));
    }
    return found;
  }

  static String pin(List<DependencySpecifier> specifiers) {
    return specifiers.stream().anyMatch(each -> each.requirement().isExact()) ? "==" : ">=";
  }

  private static Optional<String> refusal(TomlValue item) {
    return item instanceof TextValue text && text.plain()
        ? Optional.empty()
        : Optional.of("is written over several lines or with escapes: change it by hand");
  }

  private DependencySpecifier specifier(TextValue text) throws ManifestException {
    Optional<DependencySpecifier> specifier =
        text.plain()
            ? DependencySpecifier.read(document.source().text(), text.start() + 1, text.end() - 1)
            : DependencySpecifier.read(text.value(), 0, text.value().length())
                .map(each -> at(each, text.start()));
    return specifier.orElseThrow(
        () -> document.source().broken(text.start(), kind, "no requirement"));
  }

  private static DependencySpecifier at(DependencySpecifier specifier, int place) {
    return new DependencySpecifier(
        specifier.name(),
        specifier.address(),
        RequirementSyntax.PEP440.parse(specifier.requirement().text()).orElseThrow(),
        place,
        place,
        place,
        place,
        place);
  }
}
