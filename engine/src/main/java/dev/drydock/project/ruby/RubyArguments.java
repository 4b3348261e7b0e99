package dev.drydock.project.ruby;

import dev.drydock.project.ruby.RubyToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The arguments of one call, from the gem's name on.
final class RubyArguments {
  /// Options, and methods of blocks, that name another place than a gem server.
  static final Set<String> ELSEWHERE =
      Set.of("git", "github", "gist", "bitbucket", "gitlab", "path", "svn");

  private final List<RubyToken> statement;
  private final int name;
  private final List<String> groups;
  private final boolean nested;
  private final List<RubyToken> requirements = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private Optional<String> elsewhere;
  private boolean dynamic;
  private final int nameEnd;

  /// @param elsewhere the place of the block around it
  RubyArguments(
      List<RubyToken> statement,
      int name,
      int nameEnd,
      List<String> groups,
      Optional<String> elsewhere,
      boolean nested) {
    this.statement = List.copyOf(statement);
    this.name = name;
    this.groups = new ArrayList<>(groups);
    this.elsewhere = elsewhere;
    this.nested = nested;
    this.nameEnd = nameEnd;
  }

  RubyCall call() {
    int from = name + 1;
    while (from < statement.size() && statement.get(from).is(",")) {
      int to = argumentEnd(from + 1);
      argument(from + 1, to);
      from = to;
    }
    return new RubyCall(
        statement.get(name),
        requirements,
        dynamic,
        options,
        elsewhere,
        groups,
        statement.getFirst().start(),
        nameEnd,
        Math.max(nameEnd, statement.getLast().end()),
        nested);
  }

  /// The comma after an argument, or where the arguments end: before `if`, `do`, a closing bracket.
  private int argumentEnd(int from) {
    int depth = 0;
    for (int i = from; i < statement.size(); i++) {
      RubyToken token = statement.get(i);
      depth += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
      depth -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
      boolean last =
          token.is(",") || token.is("if") || token.is("unless") || token.is("do") || depth < 0;
      if (depth <= 0 && last) {
        return i;
      }
    }
    return statement.size();
  }

  private void argument(int from, int to) {
    if (from >= to) {
      return;
    }
    RubyToken first = statement.get(from);
    String option = option(from, to);
    if (!option.isEmpty()) {
      option(option, from, to);
    } else if (to - from == 1 && first.kind() == Kind.STRING) {
      requirements.add(first);
    } else if (first.is("[")) {
      list(from + 1, to - 1);
    } else {
      dynamic = true;
    }
  }

  /// `["~> 1.0", ">= 1.0.2"]`.
  private void list(int from, int to) {
    for (int i = from; i < to; i++) {
      RubyToken token = statement.get(i);
      if (token.kind() == Kind.STRING) {
        requirements.add(token);
      } else if (!token.is(",")) {
        dynamic = true;
      }
    }
  }

  /// `git` of `git: "…"`, `:git => "…"` and `"git" => "…"`; empty where it is no option.
  private String option(int from, int to) {
    RubyToken first = statement.get(from);
    if (first.kind() == Kind.WORD && first.text().endsWith(":")) {
      return first.text().substring(0, first.text().length() - 1);
    }
    boolean symbol = first.is(":") && from + 2 < to && statement.get(from + 2).is("=>");
    if (symbol) {
      return statement.get(from + 1).text();
    }
    boolean string =
        first.kind() == Kind.STRING && from + 1 < to && statement.get(from + 1).is("=>");
    boolean spread = first.is("*") && from + 1 < to && statement.get(from + 1).is("*");
    return string ? first.text() : spread ? "**" : "";
  }

  private void option(String option, int from, int to) {
    options.add(option);
    RubyToken last = statement.get(to - 1);
    if (ELSEWHERE.contains(option)) {
      elsewhere = Optional.of(last.text());
    }
    if (option.equals("group") || option.equals("groups")) {
      int value = from + 1;
      for (int i = from; i < to; i++) {
        value = statement.get(i).is("=>") ? i + 1 : value;
      }
      for (int i = value; i < to; i++) {
        RubyToken token = statement.get(i);
        boolean name =
            token.kind() == Kind.STRING
                || token.kind() == Kind.WORD && statement.get(i - 1).is(":");
        if (name) {
          groups.add(token.text());
        }
      }
    }
  }
}
