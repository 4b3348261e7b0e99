package dev.drydock.attest.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 as bytes.
final class Sha256 {
  private Sha256() {}

  static byte[] of(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
