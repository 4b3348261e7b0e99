package dev.drydock.version;

import java.util.Optional;

/// Versions of Hex packages: Semantic Versioning 2.0.0 to the letter, as Elixir's `Version` reads
/// it.
final class HexScheme implements VersionScheme {
  static final HexScheme INSTANCE = new HexScheme();

  private HexScheme() {}

  @Override
  public String name() {
    return "hex";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    return text == null
        ? Optional.empty()
        : Optional.ofNullable(
            SemanticVersion.parse(this, text, text, 0, SemanticVersion.Grammar.STRICT));
  }
}
