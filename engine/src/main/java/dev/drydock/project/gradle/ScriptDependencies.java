package dev.drydock.project.gradle;

import dev.drydock.project.edit.Coordinates;
import dev.drydock.project.gradle.ScriptDependency.Argument;
import dev.drydock.project.gradle.ScriptDependency.Form;
import dev.drydock.project.gradle.ScriptSlot.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the dependencies out of statements: a configuration with texts, maps, platforms. Whatever
/// is computed in another way is passed over.
final class ScriptDependencies {
  private static final Set<String> WRAPPERS =
      Set.of("platform", "enforcedPlatform", "testFixtures", "create", "enforced");

  private static final Set<String> RICH = Set.of("strictly", "require", "prefer");

  private final String text;
  private final boolean kotlin;
  private final List<ScriptToken> tokens;
  private final ScriptStructure structure;
  private final ScriptVariables variables;

  ScriptDependencies(
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

  /// Tokens from one, included, to another, excluded.
  private record Range(int from, int to) {
    int size() {
      return to - from;
    }
  }

  List<ScriptDependency> read() {
    List<ScriptDependency> found = new ArrayList<>();
    for (ScriptStructure.Statement statement : structure.statements()) {
      boolean forces =
          statement.block().isWithin("resolutionStrategy")
              && tokens.get(statement.from()).isWord("force");
      if (statement.block().declares() || forces) {
        read(statement, found);
      }
    }
    return found;
  }

  private void read(ScriptStructure.Statement statement, List<ScriptDependency> found) {
    int at = statement.from();
    ScriptToken head = tokens.get(at);
    if (!head.isWord() && !head.isText()) {
      return;
    }
    String configuration = head.text();
    Range arguments = arguments(at + 1, statement.to(), head.isText());
    if (arguments == null) {
      return;
    }
    List<Range> all = split(arguments);
    if (configuration.equals("add") && all.size() == 2 && isText(all.getFirst())) {
      configuration = tokens.get(all.getFirst().from()).text();
      all = all.subList(1, 2);
    }
    Range closure = closure(arguments, statement.to());
    ScriptDependency.Statement place = place(statement, all);
    if (isMap(all)) {
      add(statement, configuration, place, arguments, map(arguments), closure, found);
    } else if (isPositional(all)) {
      add(statement, configuration, place, arguments, positional(all), closure, found);
    } else {
      for (Range one : all) {
        add(statement, configuration, place, one, notation(one), closure, found);
      }
    }
  }

  /// What stands in the brackets after the configuration, or, in Groovy, what follows it; `null`
  /// where the statement is neither.
  private @Nullable Range arguments(int from, int to, boolean quoted) {
    if (from >= to) {
      return null;
    }
    if (tokens.get(from).isMark('(') && structure.partner(from) > from) {
      int close = structure.partner(from);
      int rest = skipLineEnds(close + 1, to);
      return close < to && (rest == to || isWholeClosure(rest, to))
          ? new Range(from + 1, close)
          : null;
    }
    boolean command = !kotlin && !quoted && !tokens.get(from).isMark('{');
    return command ? new Range(from, commandEnd(from, to)) : null;
  }

  private boolean isWholeClosure(int from, int to) {
    return tokens.get(from).isMark('{')
        && structure.partner(from) > from
        && skipLineEnds(structure.partner(from) + 1, to) == to;
  }

  private int commandEnd(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.get(i).isMark('{') && isWholeClosure(i, to)) {
        return i;
      }
    }
    return to;
  }

  private int skipLineEnds(int from, int to) {
    int at = from;
    while (at < to && tokens.get(at).isLineEnd()) {
      at++;
    }
    return at;
  }

  private @Nullable Range closure(Range arguments, int to) {
    int at = arguments.to();
    if (at < to && tokens.get(at).isMark(')')) {
      at++;
    }
    return at < to && tokens.get(at).isMark('{') && structure.partner(at) > at
        ? new Range(at + 1, structure.partner(at))
        : null;
  }

  /// What stands between commas, without line ends around it.
  private List<Range> split(Range range) {
    List<Range> parts = new ArrayList<>();
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
          parts.add(new Range(start, stop));
        }
        from = i + 1;
      } else if (structure.partner(i) > i && structure.partner(i) < range.to()) {
        i = structure.partner(i);
      }
    }
    return parts;
  }

  private ScriptDependency.Statement place(
      ScriptStructure.Statement statement, List<Range> arguments) {
    int last = statement.to() - 1;
    while (tokens.get(last).isLineEnd()) {
      last--;
    }
    return new ScriptDependency.Statement(
        tokens.get(statement.from()).start(),
        tokens.get(last).end(),
        arguments.stream().map(one -> new Argument(start(one), end(one))).toList());
  }

  private int start(Range range) {
    return tokens.get(range.from()).start();
  }

  private int end(Range range) {
    return tokens.get(range.to() - 1).end();
  }

  private boolean isText(Range range) {
    return range.size() == 1 && tokens.get(range.from()).isText();
  }

  /// Whether each argument has a name, or is passed over as the last one.
  private boolean isMap(List<Range> arguments) {
    return !arguments.isEmpty() && isNamed(arguments.getFirst());
  }

  private boolean isNamed(Range argument) {
    return argument.size() >= 3
        && (tokens.get(argument.from()).isWord() || tokens.get(argument.from()).isText())
        && tokens.get(argument.from() + 1).isMark(kotlin ? '=' : ':');
  }

  private @Nullable ScriptNotation map(Range range) {
    Map<String, ScriptSlot> values = new HashMap<>();
    for (Range one : split(range)) {
      if (!isNamed(one)) {
        return null;
      }
      values.put(tokens.get(one.from()).text(), slot(new Range(one.from() + 2, one.to())));
    }
    ScriptSlot group = values.get("group");
    ScriptSlot artifact = values.get("name");
    return group == null || artifact == null
        ? null
        : new ScriptNotation(group, artifact, values.get("version"), Form.MAP);
  }

  private ScriptSlot slot(Range range) {
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
  private boolean isPositional(List<Range> arguments) {
    return kotlin
        && arguments.size() >= 2
        && arguments.stream().limit(3).allMatch(this::isText)
        && arguments.stream().limit(2).allMatch(one -> slot(one).places(':').isEmpty());
  }

  private ScriptNotation positional(List<Range> arguments) {
    ScriptSlot version = arguments.size() < 3 ? null : slot(arguments.get(2));
    return new ScriptNotation(
        slot(arguments.get(0)), slot(arguments.get(1)), version, Form.KOTLIN_POSITIONAL);
  }

  private @Nullable ScriptNotation notation(Range argument) {
    ScriptToken first = tokens.get(argument.from());
    if (isText(argument)) {
      return ScriptNotation.ofText(slot(argument));
    }
    int open = first.isMark('[') ? argument.from() : argument.from() + 1;
    if (open >= argument.to() || structure.partner(open) != argument.to() - 1) {
      return null;
    }
    Range inner = new Range(open + 1, argument.to() - 1);
    List<Range> parts = split(inner);
    if (first.isMark('[')) {
      return isMap(parts) ? map(inner) : null;
    }
    if (!first.isWord() || !tokens.get(open).isMark('(')) {
      return null;
    }
    if (WRAPPERS.contains(first.text())) {
      return isMap(parts)
          ? map(inner)
          : parts.size() == 1 && isText(parts.getFirst())
              ? ScriptNotation.ofText(slot(parts.getFirst()))
              : null;
    }
    return first.isWord("kotlin") ? kotlinModule(parts) : null;
  }

  private @Nullable ScriptNotation kotlinModule(List<Range> parts) {
    if (parts.isEmpty() || parts.size() > 2 || !isText(parts.getFirst())) {
      return null;
    }
    ScriptSlot module = slot(parts.getFirst());
    ScriptSlot group = new ScriptSlot(module.start(), "org.jetbrains.kotlin", Style.LITERAL);
    ScriptSlot version = parts.size() < 2 ? null : slot(parts.get(1));
    return new ScriptNotation(group, module, version, Form.KOTLIN_MODULE);
  }

  private void add(
      ScriptStructure.Statement statement,
      String configuration,
      ScriptDependency.Statement place,
      Range argument,
      @Nullable ScriptNotation notation,
      @Nullable Range closure,
      List<ScriptDependency> found) {
    if (notation == null || argument.size() == 0) {
      return;
    }
    Optional<String> group =
        notation.form() == Form.KOTLIN_MODULE
            ? Optional.of(notation.group().written())
            : variables.resolve(notation.group());
    Optional<String> artifact = variables.resolve(notation.artifact());
    String prefix = notation.form() == Form.KOTLIN_MODULE ? "kotlin-" : "";
    String name = group.orElse("") + ":" + prefix + artifact.orElse("");
    if (!Coordinates.isGroupAndArtifact(name)) {
      return;
    }
    ScriptSlot version = notation.version();
    found.add(
        new ScriptDependency(
            statement.block(),
            configuration,
            name,
            notation.group(),
            notation.artifact(),
            version == null ? rich(closure) : List.of(version),
            notation.form(),
            start(argument),
            end(argument),
            place));
  }

  /// The places of `version { strictly '1.0' }` in the closure of a declaration.
  private List<ScriptSlot> rich(@Nullable Range closure) {
    List<ScriptSlot> slots = new ArrayList<>();
    if (closure == null) {
      return slots;
    }
    for (int i = closure.from(); i + 1 < closure.to(); i++) {
      int brace = i + 1;
      if (tokens.get(i).isWord("version")
          && tokens.get(brace).isMark('{')
          && structure.partner(brace) > brace) {
        for (int j = brace; j + 2 < structure.partner(brace) + 1; j++) {
          int value = tokens.get(j + 1).isMark('(') ? j + 2 : j + 1;
          if (tokens.get(j).isWord()
              && RICH.contains(tokens.get(j).text())
              && tokens.get(value).isText()) {
            slots.add(slot(new Range(value, value + 1)));
          }
        }
        return slots;
      }
    }
    return slots;
  }
}
