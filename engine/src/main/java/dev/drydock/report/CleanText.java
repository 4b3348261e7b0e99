package dev.drydock.report;

import java.util.Locale;

/// Words for people without signs that are no letters on a page: control sequences, line ends,
/// directions of writing, joiners, halves of pairs. Names come from images, and anybody can name a
/// package.
public final class CleanText {
  private CleanText() {}

  /// One line.
  public static String line(String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c < 0x20 || c >= 0x7f) {
        return cleaned(words);
      }
    }
    return words;
  }

  /// One line of at most so many characters.
  public static String line(String words, int longest) {
    return shortened(line(words), longest);
  }

  /// From a capital on, as a sentence starts.
  public static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /// At most so many characters, the last of which says where something was cut off.
  public static String shortened(String words, int longest) {
    if (words.length() <= longest) {
      return words;
    }
    int end = longest - 1;
    return words.substring(0, Character.isHighSurrogate(words.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  private static String cleaned(String words) {
    StringBuilder line = new StringBuilder(words.length());
    words.codePoints().forEach(c -> line.appendCodePoint(shown(c) ? c : ' '));
    return line.toString();
  }

  private static boolean shown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
