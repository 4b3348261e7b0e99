package dev.drydock.version;

import java.util.Optional;

/// Versions of crates: [Semantic Versioning 2.0.0](https://semver.org) to the letter, as Cargo
/// requires.
final class CargoScheme implements VersionScheme {
  static final CargoScheme INSTANCE = new CargoScheme();

  private CargoScheme() {}

  @Override
  public String name() {
    return "cargo";
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
