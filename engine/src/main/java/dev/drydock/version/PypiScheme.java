package dev.drydock.version;

import static dev.drydock.version.VersionText.at;
import static dev.drydock.version.VersionText.isDigit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Python's versions, `[N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]`: the version specifiers
/// specification of the PyPA (PEP 440), with all spellings that its appendix B takes.
///
/// What came before PEP 440 is no version, as for pip.
final class PypiScheme implements VersionScheme {
  static final PypiScheme INSTANCE = new PypiScheme();

  private static final int NO_PRERELEASE = 4;
  private static final int ONLY_DEVELOPMENT = 0;

  /// Longer words before those that they start with.
  private static final String[] PRERELEASES = {
    "alpha", "a", "beta", "b", "preview", "pre", "rc", "c"
  };

  /// In the order of [#PRERELEASES].
  private static final int[] PRERELEASE_RANKS = {1, 1, 2, 2, 3, 3, 3, 3};

  private static final String[] POST_RELEASES = {"post", "rev", "r"};
  private static final String[] DEVELOPMENT = {"dev"};

  private PypiScheme() {}

  @Override
  public String name() {
    return "pypi";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    return text == null ? Optional.empty() : Optional.ofNullable(new Reader(text).read());
  }

  /// Where a number stands, from and to in one int; [#ABSENT] where its part is missing altogether.
  private static final int ABSENT = -1;

  private static int range(int from, int to) {
    return from << 16 | to;
  }

  private static int from(int range) {
    return range >>> 16;
  }

  private static int to(int range) {
    return range & 0xffff;
  }

  /// Goes through one text from left to right.
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    @Nullable Version read() {
      if (VersionText.lower(at(text, at)) == 'v') {
        at++;
      }
      int epoch = range(at, at);
      int end = VersionText.digitsEnd(text, at);
      if (end > at && at(text, end) == '!') {
        epoch = range(at, end);
        at = end + 1;
      }
      int release = release();
      if (release == ABSENT) {
        return null;
      }
      int word = word(PRERELEASES);
      int rank = word < 0 ? NO_PRERELEASE : PRERELEASE_RANKS[word];
      int prerelease = word < 0 ? ABSENT : number();
      int post = postRelease();
      int development = word(DEVELOPMENT) < 0 ? ABSENT : number();
      if (rank == NO_PRERELEASE && post == ABSENT && development != ABSENT) {
        rank = ONLY_DEVELOPMENT;
      }
      int local = local();
      return at == text.length()
          ? new PypiVersion(text, epoch, release, rank, prerelease, post, development, local)
          : null;
    }

    /// The numbers without the zeros at their end, which do not count.
    private int release() {
      int from = at;
      int to = at;
      int end = VersionText.digitsEnd(text, at);
      if (end == from) {
        return ABSENT;
      }
      while (true) {
        if (VersionText.skipZeros(text, at, end) < end) {
          to = end;
        }
        at = end;
        if (at(text, at) != '.' || !isDigit(at(text, at + 1))) {
          return range(from, to);
        }
        at++;
        end = VersionText.digitsEnd(text, at);
      }
    }

    /// The index of the word that comes next, after one separator or none; -1 for none of these.
    private int word(String[] words) {
      int start = isSeparator(at(text, at)) ? at + 1 : at;
      for (int i = 0; i < words.length; i++) {
        if (VersionText.hasWord(text, start, words[i])) {
          at = start + words[i].length();
          return i;
        }
      }
      return -1;
    }

    /// The number after a word, with one separator or none before it; empty where there is none.
    private int number() {
      if (isSeparator(at(text, at))) {
        at++;
      }
      int from = at;
      at = VersionText.digitsEnd(text, from);
      return range(from, at);
    }

    private int postRelease() {
      if (at(text, at) == '-' && isDigit(at(text, at + 1))) {
        return number();
      }
      return word(POST_RELEASES) < 0 ? ABSENT : number();
    }

    /// `+` and pieces of letters and digits; [#ABSENT] where there is none. What does not fit is
    /// left over.
    private int local() {
      if (at(text, at) != '+') {
        return ABSENT;
      }
      int from = at + 1;
      int end = from;
      boolean separated = true;
      while (end < text.length()) {
        boolean separator = isSeparator(text.charAt(end));
        if (separator ? separated : !isLetterOrDigit(text.charAt(end))) {
          return ABSENT;
        }
        separated = separator;
        end++;
      }
      if (separated) {
        return ABSENT;
      }
      at = end;
      return range(from, end);
    }
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '-' || c == '_';
  }

  private static boolean isLetterOrDigit(char c) {
    return isDigit(c) || VersionText.isLetter(c);
  }

  /// @param rank of the pre-release: [#ONLY_DEVELOPMENT], a, b, rc, [#NO_PRERELEASE]
  private record PypiVersion(
      String text,
      int epoch,
      int release,
      int rank,
      int prerelease,
      int post,
      int development,
      int local)
      implements Version {

    @Override
    public int compareTo(Version other) {
      PypiVersion that = (PypiVersion) other;
      int order = compareNumbers(epoch, that, that.epoch);
      if (order == 0) {
        order =
            SemanticVersion.compareDotted(
                text, from(release), to(release), that.text, from(that.release), to(that.release));
      }
      if (order == 0) {
        order = Integer.compare(rank, that.rank);
      }
      if (order == 0 && prerelease != ABSENT && that.prerelease != ABSENT) {
        order = compareNumbers(prerelease, that, that.prerelease);
      }
      if (order == 0) {
        order = comparePart(post, that, that.post, -1);
      }
      if (order == 0) {
        order = comparePart(development, that, that.development, 1);
      }
      return order == 0 ? compareLocal(that) : order;
    }

    private int compareNumbers(int range, PypiVersion that, int thatRange) {
      return VersionText.compareNumbers(
          text, from(range), to(range), that.text, from(thatRange), to(thatRange));
    }

    /// @param absent how a version without this part compares with one that has it
    private int comparePart(int range, PypiVersion that, int thatRange, int absent) {
      if (range == ABSENT || thatRange == ABSENT) {
        return range == thatRange ? 0 : range == ABSENT ? absent : -absent;
      }
      return compareNumbers(range, that, thatRange);
    }

    /// Pieces from left to right: numbers after texts, more after fewer.
    private int compareLocal(PypiVersion that) {
      if (local == ABSENT || that.local == ABSENT) {
        return Boolean.compare(local != ABSENT, that.local != ABSENT);
      }
      int i = from(local);
      int j = from(that.local);
      int iTo = to(local);
      int jTo = to(that.local);
      while (i < iTo && j < jTo) {
        int iEnd = pieceEnd(text, i, iTo);
        int jEnd = pieceEnd(that.text, j, jTo);
        boolean number = VersionText.isNumber(text, i, iEnd);
        if (number != VersionText.isNumber(that.text, j, jEnd)) {
          return number ? 1 : -1;
        }
        int order =
            number
                ? VersionText.compareNumbers(text, i, iEnd, that.text, j, jEnd)
                : VersionText.compareTextsIgnoringCase(text, i, iEnd, that.text, j, jEnd);
        if (order != 0) {
          return order;
        }
        i = iEnd + 1;
        j = jEnd + 1;
      }
      return Boolean.compare(i < iTo, j < jTo);
    }

    private static int pieceEnd(String text, int from, int to) {
      int at = from;
      while (at < to && !isSeparator(text.charAt(at))) {
        at++;
      }
      return at;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
