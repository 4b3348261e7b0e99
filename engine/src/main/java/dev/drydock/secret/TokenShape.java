package dev.drydock.secret;

/// How the tokens of an issuer look.
///
/// @param prefix how they begin
/// @param least characters after the prefix
/// @param most the same
/// @param alphabet of these characters
record TokenShape(SecretKind kind, String prefix, int least, int most, Alphabet alphabet) {
  /// The end of the token that begins at `at` in `text`; -1 where none does.
  int endOf(String text, int at) {
    if (!text.startsWith(prefix, at)) {
      return -1;
    }
    int from = at + prefix.length();
    int to = from;
    int latest = Math.min(text.length(), from + most + 1); // one more is too many
    while (to < latest && alphabet.has(text.charAt(to))) {
      to++;
    }
    int length = to - from;
    boolean fits =
        length >= least && length <= most && !Placeholders.like(text.substring(from, to));
    return fits ? to : -1;
  }

  /// Letters, digits, and what an issuer uses beside them.
  enum Alphabet {
    ALPHANUMERIC(""),
    UNDERSCORE("_"),
    DASH("-"),
    DASHES("-_"),
    DOTS("-_."),
    SLASH("/"),
    BASE64("+/="),
    /// capitals and digits only
    CAPITALS("");

    private final String others;

    Alphabet(String others) {
      this.others = others;
    }

    boolean has(char c) {
      return c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || this != CAPITALS && c >= 'a' && c <= 'z'
          || others.indexOf(c) >= 0;
    }
  }
}
