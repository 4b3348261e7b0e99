package dev.drydock.hygiene;

import dev.drydock.secret.Placeholders;
import dev.drydock.secret.SecretKind;
import dev.drydock.secret.SecretNames;
import dev.drydock.secret.SecretText;
import dev.drydock.secret.SecretTokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which secrets a file holds.
///
/// What is no token counts where the file or the name before it says that it is a secret; the
/// password that is a token is told once, as the token.
final class SecretFiles {
  /// Settings of which a password tells, line by line.
  private static final Set<String> SETTINGS =
      Set.of(
          "properties", "yaml", "yml", "toml", "ini", "conf", "cfg", "json", "tfvars", "tfstate");

  private SecretFiles() {}

  /// The kinds of secrets in a file, each once.
  static List<SecretKind> in(String path, String text) {
    Set<SecretKind> found = new LinkedHashSet<>(SecretTokens.in(text));
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (SecretPaths.written(name)) {
      // programs have those that everybody may see, for browsers and by others' servers
      found.remove(SecretKind.GOOGLE);
      found.remove(SecretKind.WEB_TOKEN);
    }
    ofFile(path, name, text, found);
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

  private static void ofFile(String path, String name, String text, Set<SecretKind> found) {
    switch (name) {
      case ".npmrc", ".yarnrc", ".yarnrc.yml" -> {
        if (Assignments.assigned(text, "_authToken", "_auth", "_password", "npmAuthToken")) {
          found.add(SecretKind.NPM);
        }
      }
      case ".pypirc", ".my.cnf" -> password(Assignments.assigned(text, "password"), found);
      case ".netrc", "_netrc" -> password(Assignments.word(text, "password"), found);
      case ".git-credentials" -> password(SecretText.holdsLogin(text), found);
      case ".pgpass" -> password(Assignments.lastOfFive(text), found);
      case "settings.xml" -> password(Assignments.element(text, "password"), found);
      case "wp-config.php" -> password(Assignments.defined(text, "DB_PASSWORD"), found);
      case "credentials" -> {
        if (path.contains(".aws/") && Assignments.assigned(text, "aws_secret_access_key")) {
          found.add(SecretKind.CLOUD_KEY);
        }
      }
      case "credentials.toml" -> {
        if (path.contains(".cargo/") && Assignments.assigned(text, "token")) {
          found.add(SecretKind.PACKAGE_REGISTRY);
        }
      }
      case ".dockercfg", ".dockerconfigjson", "config.json", "auth.json" -> {
        boolean ofEngine = path.contains(".docker") || path.contains("containers/");
        if ((ofEngine || name.startsWith(".")) && Assignments.quoted(text, "auth")) {
          found.add(SecretKind.REGISTRY_LOGIN);
        }
      }
      case "application_default_credentials.json" -> {
        if (Assignments.quoted(text, "refresh_token")) {
          found.add(SecretKind.CLOUD_KEY);
        }
      }
      default -> settings(path, name, text, found);
    }
  }

  private static void settings(String path, String name, String text, Set<SecretKind> found) {
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
    }
  }

  private static void password(boolean there, Set<SecretKind> found) {
    if (there) {
      found.add(SecretKind.PASSWORD);
    }
  }

  /// Where values are given to names, in the ways of several files.
  private static final class Assignments {
    /// What somebody made up to keep others out has both letters and digits, and is not short.
    private static final int SHORTEST = 8;

    private Assignments() {}

    private static boolean real(String value) {
      return !Placeholders.like(value) && SecretTokens.in(value).isEmpty();
    }

