package dev.drydock.version;

import static dev.drydock.version.VersionText.at;
import static dev.drydock.version.VersionText.isDigit;
import static dev.drydock.version.VersionText.isLetter;

import java.util.Optional;

/// Debian's and Ubuntu's versions, `[epoch:]upstream[-revision]`, in the order of dpkg: Debian
/// Policy, section 5.6.12, and deb-version(7).
final class DebScheme implements VersionScheme {
  static final DebScheme INSTANCE = new DebScheme();

  private DebScheme() {}

  @Override
  public String name() {
    return "deb";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    if (text == null) {
      return Optional.empty();
    }
    int colon = text.indexOf(':');
    int epoch = 0;
    if (colon >= 0) {
      epoch = epoch(text, colon);
      if (epoch < 0) {
        return Optional.empty();
      }
    }
    int from = colon + 1;
    int dash = text.lastIndexOf('-');
    if (dash < from) {
      dash = text.length();
    } else if (dash == text.length() - 1) {
      return Optional.empty();
    }
    if (from == dash || !isDigit(text.charAt(from)) || !hasOnlyAllowed(text, from, dash)) {
      return Optional.empty();
    }
    return Optional.of(new DebVersion(text, epoch, from, dash));
  }

  /// The number before `colon`; -1 where there is none or more than dpkg takes, an `int`.
  private static int epoch(String text, int colon) {
    if (!VersionText.isNumber(text, 0, colon)) {
      return -1;
    }
    long epoch = 0;
    for (int i = 0; i < colon; i++) {
      epoch = epoch * 10 + (text.charAt(i) - '0');
      if (epoch > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return (int) epoch;
  }

  private static boolean hasOnlyAllowed(String text, int from, int dash) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed = isDigit(c) || isLetter(c) || c == '.' || c == '+' || c == '~';
      if (!allowed && (i >= dash ? i > dash : c != '-' && c != ':')) {
        return false;
      }
    }
    return true;
  }

  /// @param from where the upstream version starts
  /// @param dash where it ends; the revision, if any, comes after
  private record DebVersion(String text, int epoch, int from, int dash) implements Version {

    @Override
    public int compareTo(Version other) {
      DebVersion that = (DebVersion) other;
      if (epoch != that.epoch) {
        return Integer.compare(epoch, that.epoch);
      }
      int upstream = compareParts(text, from, dash, that.text, that.from, that.dash);
      return upstream != 0
          ? upstream
          : compareParts(
              text, dash + 1, text.length(), that.text, that.dash + 1, that.text.length());
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// By turns a run of other characters and a run of digits, as deb-version(7) says under "Sorting
  /// algorithm".
  static int compareParts(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
    int i = aFrom;
    int j = bFrom;
    while (i < aTo || j < bTo) {
      while (i < aTo && !isDigit(a.charAt(i)) || j < bTo && !isDigit(b.charAt(j))) {
        int difference = weight(i < aTo ? at(a, i) : '\0') - weight(j < bTo ? at(b, j) : '\0');
        if (difference != 0) {
          return difference;
        }
        i++;
        j++;
      }
      int iEnd = Math.min(VersionText.digitsEnd(a, i), Math.max(i, aTo));
      int jEnd = Math.min(VersionText.digitsEnd(b, j), Math.max(j, bTo));
      int numbers = VersionText.compareNumbers(a, i, iEnd, b, j, jEnd);
      if (numbers != 0) {
        return numbers;
      }
      i = iEnd;
      j = jEnd;
    }
    return 0;
  }

  /// A tilde comes before the end, letters come before all else.
  private static int weight(char c) {
    if (c == '~') {
      return -1;
    }
    if (c == '\0' || isDigit(c)) {
      return 0;
    }
    return isLetter(c) ? c : c + 256;
  }
}
