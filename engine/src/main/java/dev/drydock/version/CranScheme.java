package dev.drydock.version;

import java.util.Optional;

/// Versions of R's packages, numbers with `.` or `-` between them: `numeric_version` of R.
final class CranScheme implements VersionScheme {
  static final CranScheme INSTANCE = new CranScheme();

  private CranScheme() {}

  @Override
  public String name() {
    return "cran";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    return text == null
        ? Optional.empty()
        : Optional.ofNullable(NumberSequence.parse(this, text, ".-"));
  }
}
