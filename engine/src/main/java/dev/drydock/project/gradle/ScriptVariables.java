package dev.drydock.project.gradle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The variables of a build script that hold one text: `def v = '1'`, `val v = "1"`, `ext.v = '1'`
/// and the like. One that is set in several places, or to something else, has no known value.
final class ScriptVariables {
  private static final int MOST_SUBSTITUTIONS = 100;
  private static final int MOST_LEVELS = 20;
  private static final int LONGEST = 1_000;

  /// What may stand before the name of a variable without changing what it is.
  private static final Pattern PREFIX =
      Pattern.compile("^(?:(?:project|rootProject|ext|extra|this)\\.)+");

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*");

  /// `extra["v"]`, `property('v')`, `extra.get("v")`
  private static final Pattern LOOKUP =
      Pattern.compile(
          "(?:ext|extra|properties|property|get|getProperty)[\\[(][\"']([A-Za-z0-9_.-]+)[\"'][])]");

  /// The `['a']` of `versions['a']`, which is `versions.a`.
  private static final Pattern INDEX =
      Pattern.compile("\\[\\s*[\"']([A-Za-z_][A-Za-z0-9_]*)[\"']\\s*]");

  /// @param slot `null` where it is not one text
  record Definition(String name, @Nullable ScriptSlot slot, int offset) {}

  private final Map<String, List<Definition>> definitions = new HashMap<>();

  /// The name of the variable that an expression is; empty where it is anything else.
  static Optional<String> name(String expression) {
    String stripped = expression.strip();
    if (stripped.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = PREFIX.matcher(stripped).replaceFirst("");
    if (NAME.matcher(plain).matches()) {
      return Optional.of(plain);
    }
    Matcher lookup = LOOKUP.matcher(plain);
    if (lookup.matches()) {
      return Optional.of(lookup.group(1));
    }
    String dotted = PREFIX.matcher(INDEX.matcher(plain).replaceAll(".$1")).replaceFirst("");
    return NAME.matcher(dotted).matches() ? Optional.of(dotted) : Optional.empty();
  }

  /// The token after the path that begins with a word: `a.b`, `ext["a"]`, `a["b"].c`.
  static int pathEnd(List<ScriptToken> tokens, int from, int to) {
    int at = from + 1;
    while (at + 1 < to) {
      boolean index =
          tokens.get(at).isMark('[')
              && at + 2 < to
              && tokens.get(at + 1).isText()
              && tokens.get(at + 2).isMark(']');
      if (!index && !(tokens.get(at).isMark('.') && tokens.get(at + 1).isWord())) {
        return at;
      }
      at += index ? 3 : 2;
    }
    return at;
  }

  void define(Definition definition) {
    definitions.computeIfAbsent(definition.name(), _ -> new ArrayList<>()).add(definition);
  }

  boolean isDefined(String name) {
    return definitions.containsKey(name);
  }

  /// All definitions of a variable, in the order of the file.
  List<Definition> definitions(String name) {
    return Collections.unmodifiableList(definitions.getOrDefault(name, List.of()));
  }

  Iterable<List<Definition>> all() {
    return definitions.values();
  }

  /// Where the one text is written that a variable holds.
  Optional<ScriptSlot> slot(String name) {
    List<Definition> all = definitions.getOrDefault(name, List.of());
    return all.size() == 1 ? Optional.ofNullable(all.getFirst().slot()) : Optional.empty();
  }

  /// What is written in a slot with all variables resolved; empty where one is not known.
  Optional<String> resolve(ScriptSlot slot) {
    return Optional.ofNullable(resolve(slot, 0, new int[] {MOST_SUBSTITUTIONS}));
  }

  private @Nullable String resolve(ScriptSlot slot, int level, int[] left) {
    if (slot.written().length() > LONGEST) {
      return null;
    }
    StringBuilder resolved = new StringBuilder();
    for (ScriptSlot.Part part : slot.parts()) {
      String variable = part.variable();
      if (variable == null) {
        resolved.append(part.text());
        continue;
      }
      ScriptSlot held = slot(variable).orElse(null);
      if (held == null || level == MOST_LEVELS || --left[0] < 0) {
        return null;
      }
      String value = resolve(held, level + 1, left);
      if (value == null || resolved.length() + value.length() > LONGEST) {
        return null;
      }
      resolved.append(value);
    }
    return resolved.toString();
  }
}
