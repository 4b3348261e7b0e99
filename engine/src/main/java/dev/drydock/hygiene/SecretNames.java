package dev.drydock.hygiene;

import java.util.List;
import java.util.Locale;

/// Names of variables whose value is a secret.
final class SecretNames {
  private static final List<String> ENDINGS =
      List.of(
          "PASSWORD",
          "PASSWD",
          "_PASS",
          "_TOKEN",
          "API_KEY",
          "APIKEY",
          "SECRET",
          "SECRET_KEY",
          "ACCESS_KEY",
          "PRIVATE_KEY",
          "CREDENTIALS",
          "AUTH_TOKEN");

  private SecretNames() {}

  /// Whether a variable of this name with this value tells a secret: not where the value only says
  /// where the secret is to be found.
  static boolean secret(String name, String value) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    if (upper.startsWith("EXPORT ")) {
      upper = upper.substring("EXPORT ".length()).strip();
    }
    String bare = SecretFiles.unquoted(value);
    return named(upper)
        && !Placeholders.like(bare)
        && bare.indexOf(' ') < 0
        && !bare.startsWith("http");
  }

  /// Whether a name says that a secret is meant.
  static boolean named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      if (upper.endsWith(ending) || upper.equals(ending.replace("_", ""))) {
        return true;
      }
    }
    return false;
  }
}
