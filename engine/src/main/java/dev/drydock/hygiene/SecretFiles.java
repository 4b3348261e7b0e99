package dev.drydock.hygiene;

import dev.drydock.limits.Limits;
import dev.drydock.secret.SecretKind;
import dev.drydock.secret.SecretText;
import dev.drydock.secret.SecretTokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which secrets a file holds.
///
/// What is no token counts where the file or the name before it says that it is a secret; the
/// password that is a token is told once, as the token.
final class SecretFiles {
  /// Settings of which a password tells, line by line.
  private static final Set<String> SETTINGS =
      Set.of(
          "properties",
          "yaml",
          "yml",
          "toml",
          "ini",
          "conf",
          "cfg",
          "cnf",
          "json",
          "tfvars",
          "tfstate");

  private static final Set<String> XML = Set.of("xml", "config");

  private SecretFiles() {}

  /// The kinds of secrets in a file, each once; none where it is no text.
  static List<SecretKind> in(String path, byte[] content, Limits limits) {
    String text = new String(content, StandardCharsets.UTF_8);
    return text.indexOf('\0') >= 0 ? List.of() : in(path, text, limits);
  }

  private static List<SecretKind> in(String path, String text, Limits limits) {
    Set<SecretKind> found = new LinkedHashSet<>(SecretTokens.in(text));
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (SecretPaths.written(name)) {
      // programs have those that everybody may see, for browsers and by others' servers
      found.remove(SecretKind.GOOGLE);
      found.remove(SecretKind.WEB_TOKEN);
    } else if (found.contains(SecretKind.GOOGLE)
        && !SecretTokens.in(Assignments.withoutShown(text)).contains(SecretKind.GOOGLE)) {
      found.remove(SecretKind.GOOGLE);
    }
    ofFile(path, name, text, limits, found);
    boolean login =
        SecretPaths.history(name) || !SecretPaths.written(name) && !name.equals(".git-credentials");
    if (login && SecretText.holdsLogin(text)) {
      found.add(SecretKind.PASSWORD);
    }
    if (name.endsWith(".json")
        && text.contains("service_account")
        && Assignments.quoted(text, "private_key")) {
      found.remove(SecretKind.PRIVATE_KEY);
      found.add(SecretKind.CLOUD_KEY);
    }
    return new ArrayList<>(found);
  }

  private static void ofFile(
      String path, String name, String text, Limits limits, Set<SecretKind> found) {
    switch (name) {
      case ".npmrc", ".yarnrc", ".yarnrc.yml" -> {
        if (Assignments.assigned(text, "_authToken", "_auth", "_password", "npmAuthToken")) {
          found.add(SecretKind.NPM);
        }
      }
      case ".pypirc", ".my.cnf", ".credentials" ->
          password(Assignments.assigned(text, "password"), found);
      case ".netrc", "_netrc" -> password(Assignments.word(text, "password"), found);
      case ".git-credentials" -> password(SecretText.holdsLogin(text), found);
      case ".pgpass" -> password(Assignments.lastOfFive(text), found);
      case "settings.xml" ->
          password(
              Assignments.element(text, "password") || Assignments.element(text, "passphrase"),
              found);
      case "wp-config.php" -> password(Assignments.defined(text, "DB_PASSWORD"), found);
      case "credentials" -> {
        if (path.contains(".aws/") && Assignments.assigned(text, "aws_secret_access_key")) {
          found.add(SecretKind.CLOUD_KEY);
        } else if (path.contains("cargo/") && Assignments.assigned(text, "token")
            || path.contains(".gem/") && Assignments.assigned(text, "rubygems_api_key")) {
          found.add(SecretKind.PACKAGE_REGISTRY);
        }
      }
      case "credentials.toml" -> {
        if (path.contains("cargo/") && Assignments.assigned(text, "token")) {
          found.add(SecretKind.PACKAGE_REGISTRY);
        }
      }
      case ".terraformrc" -> {
        if (Assignments.assigned(text, "token")) {
          found.add(SecretKind.TERRAFORM);
        }
      }
      case ".vault-token" -> {
        if (oldVault(text.strip())) {
          found.add(SecretKind.VAULT);
        }
      }
      case ".dockercfg", ".dockerconfigjson", "config.json", "auth.json" -> {
        if (path.contains(".docker") || path.contains("containers/") || name.startsWith(".")) {
          if (RegistryLogins.in(text)) {
            found.add(SecretKind.REGISTRY_LOGIN);
          }
        } else if (name.equals("auth.json") && PackageLogins.ofComposer(text)) {
          found.add(SecretKind.PACKAGE_REGISTRY);
        } else {
          settings(path, name, text, limits, found);
        }
      }
      case "application_default_credentials.json" -> {
        if (Assignments.quoted(text, "refresh_token")) {
          found.add(SecretKind.CLOUD_KEY);
        }
      }
      default -> {
        if (!SecretPaths.texts(path, name)) {
          settings(path, name, text, limits, found);
        }
      }
    }
  }

  private static void settings(
      String path, String name, String text, Limits limits, Set<SecretKind> found) {
    boolean cluster =
        path.contains(".kube/") || text.contains("kind: Config") && text.contains("users:");
    if (cluster && Assignments.assigned(text, "client-key-data", "token")) {
      found.add(SecretKind.CLUSTER_LOGIN);
    } else if (name.equals(".env") || name.startsWith(".env.") || name.endsWith(".env")) {
      password(Assignments.variable(text), found);
    } else if (SecretPaths.history(name) || name.startsWith(".") && name.endsWith("rc")) {
      password(SecretText.holdsNamedSecret(text), found);
    } else if (SETTINGS.contains(SecretPaths.ending(name))) {
      password(Assignments.setting(text) || Assignments.connection(text), found);
      if (RegistryLogins.encoded(text)) {
        found.add(SecretKind.REGISTRY_LOGIN);
      }
    } else if (SecretPaths.script(path, name)) {
      password(Assignments.exported(text), found);
    } else if (path.endsWith("bundle/config")) {
      password(PackageLogins.ofBundler(text), found);
    } else if (name.endsWith(".key") && keyOfRails(path, text.strip())) {
      found.add(SecretKind.MASTER_KEY);
    } else if (XML.contains(SecretPaths.ending(name))) {
      password(XmlSettings.holdPassword(text, limits) || Assignments.connection(text), found);
    }
  }

  /// A token of Vault before 1.10: too little to know it by in other files.
  private static boolean oldVault(String token) {
    return token.length() == 26
        && token.startsWith("s.")
        && token.chars().skip(2).allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
  }

  /// With which Rails opens the settings that it keeps encrypted.
  private static boolean keyOfRails(String path, String key) {
    return (path.endsWith("config/master.key") || path.contains("config/credentials/"))
        && key.length() == 32
        && key.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
  }

  private static void password(boolean there, Set<SecretKind> found) {
    if (there) {
      found.add(SecretKind.PASSWORD);
    }
  }
}
