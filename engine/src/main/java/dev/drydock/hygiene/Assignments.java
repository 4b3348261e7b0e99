package dev.drydock.hygiene;

import dev.drydock.secret.Placeholders;
import dev.drydock.secret.SecretNames;
import dev.drydock.secret.SecretTokens;
import java.util.List;

/// Where values are given to names, in the ways of several files.
final class Assignments {
  /// What somebody made up to keep others out has both letters and digits, and is not short.
  private static final int SHORTEST = 8;

  private static final List<String> CONNECTION = List.of(";password=", ";pwd=");

  private Assignments() {}

  static boolean real(String value) {
    return real("", value);
  }

  /// Whether this is a secret that is told here: tokens are told by their form, some of them by the
  /// name before it.
  private static boolean real(String name, String value) {
    return !Placeholders.like(value) && SecretTokens.in(name + "=" + value).isEmpty();
  }

  /// Lines `NAME=value` whose name says that the value is secret.
  static boolean variable(String text) {
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        String name = line.substring(0, equals);
        String value = line.substring(equals + 1);
        if (SecretNames.secret(name, value) && real(name, SecretNames.unquoted(value))) {
          return true;
        }
      }
    }
    return false;
  }

  /// Lines `NAME=value`, also behind `export`, of a shell's script, whose name says that the value
  /// is secret, and whose value looks it and stands there as it is.
  static boolean exported(String text) {
    for (String line : text.lines().toList()) {
      String bare = line.strip();
      if (bare.startsWith("export ")) {
        bare = bare.substring("export ".length()).strip();
      }
      int equals = bare.indexOf('=');
      if (equals > 0 && variableName(bare, equals)) {
        String value = shellWord(bare, equals + 1);
        if (value.indexOf('$') < 0
            && value.indexOf('`') < 0
            && secret(bare.substring(0, equals), value)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean variableName(String text, int to) {
    for (int at = 0; at < to; at++) {
      char c = text.charAt(at);
      if (c != '_' && (c >= 128 || !Character.isLetterOrDigit(c))) {
        return false;
      }
    }
    return true;
  }

  /// To the quote that answers the first one, or to the end of the command.
  private static String shellWord(String text, int from) {
    if (from < text.length() && "\"'".indexOf(text.charAt(from)) >= 0) {
      int close = text.indexOf(text.charAt(from), from + 1);
      return close < 0 ? "" : text.substring(from + 1, close);
    }
    int to = from;
    while (to < text.length() && " \t;&|<>()".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return text.substring(from, to);
  }

  /// The text without the lines that give a value to what is for everybody to see.
  static String withoutShown(String text) {
    StringBuilder rest = new StringBuilder(text.length());
    for (String line : text.lines().toList()) {
      if (!SecretNames.shown(line)) {
        rest.append(line).append('\n');
      }
    }
    return rest.toString();
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
        String value = value(line.substring(at + 1).strip());
        if (!name.startsWith("#") && secret(name, value)) {
          return true;
        }
      }
    }
    return false;
  }

  /// What is quoted, or all but a comma at its end and a comment behind it.
  private static String value(String text) {
    boolean quoted = text.startsWith("\"") || text.startsWith("'");
    int close = quoted ? text.indexOf(text.charAt(0), 1) : -1;
    if (close > 0) {
      return text.substring(0, close + 1);
    }
    int comment = text.indexOf(" #");
    String value = comment < 0 ? text : text.substring(0, comment);
    return value.endsWith(",") ? value.substring(0, value.length() - 1) : value;
  }

  /// Whether the name of a setting says that its value is secret, and the value looks it.
  static boolean secret(String name, String value) {
    String bare = SecretNames.unquoted(value);
    return madeUp(bare)
        && SecretNames.secret(name, value)
        && !References.are(name, bare)
        && real(name, bare);
  }

  private static boolean madeUp(String value) {
    return value.length() >= SHORTEST
        && value.chars().anyMatch(c -> c >= '0' && c <= '9')
        && value.chars().anyMatch(Character::isLetter)
        && value.chars().noneMatch(c -> c == '/' || c == '(' || c == '{' || c == '[')
        && !version(value);
  }

  /// Whether this is a version or a range of them, of a package that is called as secrets are:
  /// `^2.0.0-beta.1`.
  private static boolean version(String value) {
    int at = 0;
    while (at < value.length() && "^~<>=v ".indexOf(value.charAt(at)) >= 0) {
      at++;
    }
    int numbers = 0;
    while (at < value.length() && digit(value.charAt(at))) {
      numbers++;
      while (at < value.length() && digit(value.charAt(at))) {
        at++;
      }
      if (at + 1 < value.length() && value.charAt(at) == '.' && digit(value.charAt(at + 1))) {
        at++;
      }
    }
    if (numbers < 2 || at < value.length() && "-+.".indexOf(value.charAt(at)) < 0) {
      return false;
    }
    return value
        .substring(at)
        .chars()
        .allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || "-+.".indexOf(c) >= 0);
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Whether a line gives one of `names` a value: `name = value`, `name: value`, also at the end of
  /// a longer name as npm has it.
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

  /// An XML document without its comments.
  static String withoutComments(String document) {
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
    for (int at = text.indexOf(';'); at >= 0; at = text.indexOf(';', at + 1)) {
      for (String name : CONNECTION) {
        if (text.regionMatches(true, at, name, 0, name.length())) {
          int from = at + name.length();
          int to = from;
          while (to < text.length() && ";\"'<\n".indexOf(text.charAt(to)) < 0) {
            to++;
          }
          String value = text.substring(from, to);
          if (madeUp(value) && real(value)) {
            return true;
          }
        }
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
