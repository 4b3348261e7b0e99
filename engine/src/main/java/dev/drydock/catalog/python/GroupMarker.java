package dev.drydock.catalog.python;

import java.util.ArrayList;
import java.util.List;

/// Judges an environment marker (Python packaging specifications, "Dependency specifiers") by the
/// dependency groups alone: `"dev" in dependency_groups` is true or false, every other comparison
/// is unknown.
final class GroupMarker {
  private static final int MOST_TOKENS = 10_000;
  private static final int DEEPEST = 50;

  private final List<String> tokens;
  private final List<String> groups;
  private int at;
  private int depth;

  /// Three-valued: what is unknown does not exclude.
  private enum Truth {
    FALSE,
    UNKNOWN,
    TRUE
  }

  private GroupMarker(List<String> tokens, List<String> groups) {
    this.tokens = tokens;
    this.groups = groups;
  }

  /// Whether `marker` cannot be fulfilled where `groups` are installed.
  static boolean excludes(String marker, List<String> groups) {
    if (!marker.contains("dependency_groups")) {
      return false;
    }
    GroupMarker reading = new GroupMarker(tokens(marker), groups);
    Truth truth = reading.either();
    return truth == Truth.FALSE && reading.at >= reading.tokens.size();
  }

  private static List<String> tokens(String marker) {
    List<String> tokens = new ArrayList<>();
    int i = 0;
    while (i < marker.length() && tokens.size() < MOST_TOKENS) {
      char c = marker.charAt(i);
      int end = i + 1;
      if (c == '"' || c == '\'') {
        int close = marker.indexOf(c, end);
        end = close < 0 ? marker.length() : close + 1;
        tokens.add("'" + marker.substring(i + 1, close < 0 ? end : close));
      } else if (c == '(' || c == ')') {
        tokens.add(String.valueOf(c));
      } else if (!Character.isWhitespace(c)) {
        while (end < marker.length() && "\"'() \t\n".indexOf(marker.charAt(end)) < 0) {
          end++;
        }
        tokens.add(marker.substring(i, end));
      }
      i = end;
    }
    return tokens;
  }

  private Truth either() {
    Truth truth = both();
    while (next("or")) {
      Truth other = both();
      truth = other.compareTo(truth) > 0 ? other : truth;
    }
    return truth;
  }

  private Truth both() {
    Truth truth = comparison();
    while (next("and")) {
      Truth other = comparison();
      truth = other.compareTo(truth) < 0 ? other : truth;
    }
    return truth;
  }

  private Truth comparison() {
    if (next("(")) {
      if (++depth > DEEPEST) {
        at = tokens.size() + 1;
        return Truth.UNKNOWN;
      }
      Truth truth = either();
      depth--;
      return next(")") ? truth : Truth.UNKNOWN;
    }
    String left = take();
    boolean not = next("not");
    String operator = take();
    String right = take();
    if (!operator.equals("in") || !right.equals("dependency_groups") || !left.startsWith("'")) {
      return Truth.UNKNOWN;
    }
    return groups.contains(left.substring(1)) == not ? Truth.FALSE : Truth.TRUE;
  }

  private boolean next(String token) {
    if (at < tokens.size() && tokens.get(at).equals(token)) {
      at++;
      return true;
    }
    return false;
  }

  private String take() {
    return at < tokens.size() ? tokens.get(at++) : "";
  }
}
