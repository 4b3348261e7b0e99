package dev.drydock.version;

import dev.drydock.version.SemanticVersion.Departure;
import java.util.Optional;

/// Versions of Dart's packages: Semantic Versioning as pub_semver orders it, where build metadata
/// counts.
final class PubScheme implements VersionScheme {
  static final PubScheme INSTANCE = new PubScheme();

  private static final SemanticVersion.Grammar GRAMMAR =
      new SemanticVersion.Grammar(
          1, Integer.MAX_VALUE, Departure.LEADING_ZEROS, Departure.BUILD_COUNTS);

  private PubScheme() {}

  @Override
  public String name() {
    return "pub";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    if (text == null) {
      return Optional.empty();
    }
    int from = text.charAt(0) == 'v' ? 1 : 0;
    return Optional.ofNullable(SemanticVersion.parse(this, text, text, from, GRAMMAR));
  }
}
