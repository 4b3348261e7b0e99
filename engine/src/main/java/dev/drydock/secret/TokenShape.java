package dev.drydock.secret;

import java.util.List;

/// How the tokens of an issuer look.
///
/// @param prefix how they begin
/// @param parts what follows it
/// @param body what is known of all that follows
record TokenShape(SecretKind kind, String prefix, List<Part> parts, Body body) {
  TokenShape(SecretKind kind, String prefix, int least, int most, Alphabet alphabet) {
    this(kind, prefix, List.of(new Part("", least, most, alphabet)), Body.ANY);
  }

  /// @param separator what stands before the part, none of the alphabet of the part before that
  /// @param least characters after the separator
  /// @param most the same
  /// @param alphabet of these characters
  record Part(String separator, int least, int most, Alphabet alphabet) {
    private int endOf(String text, int at) {
      if (!text.startsWith(separator, at)) {
        return -1;
      }
      int from = at + separator.length();
      int to = from;
      int latest = Math.min(text.length(), from + most);
      while (to < latest && alphabet.has(text.charAt(to))) {
        to++;
      }
      return to - from < least ? -1 : to;
    }
  }

  /// The same tokens with a part more.
  TokenShape then(String separator, int characters, Alphabet alphabet) {
    return then(separator, characters, characters, alphabet);
  }

  TokenShape then(String separator, int least, int most, Alphabet alphabet) {
    Part first = parts.getFirst(); // of two at most
    return new TokenShape(
        kind, prefix, List.of(first, new Part(separator, least, most, alphabet)), body);
  }

  TokenShape with(Body known) {
    return new TokenShape(kind, prefix, parts, known);
  }

  /// The end of the token that begins at `at` in `text`; -1 where none does.
  int endOf(String text, int at) {
    if (!text.startsWith(prefix, at)) {
      return -1;
    }
    int from = at + prefix.length();
    int to = from;
    for (int i = 0; i < parts.size() && to >= 0; i++) {
      to = parts.get(i).endOf(text, to);
    }
    return to >= 0 && !goesOn(text, to) && fits(text.substring(from, to)) ? to : -1;
  }

  /// Whether the token is part of a longer word, which is something else.
  private boolean goesOn(String text, int at) {
    if (at == text.length()) {
      return false;
    }
    char next = text.charAt(at);
    return Alphabet.UNDERSCORE.has(next) || parts.getLast().alphabet().has(next);
  }

  private boolean fits(String text) {
    return body.fits(text) && !Placeholders.like(text);
  }

  /// What is known of a token beside its alphabet.
  enum Body {
    ANY,
    /// as random characters are, and names in programs are not
    MIXED,
    /// with the issuer's name in Base64
    OPENAI;

    private boolean fits(String text) {
      return switch (this) {
        case ANY -> true;
        case MIXED -> has(text, '0', '9') && has(text, 'a', 'z') && has(text, 'A', 'Z');
        case OPENAI -> text.contains("T3BlbkFJ");
      };
    }

    private static boolean has(String text, char first, char last) {
      for (int at = 0; at < text.length(); at++) {
        if (text.charAt(at) >= first && text.charAt(at) <= last) {
          return true;
        }
      }
      return false;
    }
  }

  /// Letters, digits, and what an issuer uses beside them.
  enum Alphabet {
    ALPHANUMERIC("", 'Z', 'z'),
    UNDERSCORE("_", 'Z', 'z'),
    DASH("-", 'Z', 'z'),
    DASHES("-_", 'Z', 'z'),
    DOTS("-_.", 'Z', 'z'),
    TILDES("-_.~", 'Z', 'z'),
    SLASH("/", 'Z', 'z'),
    BASE64("+/=", 'Z', 'z'),
    /// Base64 for addresses
    BASE64_URL("-_=", 'Z', 'z'),
    /// capitals and digits only
    CAPITALS("", 'Z', '\0'),
    /// small letters and digits only
    SMALL("", '\0', 'z'),
    HEX("", 'F', 'f'),
    DIGITS("", '\0', '\0');

    private final String others;
    private final char lastCapital;
    private final char lastSmall;

    Alphabet(String others, char lastCapital, char lastSmall) {
      this.others = others;
      this.lastCapital = lastCapital;
      this.lastSmall = lastSmall;
    }

    boolean has(char c) {
      return c >= 'A' && c <= lastCapital
          || c >= '0' && c <= '9'
          || c >= 'a' && c <= lastSmall
          || others.indexOf(c) >= 0;
    }
  }
}
