package dev.drydock.server.identity;

import dev.drydock.server.access.ApiTokens;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/// Makes secrets of 256 random bits.
@Component
class Secrets {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /// As cookies and addresses can hold it.
  String make() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Of an API token: only letters and digits, so that a double click marks all of it.
  String token() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return ApiTokens.PREFIX + HexFormat.of().formatHex(bytes);
  }

  static byte[] digest(String secret) {
    return ApiTokens.digest(secret);
  }

  /// Without telling by the time it takes how much of it was right.
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(digest(one), digest(other));
  }
}
