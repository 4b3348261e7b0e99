package dev.drydock.version;

import dev.drydock.version.SemanticVersion.Departure;
import java.util.Optional;

/// Semantic Versioning 2.0.0 for ecosystems that follow it loosely (Bitnami, GitHub Actions,
/// Swift): a `v` may stand before it, numbers may be missing, and more than three are compared too.
final class SemverScheme implements VersionScheme {
  static final SemverScheme INSTANCE = new SemverScheme();

  private static final SemanticVersion.Grammar GRAMMAR =
      new SemanticVersion.Grammar(1, Integer.MAX_VALUE, Departure.LEADING_ZEROS);

  private SemverScheme() {}

  @Override
  public String name() {
    return "semver";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    if (text == null) {
      return Optional.empty();
    }
    int from = VersionText.lower(text.charAt(0)) == 'v' ? 1 : 0;
    return Optional.ofNullable(SemanticVersion.parse(this, text, text, from, GRAMMAR));
  }
}
