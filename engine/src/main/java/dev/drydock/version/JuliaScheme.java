package dev.drydock.version;

import dev.drydock.version.SemanticVersion.Departure;
import java.util.Optional;

/// Versions of Julia's packages as its `VersionNumber` reads and orders them: Julia manual,
/// "Version Number Literals". Semantic Versioning, but what follows `+` counts: packages of built
/// libraries (`XML2_jll`) number their builds there, and advisories name the build that has the
/// fix.
final class JuliaScheme implements VersionScheme {
  static final JuliaScheme INSTANCE = new JuliaScheme();

  private static final SemanticVersion.Grammar GRAMMAR =
      new SemanticVersion.Grammar(
          1, 3, Departure.LEADING_ZEROS, Departure.NO_DASH, Departure.BUILD_COUNTS);

  private JuliaScheme() {}

  @Override
  public String name() {
    return "julia";
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
