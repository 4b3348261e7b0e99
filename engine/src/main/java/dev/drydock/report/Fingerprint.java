package dev.drydock.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/// A name for something that a report tells of which depends on nothing but what it is: services
/// know by it that they were told before.
public final class Fingerprint {
  private Fingerprint() {}

  /// 32 hexadecimal digits.
  public static String hex(String... parts) {
    return HexFormat.of().formatHex(digest(parts), 0, 16);
  }

  /// A UUID of the form that RFC 9562 keeps for own schemes (version 8).
  public static UUID uuid(String... parts) {
    byte[] digest = digest(parts);
    long high = 0;
    long low = 0;
    for (int i = 0; i < 8; i++) {
      high = high << 8 | digest[i] & 0xff;
      low = low << 8 | digest[i + 8] & 0xff;
    }
    return new UUID(high & ~0xf000L | 0x8000L, low & 0x3fffffffffffffffL | 0x8000000000000000L);
  }

  private static byte[] digest(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
