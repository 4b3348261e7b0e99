package dev.drydock.catalog.haskell;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.image.LayerEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the Haskell catalogers share: how names and versions are told apart, and become a
/// component.
final class HaskellPackages {
  private static final int LONGEST = 200;

  private HaskellPackages() {}

  /// A package and its version.
  record Identifier(String name, String version) {

    /// Reads `name-1.2.3`, as Cabal writes package identifiers; `null` where it is none.
    static @Nullable Identifier parse(String text) {
      int hyphen = text.lastIndexOf('-');
      return hyphen < 0 ? null : of(text.substring(0, hyphen), text.substring(hyphen + 1));
    }

    /// `null` where Cabal would not take it: a name is of letters, digits and hyphens, a version of
    /// numbers and dots.
    static @Nullable Identifier of(String name, String version) {
      boolean good = !name.isEmpty() && !version.isEmpty();
      good &= name.length() <= LONGEST && version.length() <= LONGEST;
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        good &= Character.isLetterOrDigit(c) || c == '-';
      }
      for (int i = 0; i < version.length(); i++) {
        char c = version.charAt(i);
        good &= c >= '0' && c <= '9' || c == '.';
      }
      return good ? new Identifier(name, version) : null;
    }
  }

  static Component component(Identifier identifier, LayerEntry file, Evidence evidence) {
    return component(identifier, List.of(), file, evidence);
  }

  static Component component(
      Identifier identifier, List<String> licences, LayerEntry file, Evidence evidence) {
    return new Component(
        identifier.name(),
        identifier.version(),
        Purl.of("hackage", null, identifier.name(), identifier.version()),
        null,
        licences,
        List.of(new Location(file.path(), file.layer())),
        evidence);
  }
}
