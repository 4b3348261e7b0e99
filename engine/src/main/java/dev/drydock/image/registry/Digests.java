package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Digests of bytes in memory.
final class Digests {
  private Digests() {}

  static Digest of(String algorithm, byte[] bytes) {
    try {
      MessageDigest digest =
          MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256");
      return new Digest(algorithm, HexFormat.of().formatHex(digest.digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has both
    }
  }
}
