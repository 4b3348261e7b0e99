package dev.drydock.base.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Variables of an image in the words of tests: `$NAME` and `${NAME}`. What has no value is empty.
final class Substitution {
  private final Map<String, String> variables;

  Substitution(Map<String, String> variables) {
    this.variables = variables;
  }

  /// @param environment `NAME=value`
  static Map<String, String> variables(List<String> environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String variable : environment) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        variables.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return variables;
  }

  List<String> in(List<String> words) {
    return words.stream().map(this::in).toList();
  }

  String in(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int dollar = text.indexOf('$', at);
      if (dollar < 0) {
        break;
      }
      out.append(text, at, dollar);
      boolean braced = text.startsWith("${", dollar);
      int from = dollar + (braced ? 2 : 1);
      int to = from;
      while (to < text.length() && isName(text.charAt(to))) {
        to++;
      }
      boolean variable = to > from && (!braced || text.startsWith("}", to));
      if (variable) {
        out.append(variables.getOrDefault(text.substring(from, to), ""));
        at = to + (braced ? 1 : 0);
      } else {
        out.append('$');
        at = dollar + 1;
      }
    }
    return out.append(text, Math.min(at, text.length()), text.length()).toString();
  }

  private static boolean isName(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }
}
