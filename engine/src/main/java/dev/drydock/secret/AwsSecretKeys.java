package dev.drydock.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The secret halves of AWS' access keys, which have no shape of their own: forty characters of
/// Base64 behind a name that AWS has given them.
final class AwsSecretKeys {
  private static final List<String> NAMES =
      List.of("secret_access_key", "aws_secret_key", "secretaccesskey");
  private static final int LENGTH = 40;

  /// `" = "` and the like.
  private static final int MOST_BETWEEN = 6;

  private AwsSecretKeys() {}

  static List<SecretTokens.Token> in(String text) {
    List<SecretTokens.Token> found = new ArrayList<>(0);
    if (!text.contains("ecret") && !text.contains("ECRET")) {
      return found;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() != text.length()) {
      return found; // letters of other alphabets: no place of one is that of the other
    }
    for (String name : NAMES) {
      for (int at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
        int from = at + name.length();
        int latest = Math.min(text.length(), from + MOST_BETWEEN);
        while (from < latest && " \"'=:\t".indexOf(text.charAt(from)) >= 0) {
          from++;
        }
        int to = from;
        while (to < text.length() && TokenShape.Alphabet.BASE64.has(text.charAt(to))) {
          to++;
        }
        if (to - from == LENGTH && !Placeholders.like(text.substring(from, to))) {
          found.add(new SecretTokens.Token(SecretKind.CLOUD_KEY, from, to));
        }
      }
    }
    return found;
  }
}
