package dev.drydock.pipeline;

import java.util.Locale;
import java.util.Optional;

/// The archive that a pipeline gets Drydock from.
///
/// @param archive a URL without user and password, or a path
/// @param sha256 of its bytes, in lower case
public record Distribution(String archive, String sha256) {
  private static final int DIGITS = 64;

  public Distribution {
    sha256 = sha256.toLowerCase(Locale.ROOT);
    objection(archive, sha256)
        .ifPresent(
            words -> {
              throw new IllegalArgumentException(words);
            });
  }

  /// Why this cannot be written into a script, in words for the user; empty where it can.
  public static Optional<String> objection(String archive, String sha256) {
    if (sha256.length() != DIGITS
        || !sha256.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80)) {
      return Optional.of("a SHA-256 has 64 hexadecimal digits; `sha256sum FILE` tells it");
    }
    if (archive.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      return Optional.of("the place of the archive has control characters in it");
    }
    if (isUrl(archive) && authority(archive).contains("@")) {
      return Optional.of(
          "the address has a user or password in it, which would stand in the repository; set"
              + " DRYDOCK_ARCHIVE as a secret of the CI system instead");
    }
    return Optional.empty();
  }

  /// Whether it is to be fetched.
  public static boolean isUrl(String archive) {
    return archive.startsWith("https://") || archive.startsWith("http://");
  }

  private static String authority(String url) {
    int start = url.indexOf("://") + 3;
    int end = url.indexOf('/', start);
    return end < 0 ? url.substring(start) : url.substring(start, end);
  }
}
