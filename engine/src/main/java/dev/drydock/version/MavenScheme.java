package dev.drydock.version;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Maven's versions in the order of `ComparableVersion` of Maven 3.9: POM reference, "Version Order
/// Specification".
///
/// Maven makes a tree of lists, each the last element of the one around it. A list that is always
/// last needs no tree: here the elements stand in one row, with [#LIST] where the next one opens.
final class MavenScheme implements VersionScheme {
  static final MavenScheme INSTANCE = new MavenScheme();

  /// Kinds of elements, in their order. Below [#OTHER] they are the known qualifiers.
  private static final int ALPHA = 0;

  private static final int BETA = 1;
  private static final int MILESTONE = 2;
  private static final int CANDIDATE = 3;
  private static final int SNAPSHOT = 4;
  private static final int RELEASE = 5;
  private static final int SERVICE_PACK = 6;
  private static final int OTHER = 7;
  private static final int LIST = 8;
  private static final int NUMBER = 9;

  private MavenScheme() {}

  @Override
  public String name() {
    return "maven";
  }

  /// Maven takes any text. A property that nobody filled in, and a range, are no versions.
  @Override
  public Optional<Version> parse(String written) {
    String clean = VersionText.cleanAscii(written);
    if (clean == null) {
      return Optional.empty();
    }
    for (int i = 0; i < clean.length(); i++) {
      if ("${}[](),".indexOf(clean.charAt(i)) >= 0) {
        return Optional.empty();
      }
    }
    String text = clean.toLowerCase(Locale.ROOT);
    return Optional.of(new MavenVersion(clean, text, withoutNulls(text, elements(text))));
  }

  private static int[] elements(String text) {
    Tokens elements = new Tokens();
    boolean listIsEmpty = true;
    boolean number = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' || c == '-') {
        elements.add(i == from || number ? NUMBER : qualifier(text, from, i, false), from, i);
        listIsEmpty = c == '-';
        if (listIsEmpty) {
          elements.add(LIST, i, i);
        }
        from = i + 1;
        continue;
      }
      boolean digit = VersionText.isDigit(c);
      if (digit != number && i > from) {
        if (!number && !listIsEmpty) {
          elements.add(LIST, i, i);
        }
        elements.add(number ? NUMBER : qualifier(text, from, i, true), from, i);
        elements.add(LIST, i, i);
        listIsEmpty = true;
        from = i;
      }
      number = digit;
    }
    if (text.length() > from) {
      if (!number && !listIsEmpty) {
        elements.add(LIST, from, from);
      }
      elements.add(
          number ? NUMBER : qualifier(text, from, text.length(), false), from, text.length());
    }
    return elements.toArray();
  }

  private static int qualifier(String text, int from, int to, boolean beforeDigit) {
    return switch (to - from) {
      case 1 -> beforeDigit ? letter(text.charAt(from)) : OTHER;
      case 2 ->
          text.startsWith("rc", from) || text.startsWith("cr", from)
              ? CANDIDATE
              : text.startsWith("ga", from)
                  ? RELEASE
                  : text.startsWith("sp", from) ? SERVICE_PACK : OTHER;
      case 4 -> text.startsWith("beta", from) ? BETA : OTHER;
      case 5 ->
          text.startsWith("alpha", from) ? ALPHA : text.startsWith("final", from) ? RELEASE : OTHER;
      case 7 -> text.startsWith("release", from) ? RELEASE : OTHER;
      case 8 -> text.startsWith("snapshot", from) ? SNAPSHOT : OTHER;
      case 9 -> text.startsWith("milestone", from) ? MILESTONE : OTHER;
      default -> OTHER;
    };
  }

  private static int letter(char c) {
    return c == 'a' ? ALPHA : c == 'b' ? BETA : c == 'm' ? MILESTONE : OTHER;
  }

  /// Leaves out the zeros and release qualifiers at the end of each list, and lists that are empty
  /// then, from the innermost out.
  private static int[] withoutNulls(String text, int[] elements) {
    int kept = elements.length;
    boolean trimming = true;
    for (int i = elements.length - 1; i >= 0; i--) {
      int element = elements[i];
      if (Tokens.kind(element) == LIST) {
        trimming = true;
        if (kept == elements.length) {
          continue;
        }
      } else if (trimming && sign(text, element) == 0) {
        continue;
      } else {
        trimming = false;
      }
      elements[--kept] = element;
    }
    return kept == 0 ? elements : Arrays.copyOfRange(elements, kept, elements.length);
  }

  /// How an element compares with none at all.
  private static int sign(String text, int element) {
    int kind = Tokens.kind(element);
    if (kind == NUMBER) {
      int to = Tokens.to(element);
      return VersionText.skipZeros(text, Tokens.from(element), to) < to ? 1 : 0;
    }
    return kind == LIST ? 0 : Integer.compare(kind, RELEASE);
  }

  private static final class MavenVersion implements Version {
    private final String written;
    private final String text;
    private final int[] elements;

    MavenVersion(String written, String text, int[] elements) {
      this.written = written;
      this.text = text;
      this.elements = elements;
    }

    @Override
    public int compareTo(Version other) {
      MavenVersion that = (MavenVersion) other;
      int common = Math.min(elements.length, that.elements.length);
      for (int i = 0; i < common; i++) {
        int order = compare(elements[i], that, that.elements[i]);
        if (order != 0) {
          return order;
        }
      }
      return elements.length > common ? rest(common) : -that.rest(common);
    }

    private int compare(int element, MavenVersion that, int thatElement) {
      int kind = Tokens.kind(element);
      int thatKind = Tokens.kind(thatElement);
      if (kind != thatKind) {
        return Integer.compare(kind, thatKind);
      }
      int from = Tokens.from(element);
      int to = Tokens.to(element);
      int thatFrom = Tokens.from(thatElement);
      int thatTo = Tokens.to(thatElement);
      return switch (kind) {
        case NUMBER -> VersionText.compareNumbers(text, from, to, that.text, thatFrom, thatTo);
        case OTHER -> VersionText.compareTexts(text, from, to, that.text, thatFrom, thatTo);
        default -> 0;
      };
    }

    /// What is left when the other version has ended, compared with nothing.
    private int rest(int from) {
      for (int i = from; i < elements.length; i++) {
        int sign = sign(text, elements[i]);
        if (sign != 0) {
          return sign;
        }
      }
      return 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof MavenVersion that && written.equals(that.written);
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
