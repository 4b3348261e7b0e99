package dev.drydock.report.markdown;

/// Words in Markdown that start no markup: names come from images, and anybody can name a package.
final class MarkdownText {
  private static final int LONGEST_CELL = 300;
  private static final int LONGEST_SENTENCE = 2_000;
  private static final int LONGEST_TITLE = 200;

  private MarkdownText() {}

  /// Words of a table or a paragraph, in one line.
  static String cell(String words) {
    return escaped(shortened(plain(words), LONGEST_CELL));
  }

  /// A sentence of ours with names in it; what stands between backticks stays code.
  static String sentence(String words) {
    String plain = shortened(plain(words), LONGEST_SENTENCE);
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
  static String code(String words) {
    return shortened(plain(words), LONGEST_CELL).replace('`', ' ');
  }

  /// A title, which is no Markdown; signs that name another request, a person or code there all the
  /// same do not stay.
  static String title(String words) {
    StringBuilder title = new StringBuilder(words.length());
    String plain = plain(words).strip();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      title.append("#!<>`*|\\".indexOf(c) >= 0 ? '?' : c);
    }
    return shortened(title.toString(), LONGEST_TITLE);
  }

  private static String escaped(String words) {
    StringBuilder escaped = new StringBuilder(words.length() + 16);
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if ("|<>[]*_`\\#~!&$".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  private static String shortened(String words, int longest) {
    if (words.length() <= longest) {
      return words;
    }
    int end = longest - 1;
    return words.substring(0, Character.isHighSurrogate(words.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  /// Without signs that are no letters on a page: line ends, directions, joiners, halves of pairs.
  private static String plain(String words) {
    StringBuilder plain = new StringBuilder(words.length());
    words
        .codePoints()
        .forEach(
            c -> {
              boolean shown =
                  switch (Character.getType(c)) {
                    case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE ->
                        false;
                    default -> true;
                  };
              plain.appendCodePoint(shown ? c : ' ');
            });
    return plain.toString();
  }
}
