package dev.drydock.hygiene;

import dev.drydock.image.LayerEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which files may hold secrets, and which they hold.
///
/// Looked into are files whose name says that people or tools keep settings in them, and that no
/// package has brought: what libraries ship as test data is no secret.
final class SecretFiles {
  /// Settings are small.
  static final int LARGEST = 64 << 10;

  private static final Set<String> NAMES =
      Set.of(
          ".npmrc",
          ".yarnrc",
          ".yarnrc.yml",
          ".netrc",
          "_netrc",
          ".pypirc",
          ".pgpass",
          ".my.cnf",
          ".git-credentials",
          ".dockercfg",
          ".dockerconfigjson",
          "credentials",
          "id_rsa",
          "id_dsa",
          "id_ecdsa",
          "id_ed25519",
          "config",
          "config.json",
          "settings.xml",
          ".htpasswd",
          ".env");
  private static final Set<String> ENDINGS =
      Set.of(
          "pem",
          "key",
          "env",
          "json",
          "yaml",
          "yml",
          "properties",
          "ini",
          "conf",
          "cfg",
          "toml",
          "sh",
          "tfvars",
          "tfstate",
          "ppk",
          "config");
  private static final List<String> PACKAGED =
      List.of(
          "usr/share/",
          "usr/lib/",
          "usr/lib64/",
          "usr/include/",
          "usr/src/",
          "usr/local/lib/",
          "usr/local/go/",
          "usr/local/share/",
          "lib/",
          "lib64/",
          "var/lib/dpkg/",
          "var/lib/apt/",
          "etc/ssl/certs/",
          "proc/",
          "sys/",
          "nix/");
  private static final List<String> WITHIN =
      List.of(
          "/node_modules/",
          "/site-packages/",
          "/dist-packages/",
          "/vendor/",
          "/testdata/",
          "/test/",
          "/tests/",
          "/examples/",
          "/.git/objects/",
          "/gems/");

  private SecretFiles() {}

  /// Whether the file is worth reading.
  static boolean suspicious(LayerEntry file) {
    if (file.size() > LARGEST) {
      return false;
    }
    String path = file.path();
    for (String folder : PACKAGED) {
      if (path.startsWith(folder)) {
        return false;
      }
    }
    String name = file.name();
    int dot = name.lastIndexOf('.');
    boolean named =
        NAMES.contains(name)
            || name.startsWith(".env.")
            || dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    if (!named) {
      return false;
    }
    for (String folder : WITHIN) {
      if (path.contains(folder) || path.startsWith(folder.substring(1))) {
        return false;
      }
    }
    return true;
  }

  /// The kinds of secrets in a file, each once.
  static List<SecretKind> in(String path, String text) {
    Set<SecretKind> found = new LinkedHashSet<>(SecretTokens.in(text));
    String name = path.substring(path.lastIndexOf('/') + 1);
    switch (name) {
      case ".npmrc", ".yarnrc", ".yarnrc.yml" -> {
        if (assigned(text, "_authToken", "_auth", "_password", "npmAuthToken")) {
          found.add(new SecretKind("npm-token", "a token of npm"));
        }
      }
      case ".pypirc", ".my.cnf" -> password(text, found, "password");
      case ".netrc", "_netrc" -> {
        if (word(text, "password")) {
          found.add(SecretKind.PASSWORD);
        }
      }
      case ".git-credentials" -> {
        if (loginInAddress(text)) {
          found.add(SecretKind.PASSWORD);
        }
      }
      case "credentials" -> {
        if (path.contains(".aws/") && assigned(text, "aws_secret_access_key")) {
          found.add(SecretKind.CLOUD_KEY);
        }
      }
      case ".dockercfg", ".dockerconfigjson", "config.json" -> {
        if ((path.contains(".docker") || !name.equals("config.json")) && quoted(text, "auth")) {
          found.add(SecretKind.REGISTRY_LOGIN);
        }
      }
      case "config" -> {
        if (path.contains(".kube/") && assigned(text, "client-key-data", "token")) {
          found.add(SecretKind.CLUSTER_LOGIN);
        }
      }
      default -> {
        if (name.equals(".env") || name.startsWith(".env.") || name.endsWith(".env")) {
          variables(text, found);
        }
      }
    }
    if (name.endsWith(".json") && quoted(text, "private_key") && text.contains("service_account")) {
      found.remove(SecretKind.PRIVATE_KEY);
      found.add(SecretKind.CLOUD_KEY);
    }
    return new ArrayList<>(found);
  }

  private static void password(String text, Set<SecretKind> found, String name) {
    if (assigned(text, name)) {
      found.add(SecretKind.PASSWORD);
    }
  }

  /// Lines `NAME=value` whose name says that the value is secret.
  private static void variables(String text, Set<SecretKind> found) {
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && SecretNames.secret(line.substring(0, equals), line.substring(equals + 1))) {
        found.add(SecretKind.PASSWORD);
      }
    }
  }

  /// Whether a line gives one of `names` a value: `name = value`, `name: value`, also at the end of
  /// a longer name as npm has it.
  private static boolean assigned(String text, String... names) {
    for (String line : text.lines().toList()) {
      for (String name : names) {
        int at = line.indexOf(name);
        int from = at + name.length();
        if (at >= 0 && from < line.length()) {
          String rest = line.substring(from).strip();
          if ((rest.startsWith("=") || rest.startsWith(":"))
              && !Placeholders.like(unquoted(rest.substring(1)))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Whether `"name": "value"` stands in a JSON text.
  private static boolean quoted(String text, String name) {
    int at = text.indexOf("\"" + name + "\"");
    while (at >= 0) {
      int colon = text.indexOf(':', at);
      int open = colon < 0 ? -1 : text.indexOf('"', colon);
      int close = open < 0 ? -1 : text.indexOf('"', open + 1);
      if (close > 0
          && text.substring(colon + 1, open).isBlank()
          && !Placeholders.like(text.substring(open + 1, close).replace("-----BEGIN ", ""))) {
        return true;
      }
      at = text.indexOf("\"" + name + "\"", at + 1);
    }
    return false;
  }

  /// Whether the word after `name` is a value.
  private static boolean word(String text, String name) {
    String[] words = text.split("\\s+");
    for (int i = 0; i + 1 < words.length; i++) {
      if (words[i].equals(name) && !Placeholders.like(words[i + 1])) {
        return true;
      }
    }
    return false;
  }

  /// `https://user:password@host`
  private static boolean loginInAddress(String text) {
    for (String line : text.lines().toList()) {
      int scheme = line.indexOf("://");
      int at = line.lastIndexOf('@');
      int colon = scheme < 0 ? -1 : line.indexOf(':', scheme + 3);
      if (colon > 0 && colon < at && !Placeholders.like(line.substring(colon + 1, at))) {
        return true;
      }
    }
    return false;
  }

  static String unquoted(String value) {
    String bare = value.strip();
    boolean quoted =
        bare.length() > 1
            && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
            && bare.charAt(bare.length() - 1) == bare.charAt(0);
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }
}
