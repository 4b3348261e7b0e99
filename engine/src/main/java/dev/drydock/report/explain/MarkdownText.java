package dev.drydock.report.explain;

/// Text of others within Markdown: shown as it is, and never taken for markup.
final class MarkdownText {
  private static final String SIGNS = "\\`*_{}[]<>#|~&!";

  private MarkdownText() {}

  /// On one line, with a backslash before each sign that may mean something. Addresses stay as they
  /// are, so that they can be followed.
  static String escaped(String text) {
    String line = oneLine(text);
    StringBuilder escaped = new StringBuilder(line.length() + 16);
    int at = 0;
    while (at < line.length()) {
      int end = line.indexOf(' ', at);
      end = end < 0 ? line.length() : end;
      String word = line.substring(at, end);
      if (isAddress(word)) {
        escaped.append('<').append(word).append('>');
      } else {
        word(word, at == 0, escaped);
      }
      if (end < line.length()) {
        escaped.append(' ');
      }
      at = end + 1;
    }
    return escaped.toString();
  }

  private static void word(String word, boolean first, StringBuilder escaped) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean begins = first && i == 0 && (c == '-' || c == '+' || c == '=');
      if (begins || SIGNS.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
  }

  private static boolean isAddress(String word) {
    if (!word.startsWith("https://") && !word.startsWith("http://")) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c <= ' ' || c >= 0x7f || "<>\"`\\()[]{}|^*".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  /// Without line breaks and other control characters.
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int type = Character.getType(c);
      boolean unsafe =
          Character.isISOControl(c)
              || type == Character.FORMAT
              || type == Character.LINE_SEPARATOR
              || type == Character.PARAGRAPH_SEPARATOR;
      line.append(unsafe ? ' ' : c);
    }
    return line.toString();
  }
}
