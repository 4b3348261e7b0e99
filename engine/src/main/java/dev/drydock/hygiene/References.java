package dev.drydock.hygiene;

import java.util.List;
import java.util.Locale;

/// Settings that are called as secrets are, and say where the secret is: the name of an object of
/// Kubernetes, of a vault, the next page of a list.
final class References {
  private static final List<String> ENDINGS =
      List.of(
          "EXISTINGSECRET",
          "PULLSECRET",
          "PULLSECRETS",
          "TLSSECRET",
          "SECRETNAME",
          "SECRETREF",
          "PAGETOKEN");

  /// Where tools that read such settings look for the secret.
  private static final List<String> PLACES = List.of("env:", "file:", "vault:", "ssm:");

  /// People make up passwords of words, and nobody calls a secret's name a password.
  private static final List<String> PASSWORDS = List.of("PASSWORD", "PASSWD", "PASS");

  /// `oauth2-proxy-2024`; random keys have longer ones among their letters.
  private static final int MOST_DIGITS_OF_WORD = 2;

  private static final int MOST_DIGITS = 4;

  private References() {}

  /// Whether a setting of this name names a secret with this value.
  static boolean are(String name, String value) {
    String bare = name.strip().replace("_", "").replace("-", "").replace(".", "");
    String upper = bare.toUpperCase(Locale.ROOT);
    return PLACES.stream().anyMatch(value::startsWith)
        || ENDINGS.stream().anyMatch(upper::endsWith)
        || PASSWORDS.stream().noneMatch(upper::endsWith) && words(value);
  }

  /// Whether small words are joined by hyphens, some with a short number: `azure-key-vault-2`.
  private static boolean words(String value) {
    int words = 0;
    for (String part : value.split("-", -1)) {
      int letters = 0;
      while (letters < part.length()
          && part.charAt(letters) >= 'a'
          && part.charAt(letters) <= 'z') {
        letters++;
      }
      int digits = part.length() - letters;
      if (part.isEmpty() || digits > (letters == 0 ? MOST_DIGITS : MOST_DIGITS_OF_WORD)) {
        return false;
      }
      if (part.chars().skip(letters).anyMatch(c -> c < '0' || c > '9')) {
        return false;
      }
      words += letters > 1 ? 1 : 0;
    }
    return words > 1;
  }
}
