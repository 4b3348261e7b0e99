package dev.drydock.version;

import dev.drydock.version.SemanticVersion.Departure;
import java.util.Optional;

/// NuGet's versions: Semantic Versioning with up to four numbers, in any case: NuGet docs, "Package
/// versioning". Of a pre-release's numbers those of 32 bits are numbers for NuGet, longer ones
/// texts.
final class NugetScheme implements VersionScheme {
  static final NugetScheme INSTANCE = new NugetScheme();

  private static final SemanticVersion.Grammar GRAMMAR =
      new SemanticVersion.Grammar(
          1, 4, Departure.LEADING_ZEROS, Departure.ANY_CASE, Departure.SMALL_NUMBERS);

  private NugetScheme() {}

  @Override
  public String name() {
    return "nuget";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    return text == null
        ? Optional.empty()
        : Optional.ofNullable(SemanticVersion.parse(this, text, text, 0, GRAMMAR));
  }
}
