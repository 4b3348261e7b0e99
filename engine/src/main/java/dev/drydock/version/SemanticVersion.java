package dev.drydock.version;

import static dev.drydock.version.VersionText.isDigit;
import static dev.drydock.version.VersionText.isLetter;

import org.jspecify.annotations.Nullable;

/// A version in the manner of Semantic Versioning 2.0.0, shared by the schemes that follow it:
/// numbers, a pre-release after `-`, build metadata after `+`.
///
/// Numbers that are missing count as 0. Build metadata does not count, save where a scheme says so.
final class SemanticVersion implements Version {
  /// The largest number of 32 bits.
  private static final String LARGEST_SMALL = "2147483647";

  private final VersionScheme scheme;
  private final Grammar grammar;
  private final String written;
  private final String text;
  private final int from;
  private final int coreTo;
  private final int preFrom;
  private final int preTo;

  /// @param text what is compared; not always what was written
  /// @param from where the numbers start, up to `coreTo`
  /// @param preFrom where the pre-release starts, up to `preTo`; the same where there is none
  private SemanticVersion(
      VersionScheme scheme,
      Grammar grammar,
      String written,
      String text,
      int from,
      int coreTo,
      int preFrom,
      int preTo) {
    this.scheme = scheme;
    this.grammar = grammar;
    this.written = written;
    this.text = text;
    this.from = from;
    this.coreTo = coreTo;
    this.preFrom = preFrom;
    this.preTo = preTo;
  }

  /// Where a scheme departs from Semantic Versioning.
  enum Departure {
    /// `01` is a number
    LEADING_ZEROS(1),
    /// the `-` before a pre-release may be missing: `1.2.3beta`
    NO_DASH(2),
    /// `Beta` is the same as `beta`
    ANY_CASE(4),
    /// build metadata counts: more is newer
    BUILD_COUNTS(8),
    /// a number in a pre-release that does not fit into 32 bits is a text
    SMALL_NUMBERS(16);

    private final int bit;

    Departure(int bit) {
      this.bit = bit;
    }
  }

  /// What a scheme takes and how it orders it.
  static final class Grammar {
    /// Semantic Versioning's own: sections 2, 9, 10 and 11.
    static final Grammar STRICT = new Grammar(3, 3);

    private final int minimum;
    private final int maximum;
    private final int departures;

    /// @param minimum numbers that have to be there
    /// @param maximum numbers that may be there
    Grammar(int minimum, int maximum, Departure... departures) {
      this.minimum = minimum;
      this.maximum = maximum;
      int set = 0;
      for (Departure departure : departures) {
        set |= departure.bit;
      }
      this.departures = set;
    }

    private boolean has(Departure departure) {
      return (departures & departure.bit) != 0;
    }
  }

  /// `null` where `text`, from `from` on, is not such a version.
  static @Nullable SemanticVersion parse(
      VersionScheme scheme, String written, String text, int from, Grammar grammar) {
    int coreTo = core(text, from, grammar);
    if (coreTo < 0) {
      return null;
    }
    int preFrom = coreTo;
    int preTo = coreTo;
    char next = VersionText.at(text, coreTo);
    if (next == '-' || isLetter(next) && grammar.has(Departure.NO_DASH)) {
      preFrom = next == '-' ? coreTo + 1 : coreTo;
      preTo = identifiersEnd(text, preFrom, grammar.has(Departure.LEADING_ZEROS));
      if (preTo < 0) {
        return null;
      }
    }
    int end = preTo;
    if (VersionText.at(text, end) == '+') {
      end = identifiersEnd(text, end + 1, true);
    }
    return end == text.length()
        ? new SemanticVersion(scheme, grammar, written, text, from, coreTo, preFrom, preTo)
        : null;
  }

  /// Where the dotted numbers that start at `from` end; -1 where they are too few, too many, or not
  /// numbers.
  private static int core(String text, int from, Grammar grammar) {
    int at = from;
    for (int parts = 1; ; parts++) {
      int end = VersionText.digitsEnd(text, at);
      boolean padded = text.startsWith("0", at) && end > at + 1;
      if (end == at || parts > grammar.maximum || padded && !grammar.has(Departure.LEADING_ZEROS)) {
        return -1;
      }
      if (VersionText.at(text, end) != '.') {
        return parts < grammar.minimum ? -1 : end;
      }
      at = end + 1;
    }
  }

