package dev.drydock.bom.described;

import dev.drydock.bom.Component;
import java.util.Locale;
import java.util.Optional;

/// Digests under the names that different documents have for their algorithms.
final class Hashes {
  private Hashes() {}

  /// Empty where the algorithm is unknown, or the value has not its length.
  static Optional<Component.Hash> of(String algorithm, String value) {
    String name = algorithm.toUpperCase(Locale.ROOT).replace("-", "").replace("_", "");
    String lower = value.strip().toLowerCase(Locale.ROOT);
    String common =
        switch (name) {
          case "MD5" -> "MD5";
          case "SHA1" -> "SHA-1";
          case "SHA256" -> "SHA-256";
          case "SHA384" -> "SHA-384";
          case "SHA512" -> "SHA-512";
          default -> "";
        };
    return !common.isEmpty() && lower.length() == length(common) && hexadecimal(lower)
        ? Optional.of(new Component.Hash(common, lower))
        : Optional.empty();
  }

  private static int length(String algorithm) {
    return switch (algorithm) {
      case "MD5" -> 32;
      case "SHA-1" -> 40;
      case "SHA-256" -> 64;
      case "SHA-384" -> 96;
      default -> 128;
    };
  }

  private static boolean hexadecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
