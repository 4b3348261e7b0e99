package dev.drydock.server;

import dev.drydock.image.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// SHA-256, as bytes for the database.
public final class Digests {
  private Digests() {}

  /// For what comes in pieces.
  public static MessageDigest sha256() {
    return Digest.messageDigest("sha256");
  }

  public static byte[] sha256(byte[] content) {
    return sha256().digest(content);
  }

  /// Of a text in UTF-8.
  public static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
