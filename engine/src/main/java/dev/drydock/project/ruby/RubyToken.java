package dev.drydock.project.ruby;

/// A piece of a Ruby program.
///
/// @param text a string's content; else the piece as it is written
/// @param start where it begins, with its quote
/// @param end where it ends
record RubyToken(Kind kind, String text, int start, int end) {

  enum Kind {
    WORD,
    /// a string that holds what it shows
    STRING,
    /// a string with interpolation or escapes, whose value only Ruby knows
    DYNAMIC_STRING,
    SIGN,
    LINE_END
  }

  boolean is(String sign) {
    return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(sign);
  }
}
