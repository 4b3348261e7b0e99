package dev.drydock.project.gradle;

import dev.drydock.project.gradle.ScriptDependency.Form;
import dev.drydock.project.gradle.ScriptSlot.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the arguments of a configuration: texts, maps, platforms, variables that hold a text.
final class ScriptArguments {
  private static final Set<String> WRAPPERS =
      Set.of("platform", "enforcedPlatform", "testFixtures", "create", "enforced");

  private final String text;
  private final boolean kotlin;
  private final List<ScriptToken> tokens;
  private final ScriptStructure structure;
  private final ScriptVariables variables;

  ScriptArguments(
      String text,
      boolean kotlin,
      List<ScriptToken> tokens,
      ScriptStructure structure,
      ScriptVariables variables) {
    this.text = text;
    this.kotlin = kotlin;
    this.tokens = tokens;
    this.structure = structure;
    this.variables = variables;
  }

  int skipLineEnds(int from, int to) {
    int at = from;
    while (at < to && tokens.get(at).isLineEnd()) {
      at++;
    }
    return at;
  }

  /// What stands between commas, without line ends around it.
  List<TokenRange> split(TokenRange range) {
    List<TokenRange> parts = new ArrayList<>();
    int from = range.from();
    for (int i = range.from(); i <= range.to(); i++) {
      boolean end = i == range.to();
      if (end || tokens.get(i).isMark(',')) {
        int start = skipLineEnds(from, i);
        int stop = i;
        while (stop > start && tokens.get(stop - 1).isLineEnd()) {
          stop--;
        }
        if (stop > start) {
          parts.add(new TokenRange(start, stop));
        }
        from = i + 1;
      } else if (structure.partner(i) > i && structure.partner(i) < range.to()) {
        i = structure.partner(i);
      }
    }
    return parts;
  }

  int start(TokenRange range) {
    return tokens.get(range.from()).start();
  }

  int end(TokenRange range) {
    return tokens.get(range.to() - 1).end();
  }

  boolean isText(TokenRange range) {
    return range.size() == 1 && tokens.get(range.from()).isText();
  }

  /// Whether each argument has a name, or is passed over as the last one.
  boolean isMap(List<TokenRange> arguments) {
    return !arguments.isEmpty() && isNamed(arguments.getFirst());
  }

  private boolean isNamed(TokenRange argument) {
    return argument.size() >= 3
        && (tokens.get(argument.from()).isWord() || tokens.get(argument.from()).isText())
        && tokens.get(argument.from() + 1).isMark(kotlin ? '=' : ':');
  }

  /// The values by their names; none where one has no name.
  private Map<String, ScriptSlot> values(TokenRange range) {
    Map<String, ScriptSlot> values = new HashMap<>();
    for (TokenRange one : split(range)) {
      if (!isNamed(one)) {
        return Map.of();
      }
      values.put(tokens.get(one.from()).text(), value(one));
    }
    return values;
  }

  /// What follows a name.
  private ScriptSlot value(TokenRange named) {
    return slot(new TokenRange(named.from() + 2, named.to()));
  }

  @Nullable ScriptNotation map(TokenRange range) {
    Map<String, ScriptSlot> values = values(range);
    ScriptSlot group = values.get("group");
    ScriptSlot artifact = values.get("name");
    return group == null || artifact == null
        ? null
        : new ScriptNotation(group, artifact, values.get("version"), Form.MAP);
  }

  /// Of an entry in `dependencySet(group: 'g', version: 'v')` or `dependencySet('g:v')`.
  @Nullable ScriptNotation entry(TokenRange set, TokenRange artifact) {
    Map<String, ScriptSlot> values = values(set);
    ScriptSlot group = values.get("group");
    ScriptSlot version = values.get("version");
    if (isText(set)) {
      ScriptNotation both = ScriptNotation.ofText(slot(set));
      group = both == null ? null : both.group();
      version = both == null ? null : both.artifact();
    }
    return group == null || version == null
        ? null
        : new ScriptNotation(group, slot(artifact), version, Form.MAP);
  }

