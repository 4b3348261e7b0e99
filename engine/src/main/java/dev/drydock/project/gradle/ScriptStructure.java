package dev.drydock.project.gradle;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.edit.SourceText;
import dev.drydock.project.gradle.ScriptToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// The blocks of a build script and the statements in them.
final class ScriptStructure {
  /// A statement ends at the end of its line, unless one of these is last in it.
  private static final String CONTINUING = ",=(+";

  /// Tokens before a brace that tell what it belongs to.
  private static final int LONGEST_HEAD = 16;

  private final List<ScriptToken> tokens;

  /// For each bracket the one that closes or opens it, `-1` where none does.
  private final int[] partner;

  private final List<Statement> statements = new ArrayList<>();
  private final List<ScriptBlock> blocks = new ArrayList<>();

  /// @param from its first token
  /// @param to the token after its last one
  record Statement(ScriptBlock block, int from, int to) {}

  private ScriptStructure(List<ScriptToken> tokens) {
    this.tokens = tokens;
    this.partner = new int[tokens.size()];
    Arrays.fill(partner, -1);
  }

  static ScriptStructure of(String path, SourceText source, List<ScriptToken> tokens, Limits limits)
      throws ManifestException {
    ScriptStructure structure = new ScriptStructure(tokens);
    structure.pair(path, source, limits);
    Deque<ScriptBlock> open = new ArrayDeque<>();
    open.add(new ScriptBlock("", "", null, 0, tokens.size()));
    while (!open.isEmpty()) {
      ScriptBlock block = open.poll();
      structure.blocks.add(block);
      structure.divide(block, open);
    }
    return structure;
  }

  List<Statement> statements() {
    return statements;
  }

  List<ScriptBlock> blocks() {
    return blocks;
  }

  int partner(int token) {
    return partner[token];
  }

  private void pair(String path, SourceText source, Limits limits) throws ManifestException {
    int[] open = new int[limits.nesting()];
    int depth = 0;
    for (int i = 0; i < partner.length; i++) {
      ScriptToken token = tokens.get(i);
      if (token.kind() != Kind.MARK) {
        continue;
      }
      char mark = token.text().charAt(0);
      if ("([{".indexOf(mark) >= 0) {
        if (depth == open.length) {
          throw new ManifestException(
              "%s is nested deeper than %d levels (line %d)"
                  .formatted(path, depth, source.line(token.start())));
        }
        open[depth++] = i;
      } else if (")]}".indexOf(mark) >= 0) {
        int opening = depth - 1;
        while (opening >= 0 && !closes(tokens.get(open[opening]), mark)) {
          opening--;
        }
        if (opening >= 0) {
          partner[i] = open[opening];
          partner[open[opening]] = i;
          depth = opening;
        }
      }
    }
  }

  private static boolean closes(ScriptToken opening, char mark) {
    return opening.isMark(mark == ')' ? '(' : mark == ']' ? '[' : '{');
  }

  private void divide(ScriptBlock block, Deque<ScriptBlock> open) {
    int from = block.from();
    int depth = 0;
    for (int i = block.from(); i < block.to(); i++) {
      ScriptToken token = tokens.get(i);
      if (token.isMark('{') && partner[i] > i) {
        open.add(block(block, from, i));
        i = partner[i];
      } else if (token.isMark('(') || token.isMark('[')) {
        depth += partner[i] > i ? 1 : 0;
      } else if (token.isMark(')') || token.isMark(']')) {
        depth -= partner[i] >= 0 ? 1 : 0;
      } else if (depth <= 0 && ends(token, i, from)) {
        add(block, from, i);
        from = i + 1;
      }
    }
    add(block, from, block.to());
  }

  private boolean ends(ScriptToken token, int i, int from) {
    if (token.isMark(';')) {
      return true;
    }
    int last = i - 1;
    while (last > from && tokens.get(last).isLineEnd()) {
      last--;
    }
    boolean continues =
        last >= from
            && tokens.get(last).kind() == Kind.MARK
            && CONTINUING.indexOf(tokens.get(last).text().charAt(0)) >= 0;
    return token.isLineEnd() && !continues;
  }

  private void add(ScriptBlock block, int from, int to) {
    int start = from;
    while (start < to && tokens.get(start).isLineEnd()) {
      start++;
    }
    if (start < to) {
      statements.add(new Statement(block, start, to));
    }
  }

  private ScriptBlock block(ScriptBlock around, int from, int brace) {
    int before = brace - 1;
    String label = "";
    if (before > from && tokens.get(before).isMark(')') && partner[before] >= from) {
      int open = partner[before];
      if (before == open + 2 && tokens.get(open + 1).isText()) {
        label = tokens.get(open + 1).text();
      }
      before = open - 1;
    }
    String name = before >= from && tokens.get(before).isWord() ? tokens.get(before).text() : "";
    for (int i = Math.max(from, brace - LONGEST_HEAD); i + 1 < brace && !name.equals("if"); i++) {
      ScriptToken token = tokens.get(i);
      boolean named = token.isText() || (token.isWord() && tokens.get(i + 1).isMark('.'));
      if (token.isWord("val")) {
        label = tokens.get(i + 1).text();
      } else if (named && ScriptConfigurations.isForTests(token.text())) {
        label = token.text();
      }
    }
    return new ScriptBlock(name, label, around, brace + 1, partner[brace]);
  }
}
