package dev.drydock.version;

import static dev.drydock.version.VersionText.isDigit;
import static dev.drydock.version.VersionText.isLetter;

import java.util.Arrays;
import java.util.Optional;

/// RubyGems' versions in the order of `Gem::Version`: a version with a letter in it is a
/// pre-release.
final class GemScheme implements VersionScheme {
  static final GemScheme INSTANCE = new GemScheme();

  private static final int WORD = 0;
  private static final int NUMBER = 1;

  private GemScheme() {}

  @Override
  public String name() {
    return "gem";
  }

  @Override
  public Optional<Version> parse(String written) {
    String clean = VersionText.clean(written);
    if (clean == null || !isVersion(clean)) {
      return Optional.empty();
    }
    String text = clean.indexOf('-') < 0 ? clean : clean.replace("-", ".pre.");
    return text.length() > Tokens.MAX_POSITION
        ? Optional.empty()
        : Optional.of(new GemVersion(clean, text, withoutZeros(text, segments(text))));
  }

  /// `Gem::Version::VERSION_PATTERN`: a number, then pieces after dots, then one with dashes.
  private static boolean isVersion(String text) {
    int at = VersionText.digitsEnd(text, 0);
    boolean dashes = false;
    if (at == 0) {
      return false;
    }
    while (at < text.length()) {
      char separator = text.charAt(at);
      if (separator == '-') {
        dashes = true;
      } else if (separator != '.') {
        return false;
      }
      int from = ++at;
      while (at < text.length() && isPiece(text.charAt(at), dashes)) {
        at++;
      }
      if (at == from) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPiece(char c, boolean dashes) {
    return isDigit(c) || isLetter(c) || dashes && c == '-';
  }

  private static int[] segments(String text) {
    Tokens segments = new Tokens();
    int at = 0;
    while (at < text.length()) {
      int digits = VersionText.digitsEnd(text, at);
      int end = digits > at ? digits : VersionText.lettersEnd(text, at);
      if (end > at) {
        segments.add(digits > at ? NUMBER : WORD, at, end);
        at = end;
      } else {
        at++;
      }
    }
    return segments.toArray();
  }

  /// Leaves out the zeros before the first word and at the end.
  private static int[] withoutZeros(String text, int[] segments) {
    int kept = segments.length;
    boolean trimming = true;
    int firstWord = 0;
    while (firstWord < segments.length && Tokens.kind(segments[firstWord]) == NUMBER) {
      firstWord++;
    }
    for (int i = segments.length - 1; i >= 0; i--) {
      int segment = segments[i];
      trimming |= i == firstWord - 1;
      int to = Tokens.to(segment);
      trimming &=
          Tokens.kind(segment) == NUMBER
              && VersionText.skipZeros(text, Tokens.from(segment), to) == to;
      if (!trimming) {
        segments[--kept] = segment;
      }
    }
    return Arrays.copyOfRange(segments, kept, segments.length);
  }

  private static final class GemVersion implements Version {
    private final String written;
    private final String text;
    private final int[] segments;

    GemVersion(String written, String text, int[] segments) {
      this.written = written;
      this.text = text;
      this.segments = segments;
    }

    @Override
    public int compareTo(Version other) {
      GemVersion that = (GemVersion) other;
      int most = Math.max(segments.length, that.segments.length);
      for (int i = 0; i < most; i++) {
        int kind = that.kind(i);
        if (kind(i) != kind) {
          return Integer.compare(kind(i), kind);
        }
        int order =
            kind == NUMBER
                ? VersionText.compareNumbers(
                    text, from(i), to(i), that.text, that.from(i), that.to(i))
                : VersionText.compareTexts(
                    text, from(i), to(i), that.text, that.from(i), that.to(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }

    /// A missing segment is the number 0.
    private int kind(int index) {
      return index < segments.length ? Tokens.kind(segments[index]) : NUMBER;
    }

    private int from(int index) {
      return index < segments.length ? Tokens.from(segments[index]) : 0;
    }

    private int to(int index) {
      return index < segments.length ? Tokens.to(segments[index]) : 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof GemVersion that && written.equals(that.written);
    }

    @Override
    public int hashCode() {
      return written.hashCode();
    }

    @Override
    public String toString() {
      return written;
    }
  }
}
