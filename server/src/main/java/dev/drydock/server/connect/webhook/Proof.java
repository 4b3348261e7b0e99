package dev.drydock.server.connect.webhook;

import dev.drydock.server.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What a request brings to show that it comes from the registry. Compared in a time that tells
/// nothing of the secret.
///
/// @param authorization the header, as it is
/// @param signature the header `X-Hub-Signature-256`
/// @param query the parameter `secret` of the address
/// @param body that is signed
@SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
public record Proof(
    @Nullable String authorization,
    @Nullable String signature,
    @Nullable String query,
    byte[] body) {
  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";

  /// How a kind of registry shows that it knows the secret.
  enum Way {
    /// `Authorization`: the secret by itself, as bearer token, or as password of any user
    HEADER,
    /// `?secret=`, where no header can be set
    QUERY,
    /// an HMAC of the body
    SIGNATURE
  }

  boolean holds(Way way, String secret) {
    return switch (way) {
      case HEADER -> authorization != null && same(secret, presented(authorization));
      case QUERY -> query != null && same(secret, query);
      case SIGNATURE -> signature != null && same("sha256=" + hmac(secret), signature);
    };
  }

  private static String presented(String authorization) {
    if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }
    if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      try {
        String plain =
            new String(
                Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip()),
                StandardCharsets.UTF_8);
        return plain.substring(plain.indexOf(':') + 1);
      } catch (IllegalArgumentException _) {
        return "";
      }
    }
    return authorization;
  }

  private String hmac(String secret) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Digests.hmacSha256(key, body));
  }

  private static boolean same(String expected, String presented) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  /// It holds what is secret.
  @Override
  public String toString() {
    return "Proof[]";
  }
}
