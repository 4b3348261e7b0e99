package dev.drydock.image.archive;

import dev.drydock.image.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Digests of documents.
final class Digests {
  private Digests() {}

  static Digest sha256(byte[] bytes) {
    return of("sha256", bytes);
  }

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
