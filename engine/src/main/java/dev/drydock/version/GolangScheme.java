package dev.drydock.version;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Go's versions: of modules (Go Modules Reference, "Versions": Semantic Versioning after a `v`,
/// pseudo-versions, `+incompatible`) and of the toolchain, which is that of the standard library
/// (`go1.21rc2`: Go Toolchains, "Version syntax").
///
/// Advisories leave the `v` out, so both are read. Build metadata never counts.
final class GolangScheme implements VersionScheme {
  static final GolangScheme INSTANCE = new GolangScheme();

  private static final SemanticVersion.Grammar GRAMMAR = new SemanticVersion.Grammar(1, 3);

  private GolangScheme() {}

  @Override
  public String name() {
    return "golang";
  }

  @Override
  public Optional<Version> parse(String written) {
    String stripped = written.strip();
    boolean prefixed = stripped.startsWith("go");
    int blank = stripped.indexOf(' ');
    boolean builder = blank > 0 && (prefixed || VersionText.isDigit(stripped.charAt(0)));
    String text = VersionText.clean(builder ? stripped.substring(0, blank) : stripped);
    if (text == null || stripped.length() > VersionText.MAX_LENGTH) {
      return Optional.empty();
    }
    if (prefixed) {
      return Optional.ofNullable(toolchain(stripped, text, 2));
    }
    int from = text.charAt(0) == 'v' ? 1 : 0;
    SemanticVersion module = SemanticVersion.parse(this, stripped, text, from, GRAMMAR);
    return Optional.ofNullable(module != null ? module : toolchain(stripped, text, from));
  }

  /// `1.21rc2`, which is `1.21.0-rc.2`. What follows a blank, or a dash after `go1.20.12`, is not
  /// Go's but whoever's that built it: `go1.21.3 X:boringcrypto`, `go1.20.12-fips`.
  private @Nullable SemanticVersion toolchain(String written, String text, int from) {
    int end = from;
    while (VersionText.isDigit(VersionText.at(text, end)) || VersionText.at(text, end) == '.') {
      end++;
    }
    int wordEnd = VersionText.lettersEnd(text, end);
    int to = VersionText.digitsEnd(text, wordEnd);
    char next = VersionText.at(text, to);
    if (to < text.length() && (from != 2 || next != '-' && next != '+')) {
      return null;
    }
    String numbers = text.substring(from, end);
    String word = text.substring(end, wordEnd);
    if (word.isEmpty()) {
      return SemanticVersion.parse(this, written, numbers, 0, GRAMMAR);
    }
    if (to == wordEnd || !word.equals("rc") && !word.equals("beta")) {
      return null;
    }
    // not with +, whose first use costs a cold JVM some milliseconds
    String prerelease =
        numbers.concat("-").concat(word).concat(".").concat(text.substring(wordEnd, to));
    return SemanticVersion.parse(this, written, prerelease, 0, GRAMMAR);
  }
}
