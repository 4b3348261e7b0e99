package dev.drydock.catalog.ruby;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// As much of Ruby's syntax as specifications of gems need to be read without running them: strings
/// in all their quotes, arrays of them, and variables that hold one.
final class RubyText {
  private static final int MOST_VARIABLES = 1_000;
  private static final int MOST_ITEMS = 50;
  private static final int LONGEST = 1_000;

  private final String text;
  private final Map<String, String> variables = new HashMap<>();

  RubyText(String text) {
    this.text = text;
  }

  /// Remembers `name = "value"`, where what stands at `at` has a value.
  void assign(String name, int at) {
    String value = string(at);
    if (value != null && variables.size() < MOST_VARIABLES) {
      variables.putIfAbsent(name, value);
    }
  }

  /// The value of the expression at `at`; `null` where only Ruby itself could tell.
  @Nullable String string(int at) {
    int from = blanks(at);
    for (String wrapper : List.of("Gem::Version.new(", "Gem::Version.create(")) {
      if (text.startsWith(wrapper, from)) {
        from = blanks(from + wrapper.length());
      }
    }
    int quote = quote(from);
    if (quote < 0) {
      return variable(from);
    }
    StringBuilder value = new StringBuilder();
    int end = quoted(from, quote, value);
    return end < 0 || computed(end) ? null : value.toString();
  }

  /// Where the expression at `at`, a string, ends; `at` itself where it is none.
  int stringEnd(int at) {
    int from = blanks(at);
    int quote = quote(from);
    int end = quote < 0 ? -1 : quoted(from, quote, new StringBuilder());
    return end < 0 ? at : end;
  }

  /// The strings of an array, or the one string, at `at`.
  List<String> strings(int at) {
    int from = blanks(at);
    List<String> values = new ArrayList<>();
    boolean words = text.startsWith("%w", from) || text.startsWith("%W", from);
    if (words && from + 2 < text.length()) {
      StringBuilder inside = new StringBuilder();
      quoted(from, from + 2, inside);
      for (String word : inside.toString().strip().split("\\s+", MOST_ITEMS)) {
        if (!word.isEmpty()) {
          values.add(word);
        }
      }
      return values;
    }
    if (from >= text.length() || text.charAt(from) != '[') {
      String one = string(from);
      return one == null ? values : List.of(one);
    }
    from++;
    while (from < text.length() && values.size() < MOST_ITEMS) {
      int next = from;
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      StringBuilder value = new StringBuilder();
      int quote = quote(next);
      int end = quote < 0 ? -1 : quoted(next, quote, value);
      if (end < 0) {
        break;
      }
      values.add(value.toString());
      while (end < text.length() && ",]\n".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      if (end >= text.length() || text.charAt(end) != ',') {
        break;
      }
      from = end + 1;
    }
    return values;
  }

  private @Nullable String variable(int at) {
    int end = at;
    while (end < text.length() && (identifier(text.charAt(end)) || text.charAt(end) == ':')) {
      end++;
    }
    String name = text.substring(at, end);
    return end == at || computed(end) ? null : variables.get(lastPart(name));
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf(':') + 1);
  }

  /// Whether something that changes the value follows it: an operator, or a method.
  private boolean computed(int at) {
    int from = at;
    boolean more = true;
    while (more) {
      more = false;
      for (String method : List.of(".freeze", ".dup", ".to_s", ".strip", ".chomp")) {
        if (text.startsWith(method, from)) {
          from += method.length();
          more = true;
        }
      }
    }
    from = blanks(from);
    return from < text.length() && "+*%.[".indexOf(text.charAt(from)) >= 0;
  }

  /// Where the opening quote of a string stands; -1 where none starts at `at`.
  private int quote(int at) {
    if (at >= text.length()) {
      return -1;
    }
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      return at;
    }
    if (c != '%' || at + 2 >= text.length()) {
      return -1;
    }
    boolean named = text.charAt(at + 1) == 'q' || text.charAt(at + 1) == 'Q';
    int delimiter = named ? at + 2 : at + 1;
    return "<{([|!/".indexOf(text.charAt(delimiter)) < 0 ? -1 : delimiter;
  }

  /// Reads a string into `value`.
  ///
  /// @return where it ends; -1 where it does not, or has a part whose value is not known
  private int quoted(int start, int quote, StringBuilder value) {
    char open = text.charAt(quote);
    char close =
        switch (open) {
          case '<' -> '>';
          case '{' -> '}';
          case '(' -> ')';
          case '[' -> ']';
          default -> open;
        };
    boolean plain = open == '\'' || text.startsWith("%q", start);
    for (int at = quote + 1; at < text.length() && value.length() < LONGEST; at++) {
      char c = text.charAt(at);
      if (c == close) {
        return at + 1;
      }
      if (c == '\\' && at + 1 < text.length()) {
        value.append(text.charAt(++at));
      } else if (c == '#' && !plain && text.startsWith("{", at + 1)) {
        int end = text.indexOf('}', at);
        String known =
            end < 0 ? null : variables.get(lastPart(text.substring(at + 2, end).strip()));
        if (known == null) {
          return -1;
        }
        value.append(known);
        at = end;
      } else {
        value.append(c);
      }
    }
    return -1;
  }

  int blanks(int at) {
    int from = at;
    while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
      from++;
    }
    return from;
  }

  static boolean identifier(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
