package dev.drydock.hygiene;

import dev.drydock.secret.SecretNames;
import java.util.List;

/// Logins of package registries, as the tools keep them that fetch packages from there.
final class PackageLogins {
  /// Objects of Composer's `auth.json` that have a token for each host.
  private static final List<String> OF_HOSTS = List.of("bearer", "gitlab-token", "github-oauth");

  /// Settings of Bundler that are of no host.
  private static final List<String> OF_BUILDS =
      List.of("BUNDLE_BUILD__", "BUNDLE_LOCAL__", "BUNDLE_MIRROR__");

  private PackageLogins() {}

  /// Composer's `auth.json`.
  static boolean ofComposer(String text) {
    return text.contains("\"http-basic\"") && Assignments.quoted(text, "password")
        || Assignments.quoted(text, "consumer-secret")
        || OF_HOSTS.stream().anyMatch(name -> within(text, "\"" + name + "\""));
  }

  /// Whether the object behind `name` has a string that may be a secret.
  private static boolean within(String text, String name) {
    int at = text.indexOf(name);
    int open = at < 0 ? -1 : text.indexOf('{', at);
    int close = open < 0 ? -1 : text.indexOf('}', open);
    if (close < 0 || !text.substring(at + name.length(), open).strip().equals(":")) {
      return false;
    }
    String[] parts = text.substring(open, close).split("\"", -1);
    for (int i = 1; i + 1 < parts.length; i += 2) {
      // what is quoted, between what is not
      if (parts[i - 1].strip().equals(":") && Assignments.real(parts[i])) {
        return true;
      }
    }
    return false;
  }

  /// Bundler's `config`: `BUNDLE_GEMS__CORP: "name:password"`, where two underscores stand for a
  /// dot of the host.
  static boolean ofBundler(String text) {
    for (String line : text.lines().toList()) {
      int end = line.indexOf(": ");
      if (line.startsWith("BUNDLE_")
          && line.lastIndexOf("__", end) > 0
          && OF_BUILDS.stream().noneMatch(line::startsWith)) {
        String value = SecretNames.unquoted(line.substring(end + 1));
        int colon = value.indexOf(':');
        if (colon > 0
            && value.indexOf(' ') < 0
            && !value.startsWith("//", colon + 1)
            && Assignments.real(value.substring(colon + 1))) {
          return true;
        }
      }
    }
    return false;
  }
}
