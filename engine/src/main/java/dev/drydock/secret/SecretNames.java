package dev.drydock.secret;

import java.util.List;
import java.util.Locale;

/// Names of variables, settings and options whose value is a secret.
public final class SecretNames {
  private static final List<String> ENDINGS =
      List.of(
          "PASSWORD",
          "PASSWD",
          "_PASS",
          "_TOKEN",
          "AUTHTOKEN",
          "API_KEY",
          "APIKEY",
          "SECRET",
          "SECRET_KEY",
          "ACCESS_KEY",
          "PRIVATE_KEY",
          "CREDENTIALS");

  private SecretNames() {}

  /// Whether a variable of this name with this value tells a secret: not where the value only says
  /// where the secret is to be found.
  public static boolean secret(String name, String value) {
    String bare = unquoted(value);
    return named(name)
        && !Placeholders.like(bare)
        && bare.indexOf(' ') < 0
        && !bare.startsWith("http");
  }

  /// Whether a name says that a secret is meant.
  public static boolean named(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    for (String ending : ENDINGS) {
      if (upper.endsWith(ending) || upper.equals(ending.replace("_", ""))) {
        return true;
      }
    }
    return false;
  }

  /// A value without the quotes around it.
  public static String unquoted(String value) {
    String bare = value.strip();
    boolean quoted =
        bare.length() > 1
            && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
            && bare.charAt(bare.length() - 1) == bare.charAt(0);
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }
}