  ScriptSlot slot(TokenRange range) {
    ScriptToken token = tokens.get(range.from());
    if (isText(range)) {
      boolean template = token.template() && token.text().indexOf('$') >= 0;
      Style style =
          !template ? Style.LITERAL : kotlin ? Style.KOTLIN_TEMPLATE : Style.GROOVY_TEMPLATE;
      return new ScriptSlot(token.textStart(), token.text(), style);
    }
    return new ScriptSlot(start(range), text.substring(start(range), end(range)), Style.EXPRESSION);
  }

  /// `implementation("g", "a", "v")` of Kotlin; in Groovy these are several dependencies.
  boolean isPositional(List<TokenRange> arguments) {
    return kotlin
        && arguments.size() >= 2
        && arguments.stream()
            .limit(2)
            .allMatch(one -> isText(one) && slot(one).places(':').isEmpty())
        && arguments.stream().skip(2).limit(1).allMatch(one -> isText(one) || isVariable(one));
  }

  private boolean isVariable(TokenRange range) {
    return ScriptVariables.name(slot(range).written()).isPresent();
  }

  ScriptNotation positional(List<TokenRange> arguments) {
    ScriptSlot version = arguments.size() < 3 ? null : slot(arguments.get(2));
    return new ScriptNotation(
        slot(arguments.get(0)), slot(arguments.get(1)), version, Form.KOTLIN_POSITIONAL);
  }

  @Nullable ScriptNotation notation(TokenRange argument) {
    ScriptToken first = tokens.get(argument.from());
    ScriptNotation text = text(argument);
    if (text != null) {
      return text;
    }
    int open = first.isMark('[') ? argument.from() : argument.from() + 1;
    if (open >= argument.to() || structure.partner(open) != argument.to() - 1) {
      return null;
    }
    TokenRange inner = new TokenRange(open + 1, argument.to() - 1);
    List<TokenRange> parts = split(inner);
    if (first.isMark('[')) {
      return isMap(parts) ? map(inner) : null;
    }
    if (!first.isWord() || !tokens.get(open).isMark('(')) {
      return null;
    }
    if (WRAPPERS.contains(first.text())) {
      return isMap(parts) ? map(inner) : parts.size() == 1 ? text(parts.getFirst()) : null;
    }
    return first.isWord("kotlin") ? kotlinModule(parts) : null;
  }

  /// `'g:a:v'`, `'g:a:' + v`, or a variable that holds such a text.
  private @Nullable ScriptNotation text(TokenRange argument) {
    if (isText(argument)) {
      return ScriptNotation.ofText(slot(argument));
    }
    if (argument.size() > 2 && tokens.get(argument.from() + 1).isMark('+')) {
      return sum(
          new TokenRange(argument.from(), argument.from() + 1),
          new TokenRange(argument.from() + 2, argument.to()));
    }
    Optional<ScriptSlot> held =
        ScriptVariables.name(slot(argument).written())
            .flatMap(variables::slot)
            .filter(slot -> slot.style() != Style.EXPRESSION);
    return held.isPresent() ? ScriptNotation.ofText(held.get()) : null;
  }

  private @Nullable ScriptNotation sum(TokenRange before, TokenRange version) {
    if (!isText(before) || !(isText(version) || isVariable(version))) {
      return null;
    }
    ScriptNotation notation = ScriptNotation.ofText(slot(before));
    return notation != null
            && notation.form() == Form.TEXT_WITHOUT_VERSION
            && slot(before).written().endsWith(":")
        ? new ScriptNotation(notation.group(), notation.artifact(), slot(version), Form.TEXT)
        : null;
  }

  private @Nullable ScriptNotation kotlinModule(List<TokenRange> parts) {
    if (parts.isEmpty() || parts.size() > 2 || !isText(parts.getFirst())) {
      return null;
    }
    ScriptSlot module = slot(parts.getFirst());
    ScriptSlot group = new ScriptSlot(module.start(), "org.jetbrains.kotlin", Style.LITERAL);
    return new ScriptNotation(group, module, kotlinVersion(parts), Form.KOTLIN_MODULE);
  }

  /// `"1.9"` or `version = "1.9"`.
  private @Nullable ScriptSlot kotlinVersion(List<TokenRange> parts) {
    if (parts.size() < 2) {
      return null;
    }
    TokenRange version = parts.get(1);
    return isNamed(version) && tokens.get(version.from()).isWord("version")
        ? value(version)
        : slot(version);
  }
}
