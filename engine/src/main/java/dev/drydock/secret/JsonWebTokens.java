package dev.drydock.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// JSON Web Tokens (RFC 7519) that never expire, such as those of service accounts of Kubernetes:
/// what expires is worthless before an image is old.
final class JsonWebTokens {
  /// `{"` in Base64.
  private static final String BEGIN = "eyJ";

  private static final int LONGEST = 8192;

  /// Of a hash of 160 bits, which is shorter than any that is in use.
  private static final int SHORTEST_SIGNATURE = 27;

  private JsonWebTokens() {}

  static List<SecretTokens.Token> in(String text) {
    List<SecretTokens.Token> found = new ArrayList<>(0);
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      boolean begins = at == 0 || !TokenShape.Alphabet.DOTS.has(text.charAt(at - 1));
      int payload = begins ? endOfPart(text, at) + 1 : 0;
      int signature = text.startsWith(BEGIN, payload) ? endOfPart(text, payload) + 1 : 0;
      int end = signature > payload ? endOfPart(text, signature) : 0;
      if (payload > at
          && end - signature >= SHORTEST_SIGNATURE
          && text.charAt(payload - 1) == '.'
          && text.charAt(signature - 1) == '.'
          && decoded(text.substring(at, payload - 1)).contains("\"alg\"")
          && lasts(decoded(text.substring(payload, signature - 1)))) {
        found.add(new SecretTokens.Token(SecretKind.WEB_TOKEN, at, end));
        at = end;
      }
      at = text.indexOf(BEGIN, at + BEGIN.length());
    }
    return found;
  }

  private static int endOfPart(String text, int from) {
    int to = from;
    int latest = Math.min(text.length(), from + LONGEST);
    while (to < latest && TokenShape.Alphabet.DASHES.has(text.charAt(to))) {
      to++;
    }
    return to;
  }

  /// The key for everyone of a service such as Supabase, and the example that all texts about it
  /// have, are no secrets.
  private static boolean lasts(String payload) {
    return payload.contains("\"")
        && !payload.contains("\"exp\"")
        && !payload.contains("\"anon\"")
        && !payload.contains("John Doe");
  }

  private static String decoded(String part) {
    try {
      return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // it only begins like one
    }
  }
}
