package dev.drydock.server.advisory;

import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// An index of advisories, as the server counts them.
///
/// @param id the higher, the newer
/// @param digest SHA-256 of the file
/// @param begunAt from here on it counts
/// @param rules the number of the rules by which it is matched
/// @param matchedAt when all that it changed had been matched; `null` while that is under way
public record Generation(
    int id,
    Digest digest,
    Instant builtAt,
    long size,
    Instant begunAt,
    int rules,
    @Nullable Instant matchedAt) {

  /// A SHA-256 in hexadecimal.
  public record Digest(String hex) {
    static Digest of(byte[] bytes) {
      return new Digest(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }
}
