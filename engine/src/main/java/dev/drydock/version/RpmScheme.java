package dev.drydock.version;

import static dev.drydock.version.VersionText.isDigit;
import static dev.drydock.version.VersionText.isLetter;

import java.util.Optional;

/// Versions of RPM packages, `[epoch:]version[-release]`, in the order of `rpmvercmp`:
/// rpm-version(7). A missing epoch is 0; a missing release comes before every other.
final class RpmScheme implements VersionScheme {
  static final RpmScheme INSTANCE = new RpmScheme();

  private RpmScheme() {}

  @Override
  public String name() {
    return "rpm";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    if (text == null) {
      return Optional.empty();
    }
    int colon = VersionText.digitsEnd(text, 0);
    if (VersionText.at(text, colon) != ':') {
      colon = -1;
    }
    int from = colon + 1;
    int dash = text.lastIndexOf('-');
    if (dash < from) {
      dash = text.length();
    }
    if (from == dash) {
      return Optional.empty();
    }
    return Optional.of(new RpmVersion(text, Math.max(colon, 0), from, dash));
  }

  /// @param epochTo where the epoch's digits end, 0 where there are none
  /// @param from where the version starts
  /// @param dash where it ends: the text's length where there is no release
  private record RpmVersion(String text, int epochTo, int from, int dash) implements Version {

    @Override
    public int compareTo(Version other) {
      RpmVersion that = (RpmVersion) other;
      int epochs = VersionText.compareNumbers(text, 0, epochTo, that.text, 0, that.epochTo);
      if (epochs != 0) {
        return epochs;
      }
      int versions = compareParts(text, from, dash, that.text, that.from, that.dash);
      if (versions != 0) {
        return versions;
      }
      int end = text.length();
      int thatEnd = that.text.length();
      if (dash == end || that.dash == thatEnd) {
        return Boolean.compare(dash < end, that.dash < thatEnd);
      }
      return compareParts(text, dash + 1, end, that.text, that.dash + 1, thatEnd);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// Segment by segment: a tilde comes before the end, the end before a caret, that before letters,
  /// letters before digits; all other characters only separate.
  private static int compareParts(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
    int i = aFrom;
    int j = bFrom;
    while (true) {
      i = skipSeparators(a, i, aTo);
      j = skipSeparators(b, j, bTo);
      int aRank = rank(a, i, aTo);
      int bRank = rank(b, j, bTo);
      if (aRank != bRank) {
        return aRank < bRank ? -1 : 1;
      }
      switch (aRank) {
        case END -> {
          return 0;
        }
        case LETTERS, DIGITS -> {
          int iEnd = segmentEnd(a, i, aTo, aRank);
          int jEnd = segmentEnd(b, j, bTo, aRank);
          int segments =
              aRank == DIGITS
                  ? VersionText.compareNumbers(a, i, iEnd, b, j, jEnd)
                  : VersionText.compareTexts(a, i, iEnd, b, j, jEnd);
          if (segments != 0) {
            return segments;
          }
          i = iEnd;
          j = jEnd;
        }
        default -> {
          i++;
          j++;
        }
      }
    }
  }

  private static final int TILDE = 0;
  private static final int END = 1;
  private static final int CARET = 2;
  private static final int LETTERS = 3;
  private static final int DIGITS = 4;

  private static int rank(String text, int at, int to) {
    if (at >= to) {
      return END;
    }
    char c = text.charAt(at);
    if (isDigit(c)) {
      return DIGITS;
    }
    return c == '~' ? TILDE : c == '^' ? CARET : LETTERS;
  }

  private static int skipSeparators(String text, int from, int to) {
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (isDigit(c) || isLetter(c) || c == '~' || c == '^') {
        break;
      }
      at++;
    }
    return at;
  }

  private static int segmentEnd(String text, int from, int to, int rank) {
    int end =
        rank == DIGITS ? VersionText.digitsEnd(text, from) : VersionText.lettersEnd(text, from);
    return Math.min(end, to);
  }
}
