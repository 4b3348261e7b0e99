package dev.drydock.project.gradle;

import dev.drydock.project.edit.Coordinates;
import dev.drydock.project.gradle.ScriptDependency.Argument;
import dev.drydock.project.gradle.ScriptDependency.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the dependencies out of statements: a configuration with texts, maps, platforms. Whatever
/// is computed in another way is passed over.
final class ScriptDependencies {
  private static final Set<String> RICH = Set.of("strictly", "require", "prefer");

  private final boolean kotlin;
  private final List<ScriptToken> tokens;
  private final ScriptStructure structure;
  private final ScriptVariables variables;
  private final ScriptArguments reader;

  ScriptDependencies(
      String text,
      boolean kotlin,
      List<ScriptToken> tokens,
      ScriptStructure structure,
      ScriptVariables variables) {
    this.kotlin = kotlin;
    this.tokens = tokens;
    this.structure = structure;
    this.variables = variables;
    this.reader = new ScriptArguments(text, kotlin, tokens, structure, variables);
  }

  List<ScriptDependency> read() {
    List<ScriptDependency> found = new ArrayList<>();
    for (ScriptStructure.Statement statement : structure.statements()) {
      int forced = forced(statement);
      if (forced >= 0) {
        read(statement, forced, found);
      } else if (statement.block().isSet()) {
        entry(statement, found);
      } else if (statement.block().declares()) {
        read(statement, statement.from(), found);
      }
    }
    return found;
  }

  /// The `force` of `force 'g:a:v'` within `resolutionStrategy` and of `resolutionStrategy.force
  /// 'g:a:v'`; `-1` where the statement is neither.
  private int forced(ScriptStructure.Statement statement) {
    int at = statement.from();
    boolean path =
        at + 2 < statement.to()
            && tokens.get(at).isWord("resolutionStrategy")
            && tokens.get(at + 1).isMark('.');
    int head = path ? at + 2 : at;
    boolean forces = path || statement.block().isWithin("resolutionStrategy");
    return forces && tokens.get(head).isWord("force") ? head : -1;
  }

  /// @param at the configuration
  private void read(ScriptStructure.Statement statement, int at, List<ScriptDependency> found) {
    ScriptToken head = tokens.get(at);
    if (!head.isWord() && !head.isText() || head.isWord(ScriptBlock.SET)) {
      return;
    }
    String configuration = head.text();
    TokenRange arguments = arguments(at + 1, statement.to(), head.isText());
    if (arguments == null) {
      return;
    }
    List<TokenRange> all = reader.split(arguments);
    if (configuration.equals("add") && all.size() == 2 && reader.isText(all.getFirst())) {
      configuration = tokens.get(all.getFirst().from()).text();
      all = all.subList(1, 2);
    }
    TokenRange closure = closure(arguments, statement.to());
    ScriptDependency.Statement place = place(statement, all);
    if (reader.isMap(all)) {
      add(statement, configuration, place, arguments, reader.map(arguments), closure, found);
    } else if (reader.isPositional(all)) {
      add(statement, configuration, place, arguments, reader.positional(all), closure, found);
    } else {
      for (TokenRange one : all) {
        add(statement, configuration, place, one, reader.notation(one), closure, found);
      }
    }
  }

  /// `entry 'a'` of a set, whose group and version stand in front of its block.
  private void entry(ScriptStructure.Statement statement, List<ScriptDependency> found) {
    ScriptToken head = tokens.get(statement.from());
    TokenRange arguments =
        head.isWord("entry") ? arguments(statement.from() + 1, statement.to(), false) : null;
    int close = statement.block().from() - 2;
    if (arguments == null || arguments.size() == 0 || !isClosing(close)) {
      return;
    }
    TokenRange set = new TokenRange(structure.partner(close) + 1, close);
    ScriptDependency.Statement place = place(statement, List.of(arguments));
    ScriptNotation notation = reader.entry(set, arguments);
    add(statement, ScriptBlock.SET, place, arguments, notation, null, found);
  }

  private boolean isClosing(int token) {
    return tokens.get(token).isMark(')') && structure.partner(token) >= 0;
  }

  /// What stands in the brackets after the configuration, or, in Groovy, what follows it; `null`
  /// where the statement is neither.
  private @Nullable TokenRange arguments(int from, int to, boolean quoted) {
    if (from >= to) {
      return null;
    }
    if (tokens.get(from).isMark('(') && structure.partner(from) > from) {
      int close = structure.partner(from);
      int rest = reader.skipLineEnds(close + 1, to);
      return close < to && (rest == to || isWholeClosure(rest, to))
          ? new TokenRange(from + 1, close)
          : null;
    }
    boolean command = !kotlin && !quoted && !tokens.get(from).isMark('{');
    return command ? new TokenRange(from, commandEnd(from, to)) : null;
  }

  private boolean isWholeClosure(int from, int to) {
    return tokens.get(from).isMark('{')
        && structure.partner(from) > from
        && reader.skipLineEnds(structure.partner(from) + 1, to) == to;
  }

  private int commandEnd(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.get(i).isMark('{') && isWholeClosure(i, to)) {
        return i;
      }
    }
    return to;
  }

  private @Nullable TokenRange closure(TokenRange arguments, int to) {
    int at = arguments.to();
    if (at < to && tokens.get(at).isMark(')')) {
      at++;
    }
    return at < to && tokens.get(at).isMark('{') && structure.partner(at) > at
        ? new TokenRange(at + 1, structure.partner(at))
        : null;
  }

  private ScriptDependency.Statement place(
      ScriptStructure.Statement statement, List<TokenRange> arguments) {
    int last = statement.to() - 1;
    while (tokens.get(last).isLineEnd()) {
      last--;
    }
    return new ScriptDependency.Statement(
        tokens.get(statement.from()).start(),
        tokens.get(last).end(),
        arguments.stream().map(one -> new Argument(reader.start(one), reader.end(one))).toList());
  }

  private void add(
      ScriptStructure.Statement statement,
      String configuration,
      ScriptDependency.Statement place,
      TokenRange argument,
      @Nullable ScriptNotation notation,
      @Nullable TokenRange closure,
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
            reader.start(argument),
            reader.end(argument),
            place));
  }

  /// The places of `version { strictly '1.0' }` in the closure of a declaration.
  private List<ScriptSlot> rich(@Nullable TokenRange closure) {
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
            slots.add(reader.slot(new TokenRange(value, value + 1)));
          }
        }
        return slots;
      }
    }
    return slots;
  }
}