    /// Lines `NAME=value` whose name says that the value is secret.
    static boolean variable(String text) {
      for (String line : text.lines().toList()) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          String name = line.substring(0, equals);
          String value = line.substring(equals + 1);
          if (SecretNames.secret(name, value) && real(SecretNames.unquoted(value))) {
            return true;
          }
        }
      }
      return false;
    }

    /// Lines `name = value`, `name: value`, `"name": "value",` whose name says that the value is
    /// secret, and whose value looks it: settings say with such names where secrets are, too.
    static boolean setting(String text) {
      for (String line : text.lines().toList()) {
        int at = 0;
        while (at < line.length() && line.charAt(at) != '=' && line.charAt(at) != ':') {
          at++;
        }
        if (at > 0 && at < line.length()) {
          String name = SecretNames.unquoted(line.substring(0, at));
          String value = line.substring(at + 1).strip();
          value = value.endsWith(",") ? value.substring(0, value.length() - 1) : value;
          String bare = SecretNames.unquoted(value);
          if (!name.startsWith("#")
              && madeUp(bare)
              && SecretNames.secret(name, value)
              && real(bare)) {
            return true;
          }
        }
      }
      return false;
    }

    private static boolean madeUp(String value) {
      return value.length() >= SHORTEST
          && value.chars().anyMatch(c -> c >= '0' && c <= '9')
          && value.chars().anyMatch(Character::isLetter)
          && value.chars().noneMatch(c -> c == '/' || c == '(' || c == '{' || c == '[');
    }

    /// Whether a line gives one of `names` a value: `name = value`, `name: value`, also at the end
    /// of a longer name as npm has it.
    static boolean assigned(String text, String... names) {
      for (String line : text.lines().toList()) {
        for (String name : names) {
          int at = line.indexOf(name);
          int from = at + name.length();
          if (at >= 0 && from < line.length()) {
            String rest = line.substring(from).strip();
            if ((rest.startsWith("=") || rest.startsWith(":"))
                && real(SecretNames.unquoted(rest.substring(1)))) {
              return true;
            }
          }
        }
      }
      return false;
    }

    /// Whether `"name": "value"` stands in a JSON text.
    static boolean quoted(String text, String name) {
      String quoted = "\"" + name + "\"";
      for (int at = text.indexOf(quoted); at >= 0; at = text.indexOf(quoted, at + 1)) {
        int colon = text.indexOf(':', at);
        int open = colon < 0 ? -1 : text.indexOf('"', colon);
        int close = open < 0 ? -1 : text.indexOf('"', open + 1);
        if (close < 0) {
          return false;
        }
        if (text.substring(colon + 1, open).isBlank()
            && !Placeholders.like(text.substring(open + 1, close).replace("-----BEGIN ", ""))) {
          return true;
        }
      }
      return false;
    }

    /// Whether the word after `name` is a value.
    static boolean word(String text, String name) {
      String[] words = text.split("\\s+");
      for (int i = 0; i + 1 < words.length; i++) {
        if (words[i].equals(name) && real(words[i + 1])) {
          return true;
        }
      }
      return false;
    }

    /// `host:port:database:user:password`
    static boolean lastOfFive(String text) {
      for (String line : text.lines().toList()) {
        String[] parts = line.split(":", 5);
        if (parts.length == 5 && !line.startsWith("#") && real(parts[4])) {
          return true;
        }
      }
      return false;
    }

    /// `<name>value</name>` outside of comments; values in braces are encrypted by Maven.
    static boolean element(String document, String name) {
      String text = withoutComments(document);
      String tag = "<" + name + ">";
      for (int at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at + 1)) {
        int from = at + tag.length();
        int to = text.indexOf('<', from);
        if (to < 0) {
          return false;
        }
        if (real(text.substring(from, to).strip())) {
          return true;
        }
      }
      return false;
    }

    private static String withoutComments(String document) {
      StringBuilder text = new StringBuilder(document.length());
      int from = 0;
      int comment = document.indexOf("<!--");
      while (comment >= 0) {
        text.append(document, from, comment);
        int end = document.indexOf("-->", comment + 4);
        from = end < 0 ? document.length() : end + 3;
        comment = document.indexOf("<!--", from);
      }
      return text.append(document, from, document.length()).toString();
    }

    /// `Server=db;Password=value;` of ADO and its kin.
    static boolean connection(String text) {
      if (text.indexOf(';') < 0) {
        return false;
      }
      String lower = text.toLowerCase(Locale.ROOT);
      for (String name : List.of(";password=", ";pwd=")) {
        int at = lower.length() == text.length() ? lower.indexOf(name) : -1;
        while (at >= 0) {
          int from = at + name.length();
          int to = from;
          while (to < text.length() && ";\"'<\n".indexOf(text.charAt(to)) < 0) {
            to++;
          }
          if (madeUp(text.substring(from, to)) && real(text.substring(from, to))) {
            return true;
          }
          at = lower.indexOf(name, to);
        }
      }
      return false;
    }

    /// `define('NAME', 'value')` of PHP.
    static boolean defined(String text, String name) {
      int at = text.indexOf(name);
      int comma = at < 0 ? -1 : text.indexOf(',', at);
      int close = comma < 0 ? -1 : text.indexOf(')', comma);
      return close > 0 && real(SecretNames.unquoted(text.substring(comma + 1, close)));
    }
  }
}
