package dev.drydock.server;

import dev.drydock.image.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// SHA-256, as bytes for the database, and HMAC (RFC 2104) with it.
public final class Digests {
  private static final String HMAC = "HmacSHA256";

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

  /// Of a message that consists of these parts, one after the other.
  public static byte[] hmacSha256(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + HMAC, e);
    }
  }
}
