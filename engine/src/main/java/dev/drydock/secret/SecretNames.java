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

  /// How variables begin that builders put into what browsers get.
  private static final List<String> SHOWN =
      List.of("NEXT_PUBLIC_", "NUXT_PUBLIC_", "VITE_", "REACT_APP_", "EXPO_PUBLIC_", "GATSBY_");

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
        return !shown(name);
      }
    }
    return false;
  }

  /// Whether a variable is for everybody to see, whatever else its name says.
  ///
  /// @param name also with what stands before it, such as `export`, a dash or a quote
  public static boolean shown(String name) {
    int from = 0;
    while (from < name.length() && !Character.isLetter(name.charAt(from))) {
      from++;
    }
    if (name.startsWith("export ", from)) {
      from += "export ".length();
    }
    for (String beginning : SHOWN) {
      if (name.regionMatches(true, from, beginning, 0, beginning.length())) {
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