  /// Where the dotted identifiers that start at `from` end; -1 where one is empty or a number with
  /// zeros before it that may not have them.
  private static int identifiersEnd(String text, int from, boolean leadingZeros) {
    int at = from;
    while (true) {
      int end = at;
      while (end < text.length() && isIdentifier(text.charAt(end))) {
        end++;
      }
      boolean padded =
          text.startsWith("0", at) && end > at + 1 && VersionText.isNumber(text, at, end);
      if (end == at || padded && !leadingZeros) {
        return -1;
      }
      if (VersionText.at(text, end) != '.') {
        return end;
      }
      at = end + 1;
    }
  }

  private static boolean isIdentifier(char c) {
    return isDigit(c) || isLetter(c) || c == '-';
  }

  @Override
  public int compareTo(Version other) {
    SemanticVersion that = (SemanticVersion) other;
    if (!scheme.equals(that.scheme)) {
      throw new ClassCastException(
          "A %s version cannot be compared with a %s version"
              .formatted(scheme.name(), that.scheme.name()));
    }
    int order = compareDotted(text, from, coreTo, that.text, that.from, that.coreTo);
    if (order == 0) {
      order = comparePrereleases(that);
    }
    return order == 0 && grammar.has(Departure.BUILD_COUNTS) ? compareBuilds(that) : order;
  }

  private int comparePrereleases(SemanticVersion that) {
    if (preFrom == preTo || that.preFrom == that.preTo) {
      return Boolean.compare(preFrom == preTo, that.preFrom == that.preTo);
    }
    return compareIdentifiers(text, preFrom, preTo, that.text, that.preFrom, that.preTo);
  }

  private int compareBuilds(SemanticVersion that) {
    int to = text.length();
    int thatTo = that.text.length();
    return compareIdentifiers(
        text, Math.min(preTo + 1, to), to, that.text, Math.min(that.preTo + 1, thatTo), thatTo);
  }

  /// Dotted numbers; those that are missing count as 0.
  static int compareDotted(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
    int i = aFrom;
    int j = bFrom;
    while (i < aTo || j < bTo) {
      int iEnd = VersionText.digitsEnd(a, Math.min(i, aTo));
      int jEnd = VersionText.digitsEnd(b, Math.min(j, bTo));
      int numbers =
          VersionText.compareNumbers(
              a, Math.min(i, aTo), Math.min(iEnd, aTo), b, Math.min(j, bTo), Math.min(jEnd, bTo));
      if (numbers != 0) {
        return numbers;
      }
      i = iEnd + 1;
      j = jEnd + 1;
    }
    return 0;
  }

  /// Precedence of pre-releases, section 11.4: numbers before texts, fewer before more.
  private int compareIdentifiers(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
    int i = aFrom;
    int j = bFrom;
    while (i < aTo && j < bTo) {
      int iEnd = dotOrEnd(a, i, aTo);
      int jEnd = dotOrEnd(b, j, bTo);
      boolean aNumber = isNumber(a, i, iEnd);
      boolean bNumber = isNumber(b, j, jEnd);
      if (aNumber != bNumber) {
        return aNumber ? -1 : 1;
      }
      int order =
          aNumber
              ? VersionText.compareNumbers(a, i, iEnd, b, j, jEnd)
              : grammar.has(Departure.ANY_CASE)
                  ? VersionText.compareTextsIgnoringCase(a, i, iEnd, b, j, jEnd)
                  : VersionText.compareTexts(a, i, iEnd, b, j, jEnd);
      if (order != 0) {
        return order;
      }
      i = iEnd + 1;
      j = jEnd + 1;
    }
    return Boolean.compare(i < aTo, j < bTo);
  }

  private boolean isNumber(String identifiers, int start, int end) {
    return VersionText.isNumber(identifiers, start, end)
        && (!grammar.has(Departure.SMALL_NUMBERS)
            || VersionText.compareNumbers(
                    identifiers, start, end, LARGEST_SMALL, 0, LARGEST_SMALL.length())
                <= 0);
  }

  private static int dotOrEnd(String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) != '.') {
      at++;
    }
    return at;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SemanticVersion that
        && scheme.equals(that.scheme)
        && written.equals(that.written);
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
