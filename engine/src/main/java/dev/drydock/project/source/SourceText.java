package dev.drydock.project.source;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The text of one project file, with its lines. Lines end with `\n`, `\r\n` or `\r`.
public final class SourceText {
  private final String path;
  private final String text;
  private final int[] lineStarts;

  private SourceText(String path, String text, int[] lineStarts) {
    this.path = path;
    this.text = text;
    this.lineStarts = lineStarts;
  }

  /// @throws ManifestException where the text is too long
  public static SourceText of(String path, String text, Limits limits) throws ManifestException {
    if (text.length() > limits.documentBytes()) {
      throw new ManifestException(
          "%s is longer than %d characters: no such file is written by people"
              .formatted(path, limits.documentBytes()));
    }
    return new SourceText(path, text, lineStarts(text));
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[64];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  public String path() {
    return path;
  }

  /// The last segment of the path.
  public String fileName() {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  public String text() {
    return text;
  }

  public int length() {
    return text.length();
  }

  public int lines() {
    return lineStarts.length;
  }

  /// The line of an offset, from 1.
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /// Where the line begins that `offset` is in.
  public int lineStart(int offset) {
    return lineStarts[line(offset) - 1];
  }

  /// Where the next line begins; the end of the text in the last line.
  public int nextLine(int offset) {
    int line = line(offset);
    return line == lineStarts.length ? text.length() : lineStarts[line];
  }

  /// Where the line ends that `offset` is in, before its line end.
  public int lineEnd(int offset) {
    int end = nextLine(offset);
    int start = lineStart(offset);
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }

  /// The line end that the file uses first.
  public String newline() {
    if (lineStarts.length == 1) {
      return "\n";
    }
    int first = lineStarts[1];
    return text.charAt(first - 1) == '\r'
        ? "\r"
        : first > 1 && text.charAt(first - 2) == '\r' ? "\r\n" : "\n";
  }

  /// The blanks at the start of the line that `offset` is in.
  public String indentation(int offset) {
    int start = lineStart(offset);
    int end = start;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(start, end);
  }

  /// Whether only blanks stand before `offset` in its line.
  public boolean beginsLine(int offset) {
    int start = lineStart(offset);
    int at = offset;
    while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at == start;
  }

  /// What is said where the text is not what its name says.
  ///
  /// @param kind with its article, `a package.json` for instance
  public ManifestException broken(int offset, String kind, String found) {
    return new ManifestException(
        "%s is not %s: %s in line %d"
            .formatted(path, kind, found, line(Math.min(offset, text.length()))));
  }

  /// The change of a stretch of the text, cut down to what differs.
  public TextEdit replacement(int start, int end, String replacement) {
    int most = Math.min(end - start, replacement.length());
    int same = 0;
    while (same < most && text.charAt(start + same) == replacement.charAt(same)) {
      same++;
    }
    int tail = 0;
    while (tail < most - same
        && text.charAt(end - 1 - tail) == replacement.charAt(replacement.length() - 1 - tail)) {
      tail++;
    }
    return new TextEdit(
        start + same, end - tail, replacement.substring(same, replacement.length() - tail));
  }

  /// The edits as a change of this file; satisfied where they change nothing.
  public ManifestEdit changed(List<TextEdit> edits, String next) {
    List<TextEdit> telling =
        edits.stream()
            .filter(edit -> !text.substring(edit.start(), edit.end()).equals(edit.replacement()))
            .distinct()
            .sorted(Comparator.comparingInt(TextEdit::start).thenComparingInt(TextEdit::end))
            .collect(ArrayList::new, SourceText::addMerging, ArrayList::addAll);
    return telling.isEmpty()
        ? new ManifestEdit.Satisfied()
        : new ManifestEdit.Changed(telling, firstLine(telling.getFirst()), next);
  }

  /// Two neighbours that go both may each take what is between them along.
  private static void addMerging(List<TextEdit> edits, TextEdit edit) {
    if (!edits.isEmpty()
        && edit.start() < edits.getLast().end()
        && edit.replacement().isEmpty()
        && edits.getLast().replacement().isEmpty()) {
      TextEdit last = edits.removeLast();
      edits.add(new TextEdit(last.start(), Math.max(last.end(), edit.end()), ""));
    } else {
      edits.add(edit);
    }
  }

  /// What is inserted at the end of a line in new lines begins in the first that is not empty.
  private int firstLine(TextEdit edit) {
    String inserted = edit.replacement();
    int line = line(edit.start());
    if (edit.start() < edit.end() || edit.start() != lineEnd(edit.start())) {
      return line;
    }
    for (int i = 0; i < inserted.length() && "\r\n".indexOf(inserted.charAt(i)) >= 0; i++) {
      boolean lineEnd = inserted.charAt(i) == '\n' || !inserted.startsWith("\n", i + 1);
      line += lineEnd ? 1 : 0;
    }
    return line;
  }
}
