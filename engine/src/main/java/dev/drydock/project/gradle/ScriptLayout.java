package dev.drydock.project.gradle;

import dev.drydock.project.edit.SourceText;
import dev.drydock.project.gradle.ScriptDependency.Argument;
import dev.drydock.text.TextEdit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Writes into a build script as it is laid out: with its indentation, quotes and brackets.
final class ScriptLayout {
  private final BuildScript script;
  private final SourceText source;
  private final String text;
  private final char quote;

  ScriptLayout(BuildScript script) {
    this.script = script;
    this.source = script.source();
    this.text = source.text();
    this.quote = usualQuote();
  }

  /// The quotes of the script's dependencies.
  char quote() {
    return quote;
  }

  private char usualQuote() {
    return script.kotlin()
        ? '"'
        : script.dependencies().stream()
            .map(one -> text.charAt(Math.max(0, one.group().start() - 1)))
            .filter(c -> c == '"' || c == '\'')
            .reduce((_, last) -> last)
            .orElse('\'');
  }

  /// Whether most of the script's dependencies stand in brackets.
  private boolean inBrackets() {
    long those =
        script.dependencies().stream().filter(one -> isInBrackets(one.statement().start())).count();
    return script.kotlin() || those * 2 > script.dependencies().size();
  }

  private boolean isInBrackets(int statement) {
    int at = statement;
    while (at < text.length() && ScriptScanner.isWord(text.charAt(at))) {
      at++;
    }
    return text.startsWith("(", source.skipBlanks(at));
  }

  /// A constraint in the dependencies block for what the project is made of; empty where there is
  /// no such block.
  Optional<TextEdit> constraint(String name, String version) {
    return script.blocks().stream()
        .filter(block -> block.name().equals("dependencies"))
        .filter(ScriptLayout::isForTheProject)
        .min(Comparator.comparingInt(ScriptBlock::depth).thenComparingInt(ScriptBlock::from))
        .map(block -> constraint(block, name, version));
  }

  private static boolean isForTheProject(ScriptBlock block) {
    ScriptBlock around = block.parent();
    return around != null
        && (around.parent() == null
            || around.name().equals("allprojects")
            || around.name().equals("subprojects"));
  }

  private TextEdit constraint(ScriptBlock dependencies, String name, String version) {
    Optional<ScriptBlock> constraints =
        script.blocks().stream()
            .filter(block -> block.name().equals("constraints"))
            .filter(block -> dependencies.equals(block.parent()))
            .findFirst();
    boolean accessor = dependencies.depth() == 1 || !script.kotlin();
    String configuration = accessor ? "implementation" : "\"implementation\"";
    String notation = quote() + name + ":" + version + quote();
    String line =
        inBrackets() ? configuration + "(" + notation + ")" : configuration + " " + notation;
    return constraints
        .map(block -> append(block, List.of(line)))
        .orElseGet(() -> append(dependencies, List.of("constraints {", line, "}")));
  }

  /// @param lines a statement, or a block with one
  private TextEdit append(ScriptBlock block, List<String> lines) {
    int open = script.tokens().get(block.from() - 1).end();
    int close = script.tokens().get(block.to()).start();
    String lineBreak = source.lineBreak();
    String outer = source.indentation(open);
    String unit = unit();
    String inner = inner(block).orElse(outer + unit);
    StringBuilder added = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      boolean deeper = lines.size() == 3 && i == 1;
      added.append(inner).append(deeper ? unit : "").append(lines.get(i)).append(lineBreak);
    }
    if (source.startsLine(close)) {
      return TextEdit.insertion(source.lineStart(close), added.toString());
    }
    int end = close;
    while (end > open && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return end == open
        ? new TextEdit(open, close, lineBreak + added + outer)
        : TextEdit.insertion(end, "; " + String.join(" ", lines));
  }

  private Optional<String> inner(ScriptBlock block) {
    for (int i = block.from(); i < block.to(); i++) {
      ScriptToken token = script.tokens().get(i);
      if (!token.isLineEnd()) {
        return source.startsLine(token.start())
            ? Optional.of(source.indentation(token.start()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// By how much the first block is further in than what is around it.
  private String unit() {
    for (ScriptBlock block : script.blocks()) {
      if (block.parent() != null) {
        String outer = source.indentation(script.tokens().get(block.from() - 1).start());
        String inner = inner(block).orElse(outer);
        if (inner.length() > outer.length() && inner.startsWith(outer)) {
          return inner.substring(outer.length());
        }
      }
    }
    return "    ";
  }

  /// Takes a dependency out: its statement, or the one argument of several that it is.
  TextEdit removal(ScriptDependency dependency) {
    List<Argument> arguments = dependency.statement().arguments();
    int at = arguments.indexOf(new Argument(dependency.start(), dependency.end()));
    if (at < 0 || arguments.size() == 1) {
      return removal(dependency.statement().start(), dependency.statement().end());
    }
    return at + 1 < arguments.size()
        ? new TextEdit(dependency.start(), arguments.get(at + 1).start(), "")
        : new TextEdit(arguments.get(at - 1).end(), dependency.end(), "");
  }

  private TextEdit removal(int start, int statementEnd) {
    int end = statementEnd;
    int rest = source.skipBlanks(end);
    boolean last = !text.startsWith(";", rest);
    if (!last) {
      end = rest + 1;
      rest = source.skipBlanks(end);
    }
    boolean endsLine = endsWithComment(rest);
    if (source.startsLine(start)) {
      return endsLine ? source.removal(start, source.lineEnd(rest)) : new TextEdit(start, rest, "");
    }
    int from = start;
    while (text.charAt(from - 1) == ' ' || text.charAt(from - 1) == '\t') {
      from--;
    }
    // what is left ends as it did, without the separator before what goes
    return last && text.charAt(from - 1) == ';'
        ? new TextEdit(from - 1, end, "")
        : new TextEdit(start, from < start ? rest : end, "");
  }

  private boolean endsWithComment(int offset) {
    int end = source.lineEnd(offset);
    if (offset >= end || text.startsWith("//", offset)) {
      return true;
    }
    int closing = text.startsWith("/*", offset) ? text.indexOf("*/", offset + 2, end) : -1;
    return closing >= 0 && source.skipBlanks(closing + 2) >= end;
  }
}
