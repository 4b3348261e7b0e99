package dev.drydock.version;

import static dev.drydock.version.VersionText.isDigit;

import java.util.Optional;

/// Alpine's versions, `number{.number}[letter]{_suffix[number]}[~hash][-rnumber]`, in the order of
/// apk-tools 3: apk-package(5), "Package versions".
///
/// apk 2 took digits after the letter too (`6.6.2p1`), and old releases have such packages. What
/// `apk version --check` calls invalid is no version here either: apk's own order of such texts has
/// changed from release to release.
final class ApkScheme implements VersionScheme {
  static final ApkScheme INSTANCE = new ApkScheme();

  /// The parts in their order: of two versions that are equal so far, the one whose next part comes
  /// earlier in this list is the newer one.
  private static final int FIRST_NUMBER = 0;

  private static final int NUMBER = 1;
  private static final int LETTER = 2;
  private static final int SUFFIX = 3;
  private static final int SUFFIX_NUMBER = 4;
  private static final int HASH = 5;
  private static final int REVISION = 6;
  private static final int END = 7;

  /// The end of a version ranks as this: below the suffixes before it are pre-releases.
  private static final int NO_SUFFIX = 4;

  private static final String[] SUFFIXES = {
    "alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"
  };

  /// Suffixes are kept as kinds of their own, from here on, one for each of [#SUFFIXES].
  private static final int SUFFIX_KINDS = 16;

  private ApkScheme() {}

  @Override
  public String name() {
    return "apk";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    if (text == null) {
      return Optional.empty();
    }
    Tokens tokens = new Tokens();
    int at = VersionText.digitsEnd(text, 0);
    boolean valid = at > 0;
    tokens.add(FIRST_NUMBER, 0, at);
    int last = FIRST_NUMBER;
    while (valid && at < text.length()) {
      int end = part(text, at, last, tokens);
      valid = end > at;
      at = end;
      last = partOf(tokens.last());
    }
    return valid ? Optional.of(new ApkVersion(text, tokens.toArray())) : Optional.empty();
  }

  /// Reads the part that starts at `at`; returns where it ends, or -1 where none may follow `last`.
  private static int part(String text, int at, int last, Tokens tokens) {
    char c = text.charAt(at);
    if (c == '.' && last <= NUMBER) {
      return digits(text, at + 1, NUMBER, tokens);
    }
    if (c >= 'a' && c <= 'z' && last <= NUMBER) {
      tokens.add(LETTER, at, at + 1);
      return at + 1;
    }
    if (isDigit(c) && last == LETTER) {
      return digits(text, at, NUMBER, tokens);
    }
    if (isDigit(c) && last == SUFFIX) {
      return digits(text, at, SUFFIX_NUMBER, tokens);
    }
    if (c == '_' && last <= SUFFIX_NUMBER) {
      return suffix(text, at + 1, tokens);
    }
    if (c == '~' && last < HASH) {
      int end = at + 1;
      while (isHexadecimal(VersionText.at(text, end))) {
        end++;
      }
      tokens.add(HASH, at + 1, end);
      return end > at + 1 ? end : -1;
    }
    if (c == '-' && VersionText.at(text, at + 1) == 'r' && last < REVISION) {
      return digits(text, at + 2, REVISION, tokens);
    }
    return -1;
  }

  private static boolean isHexadecimal(char c) {
    char lower = VersionText.lower(c);
    return isDigit(c) || lower >= 'a' && lower <= 'f';
  }

  private static int digits(String text, int from, int kind, Tokens tokens) {
    int end = VersionText.digitsEnd(text, from);
    tokens.add(kind, from, end);
    return end > from ? end : -1;
  }

  private static int suffix(String text, int from, Tokens tokens) {
    int end = VersionText.lettersEnd(text, from);
    for (int i = 0; i < SUFFIXES.length; i++) {
      String suffix = SUFFIXES[i];
      if (end > from && suffix.length() == end - from && text.startsWith(suffix, from)) {
        tokens.add(SUFFIX_KINDS + i, from, end);
        return end;
      }
    }
    return -1;
  }

  private static int partOf(int token) {
    int kind = Tokens.kind(token);
    return kind >= SUFFIX_KINDS ? SUFFIX : kind;
  }

  private static final class ApkVersion implements Version {
    private final String text;
    private final int[] tokens;

    ApkVersion(String text, int[] tokens) {
      this.text = text;
      this.tokens = tokens;
    }

    @Override
    public int compareTo(Version other) {
      ApkVersion that = (ApkVersion) other;
      for (int i = 0; ; i++) {
        int part = part(i);
        int thatPart = that.part(i);
        if (part != thatPart) {
          if (part == SUFFIX && suffix(i) < NO_SUFFIX) {
            return -1;
          }
          if (thatPart == SUFFIX && that.suffix(i) < NO_SUFFIX) {
            return 1;
          }
          return part > thatPart ? -1 : 1;
        }
        if (part == END) {
          return 0;
        }
        int order = compare(part, tokens[i], that, that.tokens[i]);
        if (order != 0) {
          return order;
        }
      }
    }

    private int part(int index) {
      return index < tokens.length ? partOf(tokens[index]) : END;
    }

    private int suffix(int index) {
      return Tokens.kind(tokens[index]) - SUFFIX_KINDS;
    }

    private int compare(int part, int token, ApkVersion that, int thatToken) {
      int from = Tokens.from(token);
      int to = Tokens.to(token);
      int thatFrom = Tokens.from(thatToken);
      int thatTo = Tokens.to(thatToken);
      if (part == SUFFIX) {
        return Integer.compare(Tokens.kind(token), Tokens.kind(thatToken));
      }
      boolean asText =
          part == LETTER
              || part == HASH
              || part == NUMBER
                  && text.charAt(from - 1) == '.'
                  && (text.charAt(from) == '0' || that.text.charAt(thatFrom) == '0');
      return asText
          ? VersionText.compareTexts(text, from, to, that.text, thatFrom, thatTo)
          : VersionText.compareNumbers(text, from, to, that.text, thatFrom, thatTo);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ApkVersion that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
