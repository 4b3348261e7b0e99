package dev.drydock.attest.identity;

import dev.drydock.attest.strict.StrictJson;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// What an identity provider says of somebody, for some minutes (OpenID Connect Core, "ID Token").
/// Whoever has it is that somebody, and so it is shown to Fulcio and to nobody else. Its own
/// signature is Fulcio's business.
public final class IdentityToken {
  private static final int MOST = 32 << 10;

  private final String token;
  private final Identity identity;

  private IdentityToken(String token, Identity identity) {
    this.token = token;
    this.identity = identity;
  }

  /// @param text a JSON web token (RFC 7519)
  /// @param what names it in errors
  /// @throws IdentityException where it is none, or not one of now
  public static IdentityToken read(String text, Instant now, Limits limits, String what)
      throws IdentityException {
    String token = text.strip();
    Json claims = claims(token, limits, what);
    String issuer = claims.text("iss");
    String email = claims.text("email");
    String subject = email == null || email.isEmpty() ? claims.text("sub") : email;
    if (issuer == null || subject == null) {
      throw new IdentityException(
          what + " says neither who it is for nor who made it; ask the provider for an ID token");
    }
    if (email != null
        && claims.get("email_verified").orElse(null) instanceof Json.Bool(boolean is)
        && !is) {
      throw new IdentityException(
          what + " is for an e-mail address that its owner has not confirmed; confirm it there");
    }
    long end = claims.integer("exp").orElse(Long.MAX_VALUE);
    if (end <= now.getEpochSecond()) {
      throw new IdentityException(
          what + " is over; such tokens last for some minutes: get a new one right before signing");
    }
    return new IdentityToken(token, new Identity(subject, issuer));
  }

  private static Json claims(String token, Limits limits, String what) throws IdentityException {
    String[] parts = token.split("\\.", -1);
    try {
      if (parts.length == 3 && token.length() <= MOST) {
        return StrictJson.read(Base64.getUrlDecoder().decode(parts[1]), limits, "a token");
      }
    } catch (IOException | IllegalArgumentException _) {
      // told below, without a word of it
    }
    throw new IdentityException(
        what + " holds no ID token, which is three texts with dots between them");
  }

  /// The token itself.
  public String secret() {
    return token;
  }

  /// Whom it names. Nobody has verified that.
  public Identity identity() {
    return identity;
  }

  /// What whoever presents it has to sign (Fulcio, "proof of possession").
  public byte[] challenge() {
    return identity.subject().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "a token of " + identity.words();
  }
}
