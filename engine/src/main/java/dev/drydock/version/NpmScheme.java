package dev.drydock.version;

import dev.drydock.version.SemanticVersion.Departure;
import java.util.Optional;

/// npm's versions: Semantic Versioning as node-semver reads it in its loose mode, which npm uses
/// for what is installed: `v` and `=` before it, zeros before numbers, `1.2.3beta`.
final class NpmScheme implements VersionScheme {
  static final NpmScheme INSTANCE = new NpmScheme();

  /// Advisories leave trailing zeros out now and then; node-semver would not take that.
  private static final SemanticVersion.Grammar GRAMMAR =
      new SemanticVersion.Grammar(1, 3, Departure.LEADING_ZEROS, Departure.NO_DASH);

  private NpmScheme() {}

  @Override
  public String name() {
    return "npm";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    if (text == null) {
      return Optional.empty();
    }
    int from = 0;
    while (VersionText.at(text, from) == 'v' || VersionText.at(text, from) == '=') {
      from++;
    }
    return Optional.ofNullable(SemanticVersion.parse(this, text, text, from, GRAMMAR));
  }
}
