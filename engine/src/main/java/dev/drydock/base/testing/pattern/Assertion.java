package dev.drydock.base.testing.pattern;

/// A place in a text.
enum Assertion {
  BEGIN_OF_TEXT,
  END_OF_TEXT,
  BEGIN_OF_LINE,
  END_OF_LINE,
  WORD_BOUNDARY,
  NO_WORD_BOUNDARY;

  boolean holds(String text, int at) {
    return switch (this) {
      case BEGIN_OF_TEXT -> at == 0;
      case END_OF_TEXT -> at == text.length();
      case BEGIN_OF_LINE -> at == 0 || text.charAt(at - 1) == '\n';
      case END_OF_LINE -> at == text.length() || text.charAt(at) == '\n';
      case WORD_BOUNDARY -> boundary(text, at);
      case NO_WORD_BOUNDARY -> !boundary(text, at);
    };
  }

  private static boolean boundary(String text, int at) {
    boolean before = at > 0 && isWord(text.charAt(at - 1));
    boolean after = at < text.length() && isWord(text.charAt(at));
    return before != after;
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }
}
