package dev.drydock.project.edit;

import dev.drydock.text.TextEdit;
import java.util.Arrays;

/// A text with its lines, which end in LF, CR LF or CR, each as it was written.
public final class SourceText {
  private final String text;

  /// Offsets at which lines begin, and how many of them there are.
  private int[] starts = new int[64];

  private int lines;

  public SourceText(String text) {
    this.text = text;
    add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if ((c == '\n' || c == '\r') && !pair) {
        add(i + 1);
      }
    }
  }

  private void add(int start) {
    if (lines == starts.length) {
      starts = Arrays.copyOf(starts, lines * 2);
    }
    starts[lines++] = start;
  }

  public String text() {
    return text;
  }

  /// The number of the line that holds that character, from 1.
  public int line(int offset) {
    int found = Arrays.binarySearch(starts, 0, lines, offset);
    return found < 0 ? -found - 1 : found + 1;
  }

  /// Where the line of that character begins.
  public int lineStart(int offset) {
    return starts[line(offset) - 1];
  }

  /// Where the line after that of that character begins; the end of the text for the last line.
  public int nextLine(int offset) {
    int line = line(offset);
    return line < lines ? starts[line] : text.length();
  }

  /// Where the line of that character ends, without its line break.
  public int lineEnd(int offset) {
    int start = lineStart(offset);
    int end = nextLine(offset);
    while (end > start && isLineBreak(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /// The line break of this text: that of its first line.
  public String lineBreak() {
    return lines == 1 ? "\n" : text.substring(lineEnd(0), starts[1]);
  }

  /// The blanks with which the line of that character begins.
  public String indentation(int offset) {
    int start = lineStart(offset);
    return text.substring(start, skipBlanks(start));
  }

  /// Whether only blanks stand before that character in its line.
  public boolean startsLine(int offset) {
    return skipBlanks(lineStart(offset)) >= offset;
  }

  /// Whether only blanks stand from that offset to the end of its line.
  public boolean endsLine(int offset) {
    return skipBlanks(offset) >= lineEnd(offset);
  }

  /// The first character from there on that is neither blank nor tab.
  public int skipBlanks(int offset) {
    int at = offset;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /// Takes a stretch out: with its whole lines where nothing else stands in them, and with the
  /// blank line after it where one before it would be its double then. A text that does not end
  /// with a line break does not after it either.
  public TextEdit removal(int start, int end) {
    if (!startsLine(start) || !endsLine(end)) {
      return new TextEdit(start, end, "");
    }
    int from = lineStart(start);
    int to = nextLine(end);
    if (from > 0 && isBlank(from - 1) && to < text.length() && isBlank(to)) {
      to = nextLine(to);
    }
    boolean endsOpen = to == text.length() && from > 0 && !isLineBreak(text.charAt(to - 1));
    return new TextEdit(endsOpen ? lineEnd(from - 1) : from, to, "");
  }

  private boolean isBlank(int offset) {
    return endsLine(lineStart(offset));
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
