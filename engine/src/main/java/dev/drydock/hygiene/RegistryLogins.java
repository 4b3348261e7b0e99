package dev.drydock.hygiene;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Logins of container registries, as container engines keep them, and as Kubernetes has the same
/// file in a secret.
final class RegistryLogins {
  /// `auth` has a name and a password, the others what a registry gave in their place.
  private static final List<String> NAMES = List.of("auth", "identitytoken", "registrytoken");

  private static final List<String> FILES = List.of(".dockerconfigjson", ".dockercfg");

  private RegistryLogins() {}

  /// Whether a login stands in the file of an engine.
  static boolean in(String text) {
    return NAMES.stream().anyMatch(name -> Assignments.quoted(text, name));
  }

  /// Whether such a file stands in a text as Base64.
  static boolean encoded(String text) {
    for (String file : FILES) {
      for (int at = text.indexOf(file); at >= 0; at = text.indexOf(file, at + 1)) {
        int from = at + file.length();
        while (from < text.length() && "\"': \n".indexOf(text.charAt(from)) >= 0) {
          from++;
        }
        int to = from;
        while (to < text.length() && base64(text.charAt(to))) {
          to++;
        }
        if (text.startsWith("eyJ", from) && in(decoded(text.substring(from, to)))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean base64(char c) {
    return c < 128 && Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=';
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return ""; // it only begins like one
    }
  }
}
