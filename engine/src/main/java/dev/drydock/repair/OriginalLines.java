package dev.drydock.repair;

import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which line of a file, as it was before any action, each line of its text goes back to: what
/// people are told are the lines that they see. Immutable.
final class OriginalLines {
  private final List<Integer> lines;

  private OriginalLines(List<Integer> lines) {
    this.lines = lines;
  }

  static OriginalLines of(String text) {
    List<Integer> lines = new ArrayList<>();
    lines.add(1);
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      lines.add(lines.size() + 1);
    }
    return new OriginalLines(lines);
  }

  /// @param line of the text as it is now, from 1
  int of(int line) {
    return lines.get(Math.clamp(line, 1, lines.size()) - 1);
  }

  /// The same after edits; lines that they add go back to the one where they were added.
  ///
  /// @param text as it is now
  OriginalLines after(String text, List<TextEdit> edits) {
    List<TextEdit> ordered =
        edits.stream()
            .sorted(Comparator.comparingInt(TextEdit::start).thenComparingInt(TextEdit::end))
            .toList();
    List<Integer> after = new ArrayList<>();
    after.add(of(1));
    int line = 1;
    int done = 0;
    for (TextEdit edit : ordered) {
      for (int i = feeds(text, done, edit.start()); i > 0; i--) {
        after.add(of(++line));
      }
      for (int i = feeds(edit.replacement(), 0, edit.replacement().length()); i > 0; i--) {
        after.add(of(line));
      }
      line += feeds(text, edit.start(), edit.end());
      done = edit.end();
    }
    for (int i = feeds(text, done, text.length()); i > 0; i--) {
      after.add(of(++line));
    }
    return new OriginalLines(after);
  }

  private static int feeds(String text, int from, int to) {
    return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
  }
}
