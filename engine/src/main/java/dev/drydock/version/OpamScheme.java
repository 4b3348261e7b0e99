package dev.drydock.version;

import static dev.drydock.version.VersionText.isDigit;
import static dev.drydock.version.VersionText.isLetter;

import java.util.Optional;

/// Versions of OCaml's packages, letters, digits and `-_+.~`, in Debian's order without epochs:
/// opam manual, "Version ordering". What follows the last `-` counts where all before it is equal.
final class OpamScheme implements VersionScheme {
  static final OpamScheme INSTANCE = new OpamScheme();

  private OpamScheme() {}

  @Override
  public String name() {
    return "opam";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    if (text == null) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(c) && !isLetter(c) && "-_+.~".indexOf(c) < 0) {
        return Optional.empty();
      }
    }
    int dash = text.lastIndexOf('-');
    return Optional.of(new OpamVersion(text, dash < 0 ? text.length() : dash));
  }

  /// @param dash where the revision starts; the text's length where there is none
  private record OpamVersion(String text, int dash) implements Version {

    @Override
    public int compareTo(Version other) {
      OpamVersion that = (OpamVersion) other;
      int upstream = DebScheme.compareParts(text, 0, dash, that.text, 0, that.dash);
      return upstream != 0
          ? upstream
          : DebScheme.compareParts(
              text, dash + 1, text.length(), that.text, that.dash + 1, that.text.length());
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
