package dev.drydock.report.markdown;

import dev.drydock.report.CleanText;

/// Words in Markdown that start no markup: names come from images, and anybody can name a package.
public final class MarkdownText {
  private static final int LONGEST_CELL = 300;
  private static final int LONGEST_SENTENCE = 2_000;
  private static final int LONGEST_TITLE = 200;

  private MarkdownText() {}

  /// Words of a table or a paragraph, in one line.
  public static String cell(String words) {
    return escaped(CleanText.line(words, LONGEST_CELL));
  }

  /// A sentence of ours with names in it; what stands between backticks stays code.
  public static String sentence(String words) {
    String plain = CleanText.line(words, LONGEST_SENTENCE);
    String[] parts = plain.split("`", -1);
    if (parts.length % 2 == 0) {
      return escaped(plain);
    }
    StringBuilder sentence = new StringBuilder(plain.length() + 16);
    for (int i = 0; i < parts.length; i++) {
      boolean code = i % 2 == 1 && !parts[i].isBlank();
      sentence.append(code ? "`" + parts[i] + "`" : escaped(parts[i]));
    }
    return sentence.toString();
  }

  /// Within a pair of backticks.
  public static String code(String words) {
    return CleanText.line(words, LONGEST_CELL).replace('`', ' ');
  }

  /// A title, which is no Markdown; signs that name another request, a person or code there all the
  /// same do not stay.
  public static String title(String words) {
    StringBuilder title = new StringBuilder(words.length());
    String plain = CleanText.line(words).strip();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      title.append("#!<>`*|\\".indexOf(c) >= 0 ? '?' : c);
    }
    return CleanText.shortened(title.toString(), LONGEST_TITLE);
  }

  private static String escaped(String words) {
    StringBuilder escaped = new StringBuilder(words.length() + 16);
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if ("|<>[]*_`\\#~!&$".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
      if (c == '@') {
        // hosts tell people who are named so, and anybody can name a package after one
        escaped.append("&#8203;");
      }
    }
    return escaped.toString();
  }
}
