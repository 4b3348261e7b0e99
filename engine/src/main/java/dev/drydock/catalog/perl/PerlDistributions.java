package dev.drydock.catalog.perl;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.image.LayerEntry;
import java.util.List;

/// What the Perl catalogers share: how a distribution becomes a component.
final class PerlDistributions {
  private static final int LONGEST = 200;

  private PerlDistributions() {}

  /// The purl has no namespace: it would be the author who uploaded the release, whom only some of
  /// the sources know, and the same distribution must not be two components.
  ///
  /// @param name of the distribution, `libwww-perl`; of a module, `LWP::UserAgent`, dashes are made
  static Component component(
      String name, String version, List<String> licences, LayerEntry file, Evidence evidence) {
    String distribution = name.replace("::", "-");
    return new Component(
        distribution,
        version,
        Purl.of("cpan", null, distribution, version),
        null,
        licences,
        List.of(new Location(file.path(), file.layer())),
        evidence);
  }

  /// Whether this can be a name or a version: one word.
  static boolean word(String text) {
    boolean good = !text.isEmpty() && text.length() <= LONGEST;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      good &= Character.isLetterOrDigit(c) || ".:_+-".indexOf(c) >= 0;
    }
    return good;
  }
}
