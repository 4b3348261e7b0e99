package dev.drydock.project.ruby;

import dev.drydock.project.ManifestException;
import dev.drydock.project.ruby.RubyToken.Kind;
import dev.drydock.project.source.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the calls that declare gems, statement by statement, and the blocks that they stand in.
final class RubyCalls {
  private static final Set<String> OPENING =
      Set.of("if", "unless", "case", "begin", "def", "class", "module", "while", "until", "for");
  private static final int DEEPEST = 1000;

  private final SourceText source;
  private final String kind;
  private final Set<String> methods;
  private final List<RubyToken> tokens;
  private final Deque<Block> blocks = new ArrayDeque<>();
  private final List<RubyCall> found = new ArrayList<>();

  /// @param groups of the gems in it
  /// @param elsewhere the place that they come from, where that is no gem server
  private record Block(List<String> groups, Optional<String> elsewhere) {}

  private RubyCalls(SourceText source, String kind, Set<String> methods, List<RubyToken> tokens) {
    this.source = source;
    this.kind = kind;
    this.methods = methods;
    this.tokens = tokens;
  }

  /// @param methods whose calls are meant
  /// @param kind what the file should be, with its article, for errors
  static List<RubyCall> of(SourceText source, Set<String> methods, String kind)
      throws ManifestException {
    RubyCalls calls = new RubyCalls(source, kind, methods, new RubyScanner(source, kind).read());
    calls.statements();
    return calls.found;
  }

  private void statements() throws ManifestException {
    List<RubyToken> statement = new ArrayList<>();
    int brackets = 0;
    for (RubyToken token : tokens) {
      boolean end = token.kind() == Kind.LINE_END;
      brackets += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
      brackets -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
      if (brackets < 0) {
        throw source.broken(token.start(), kind, "a bracket that was not opened");
      }
      if (!end) {
        statement.add(token);
      } else if (brackets == 0 && !statement.isEmpty() && !isContinued(statement.getLast())) {
        statement(statement);
        statement.clear();
      }
    }
    if (brackets > 0) {
      throw source.broken(source.length(), kind, "a bracket without an end");
    }
    if (!statement.isEmpty()) {
      statement(statement);
    }
  }

  private static boolean isContinued(RubyToken last) {
    return last.is(",") || last.is("=>") || last.is("&&") || last.is("||");
  }

  private void statement(List<RubyToken> all) throws ManifestException {
    List<RubyToken> statement = withoutFreeze(all);
    if (statement.isEmpty()) {
      return;
    }
    RubyToken first = statement.getFirst();
    if (first.is("end")) {
      if (!blocks.isEmpty()) {
        blocks.pop();
      }
      return;
    }
    int call = call(statement);
    if (call >= 0) {
      int close = bracketed(statement, call) ? call + 1 : call;
      int end = statement.get(close).end();
      statement.subList(call + 1, close + 1).clear();
      found.add(
          new RubyArguments(statement, call, end, groups(), place(), !blocks.isEmpty()).call());
    }
    boolean block = statement.stream().anyMatch(token -> token.is("do"));
    boolean closed = statement.stream().skip(1).anyMatch(token -> token.is("end"));
    if ((block || OPENING.contains(first.text()) && first.kind() == Kind.WORD) && !closed) {
      if (blocks.size() == DEEPEST) {
        throw source.broken(first.start(), kind, "more than %d levels".formatted(DEEPEST));
      }
      blocks.push(
          new Block(first.is("group") ? names(statement) : List.of(), elsewhere(statement)));
    }
  }

  /// RubyGems writes `"rack".freeze` into the gemspecs that it makes.
  private static List<RubyToken> withoutFreeze(List<RubyToken> statement) {
    List<RubyToken> kept = new ArrayList<>();
    for (RubyToken token : statement) {
      if (token.is("freeze") && !kept.isEmpty() && kept.getLast().is(".")) {
        kept.removeLast();
      } else {
        kept.add(token);
      }
    }
    return kept;
  }

  /// Where in the statement the method stands; -1 where the statement is no such call.
  private int call(List<RubyToken> statement) {
    for (int i = 0; i < statement.size() - 1 && i < 3; i++) {
      RubyToken token = statement.get(i);
      boolean method = token.kind() == Kind.WORD && methods.contains(token.text());
      boolean receiver = i == 0 || i == 2 && statement.get(1).is(".");
      if (method && receiver) {
        int name = statement.get(i + 1).is("(") ? i + 2 : i + 1;
        return name < statement.size() && statement.get(name).kind() == Kind.STRING ? name : -1;
      }
    }
    return -1;
  }

  /// `gem ("rack")`, where a blank makes the brackets those of the name alone.
  private static boolean bracketed(List<RubyToken> statement, int name) {
    RubyToken before = statement.get(name - 1);
    return before.is("(")
        && statement.get(name - 2).end() < before.start()
        && name + 1 < statement.size()
        && statement.get(name + 1).is(")");
  }

  private List<String> groups() {
    return blocks.stream().flatMap(block -> block.groups().stream()).toList();
  }

  /// Where the gems of the blocks around come from; empty for a gem server.
  private Optional<String> place() {
    return blocks.stream().flatMap(block -> block.elsewhere().stream()).findFirst();
  }

  /// `git "https://…" do` and `path "…" do`.
  private static Optional<String> elsewhere(List<RubyToken> statement) {
    RubyToken first = statement.getFirst();
    int place = statement.size() > 1 && statement.get(1).is("(") ? 2 : 1;
    return first.kind() == Kind.WORD
            && RubyArguments.ELSEWHERE.contains(first.text())
            && place < statement.size()
            && statement.get(place).kind() == Kind.STRING
        ? Optional.of(statement.get(place).text())
        : Optional.empty();
  }

  /// `:development` and `"test"` of `group :development, "test" do`.
  private static List<String> names(List<RubyToken> statement) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i < statement.size(); i++) {
      RubyToken token = statement.get(i);
      if (token.kind() == Kind.STRING
          || token.kind() == Kind.WORD && statement.get(i - 1).is(":")) {
        names.add(token.text());
      }
    }
    return names;
  }
}
