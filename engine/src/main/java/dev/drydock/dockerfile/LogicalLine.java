package dev.drydock.dockerfile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An instruction as the builder sees it: continued lines joined, comments between them left out;
/// it knows where each of its characters stands in the Dockerfile.
public final class LogicalLine {
  private final String text;
  private final int[] begins;
  private final int[] sources;

  /// @param begins where in `text` each stretch begins that stands in one piece in the Dockerfile
  /// @param sources where each of them is there
  private LogicalLine(String text, int[] begins, int[] sources) {
    this.text = text;
    this.begins = begins;
    this.sources = sources;
  }

  public String text() {
    return text;
  }

  public int length() {
    return text.length();
  }

  public char charAt(int index) {
    return text.charAt(index);
  }

  /// Where the character of that index stands in the Dockerfile; for the length of the text, where
  /// the next one would.
  public int offset(int index) {
    if (text.isEmpty()) {
      return sources[0];
    }
    if (index == text.length()) {
      return offset(index - 1) + 1;
    }
    int stretch = stretchOf(index);
    return sources[stretch] + index - begins[stretch];
  }

  private int stretchOf(int index) {
    int found = Arrays.binarySearch(begins, index);
    return found >= 0 ? found : -found - 2;
  }

  /// The characters from `from` to `to` as a word.
  public Word word(int from, int to) {
    return new Word(
        text.substring(from, to), offset(from), to > from ? offset(to - 1) + 1 : offset(from));
  }

  LogicalLine from(int index) {
    return part(index, text.length());
  }

  /// The characters from `from` to `to` as a line of their own.
  public LogicalLine part(int from, int to) {
    Builder part = new Builder();
    for (int i = stretchOf(from); i < begins.length && begins[i] < to; i++) {
      int end = Math.min(to, i + 1 < begins.length ? begins[i + 1] : text.length());
      int begin = Math.max(begins[i], from);
      part.append(text, begin, Math.max(begin, end), sources[i] + begin - begins[i]);
    }
    return part.build(offset(from));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogicalLine line
        && text.equals(line.text)
        && Arrays.equals(begins, line.begins)
        && Arrays.equals(sources, line.sources);
  }

  @Override
  public int hashCode() {
    return text.hashCode() * 31 + sources[0];
  }

  @Override
  public String toString() {
    return text;
  }

  /// Collects the stretches of a line.
  public static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private int[] begins = new int[2];
    private int[] sources = new int[2];
    private int count;

    /// @param source where `from` stands in the Dockerfile
    public void append(CharSequence piece, int from, int to, int source) {
      if (from == to) {
        return;
      }
      if (count == begins.length) {
        begins = Arrays.copyOf(begins, count * 2);
        sources = Arrays.copyOf(sources, count * 2);
      }
      begins[count] = text.length();
      sources[count++] = source;
      text.append(piece, from, to);
    }

    /// @param empty where the line is in the Dockerfile if it has no characters
    public LogicalLine build(int empty) {
      return count == 0
          ? new LogicalLine("", new int[] {0}, new int[] {empty})
          : new LogicalLine(
              text.toString(), Arrays.copyOf(begins, count), Arrays.copyOf(sources, count));
    }
  }
}
