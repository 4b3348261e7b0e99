package dev.drydock.project.python;

import dev.drydock.project.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/// The logical lines of a requirements file: with those that a backslash continues, without
/// comments.
final class RequirementLines {
  private final SourceText source;
  private final String text;

  RequirementLines(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /// @param start where the content begins
  /// @param end where it ends, before blanks and a comment
  /// @param from where the first line begins
  /// @param to where the line after it begins
  record Line(int start, int end, int from, int to) {}

  List<Line> read() {
    List<Line> lines = new ArrayList<>();
    int from = text.startsWith("\ufeff") ? 1 : 0;
    while (from < text.length()) {
      int to = logicalEnd(from);
      int start = blanks(from, to);
      int end = contentEnd(start, to);
      if (end > start) {
        lines.add(new Line(start, end, from, to));
      }
      from = to;
    }
    return lines;
  }

  /// A comment is never continued.
  private int logicalEnd(int from) {
    int start = blanks(from, source.nextLine(from));
    boolean comment = start < text.length() && text.charAt(start) == '#';
    int to = source.nextLine(from);
    while (!comment && to < text.length() && isContinued(to)) {
      to = source.nextLine(to);
    }
    return to;
  }

  private boolean isContinued(int nextLine) {
    int end = source.lineEnd(nextLine - 1);
    return end > 0 && text.charAt(end - 1) == '\\';
  }

  private int contentEnd(int start, int to) {
    int end = start;
    while (end < to && !isComment(start, end)) {
      end++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private boolean isComment(int start, int at) {
    return text.charAt(at) == '#' && (at == start || isBlank(text.charAt(at - 1)));
  }

  private int blanks(int from, int to) {
    int at = from;
    while (at < to && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\\';
  }
}
