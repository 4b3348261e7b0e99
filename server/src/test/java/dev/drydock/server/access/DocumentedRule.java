package dev.drydock.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A row of the matrix in docs/server-access.md: what people are told, written apart from the code.
///
/// @param role `null` where no role is needed
record DocumentedRule(String method, String path, Where where, @Nullable Role role) {
  private static final Pattern ROW =
      Pattern.compile("^\\| (GET|POST|PUT|PATCH|DELETE) \\| `([^`]+)` \\| ([a-z ]+) \\|$");
  private static final Pattern ROLE =
      Pattern.compile(
          "(viewer|developer|maintainer|security|admin) of the (team|organisation|server)");

  /// Where the role has to be held.
  enum Where {
    ANYBODY,
    SIGNED_IN,
    MEMBER,
    TEAM,
    ORGANISATION,
    SERVER
  }

  String endpoint() {
    return method + " " + path;
  }

  /// Whether the path names something that only its teams may know of.
  boolean hidden() {
    return path.contains("{project}") || path.contains("{digest}");
  }

  static List<DocumentedRule> all() throws IOException {
    List<DocumentedRule> rules = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "server-access.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rules.add(of(row.group(1), row.group(2), row.group(3)));
      }
    }
    return rules;
  }

  private static DocumentedRule of(String method, String shown, String who) {
    String path =
        shown.startsWith("/actuator/") || shown.startsWith("/webhooks/")
            ? shown
            : "/api/v1" + shown;
    Matcher role = ROLE.matcher(who);
    if (role.matches()) {
      return new DocumentedRule(
          method,
          path,
          Where.valueOf(role.group(2).toUpperCase(Locale.ROOT)),
          Role.of(role.group(1)));
    }
    return new DocumentedRule(
        method, path, Where.valueOf(who.replace(' ', '_').toUpperCase(Locale.ROOT)), null);
  }
}
