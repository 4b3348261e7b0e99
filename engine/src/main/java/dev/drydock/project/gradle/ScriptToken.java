package dev.drydock.project.gradle;

/// A token of a build script. Comments are none; line ends are, since statements end there.
///
/// @param start of its first character, of a text in quotes that of the quotes
/// @param end after its last character
/// @param text of a word or mark as it stands there; of a text in quotes what is between them
/// @param textStart where `text` starts
/// @param template whether `$` stands for something in it
/// @param plain whether a text in quotes means what is written, without escapes
record ScriptToken(
    Kind kind, int start, int end, String text, int textStart, boolean template, boolean plain) {

  enum Kind {
    WORD,
    TEXT,
    MARK,
    LINE_END
  }

  static ScriptToken of(Kind kind, int start, String text) {
    return new ScriptToken(kind, start, start + text.length(), text, start, false, true);
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  /// Whether it is a text in quotes that can be understood.
  boolean isText() {
    return kind == Kind.TEXT && plain;
  }

  boolean isMark(char mark) {
    return kind == Kind.MARK && text.charAt(0) == mark;
  }

  boolean isLineEnd() {
    return kind == Kind.LINE_END;
  }
}
