package dev.drydock.version;

import java.util.Optional;

/// Versions of Haskell's packages, numbers with `.` between them: the Haskell Package Versioning
/// Policy.
final class HackageScheme implements VersionScheme {
  static final HackageScheme INSTANCE = new HackageScheme();

  private HackageScheme() {}

  @Override
  public String name() {
    return "hackage";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    return text == null
        ? Optional.empty()
        : Optional.ofNullable(NumberSequence.parse(this, text, "."));
  }
}
