package dev.drydock.server.fleet;

import java.util.Arrays;
import java.util.Locale;

/// Whether an image is signed, as far as anybody has looked. Of two who have looked, who has seen
/// more is believed: a signature may have come after the first look.
public enum Signed {
  /// nobody has looked
  UNKNOWN,
  /// there was no signature
  NONE,
  /// there is one, and nobody has verified whose it is
  PRESENT,
  /// somebody has verified it, with a key or an identity that they trust
  VERIFIED;

  /// The words of what is less than this.
  String[] weaker() {
    return Arrays.stream(values())
        .filter(other -> other.compareTo(this) < 0)
        .map(Signed::word)
        .toArray(String[]::new);
  }

  /// As the database and the API write it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
