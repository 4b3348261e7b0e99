package dev.drydock.server.operate.backup;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digests that backups are checked with.
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
