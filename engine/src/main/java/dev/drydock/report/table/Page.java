package dev.drydock.report.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Text for a terminal: lines of at most 80 columns, broken at spaces, and colours where wanted.
///
/// All text that comes from an image is cleaned here: no byte of an image reaches the terminal as a
/// control sequence.
final class Page {
  static final int WIDTH = 80;
  private static final char ESCAPE = '\u001b';

  private final StringBuilder out = new StringBuilder(1 << 12);
  private final boolean colour;

  Page(boolean colour) {
    this.colour = colour;
  }

  /// How a line is shown where colours are wanted.
  enum Style {
    PLAIN(""),
    HEADING("1"),
    FAINT("2"),
    CRITICAL("1;31"),
    HIGH("31"),
    MEDIUM("33"),
    GOOD("32");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  void blank() {
    out.append('\n');
  }

  /// A paragraph all of which is a heading.
  void heading(String label, String words, int indent) {
    start(Style.HEADING);
    out.append(clean(label));
    words(label.length(), words, indent);
    stop(Style.HEADING);
    out.append('\n');
  }

  /// A paragraph: `label` in its style, then the words, further lines indented.
  ///
  /// @param label with its indentation
  /// @param indent columns before the further lines
  void line(Style style, String label, String words, int indent) {
    start(style);
    out.append(clean(label));
    stop(style);
    words(label.length(), words, indent);
    out.append('\n');
  }

  void line(String label, String words, int indent) {
    line(Style.PLAIN, label, words, indent);
  }

  /// A line as it stands, however long: what is to be typed must not be broken.
  void verbatim(String text) {
    out.append(clean(text)).append('\n');
  }

  private void start(Style style) {
    if (colour && !style.code.isEmpty()) {
      out.append(ESCAPE).append('[').append(style.code).append('m');
    }
  }

  private void stop(Style style) {
    if (colour && !style.code.isEmpty()) {
      out.append(ESCAPE).append("[0m");
    }
  }

  private void words(int start, String words, int indent) {
    int column = start;
    String text = clean(words);
    int at = 0;
    boolean first = true;
    while (at < text.length()) {
      int end = text.indexOf(' ', at);
      end = end < 0 ? text.length() : end;
      String word = text.substring(at, end);
      at = end + 1;
      if (word.isEmpty()) {
        continue;
      }
      int gap = first ? 0 : 1;
      if (!first && column + gap + word.length() > WIDTH) {
        column = newLine(indent);
        gap = 0;
      }
      out.append(gap == 1 ? " " : "");
      column = word(word, column + gap, indent);
      first = false;
    }
  }

  /// A word longer than what is left of the line is cut into pieces: it may be a path.
  private int word(String word, int startColumn, int indent) {
    int column = startColumn;
    String rest = word;
    while (column + rest.length() > WIDTH) {
      int fits = Math.max(1, WIDTH - column);
      if (Character.isHighSurrogate(rest.charAt(fits - 1)) && fits < rest.length()) {
        fits = fits > 1 ? fits - 1 : fits + 1;
      }
      out.append(rest, 0, fits);
      rest = rest.substring(fits);
      column = newLine(indent);
    }
    out.append(rest);
    return column + rest.length();
  }

  private int newLine(int indent) {
    out.append('\n').repeat(' ', indent);
    return indent;
  }

  /// `text` without characters that move the cursor, colour the screen or turn the direction of
  /// writing.
  static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (unsafe(text, i)) {
        return cleaned(text);
      }
    }
    return text;
  }

  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      clean.append(unsafe(text, i) ? '\ufffd' : text.charAt(i));
    }
    return clean.toString();
  }

  private static boolean unsafe(String text, int i) {
    char c = text.charAt(i);
    if (c < 0x7f) {
      return c < 0x20;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  void writeTo(OutputStream target) throws IOException {
    target.write(out.toString().getBytes(StandardCharsets.UTF_8));
    target.flush();
  }
}
