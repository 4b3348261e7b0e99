package dev.drydock.base.testing.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Characters by ranges of code points.
///
/// @param negated whether it has all others
/// @param anyCase whether small and capital letters are the same
record CharacterSet(List<Range> ranges, boolean negated, boolean anyCase) {
  static final int LAST = Character.MAX_CODE_POINT;

  CharacterSet {
    ranges = List.copyOf(ranges);
  }

  record Range(int from, int to) {}

  static CharacterSet of(int c, boolean anyCase) {
    return new CharacterSet(List.of(new Range(c, c)), false, anyCase);
  }

  boolean contains(int c) {
    boolean in = has(c);
    if (!in && anyCase) {
      in = has(Character.toLowerCase(c)) || has(Character.toUpperCase(c));
    }
    return in != negated;
  }

  private boolean has(int c) {
    for (Range range : ranges) {
      if (c >= range.from && c <= range.to) {
        return true;
      }
    }
    return false;
  }

  /// Those of `\d`, `\s`, `\w`, and with a capital letter all others; `null` where the letter means
  /// something else.
  static @Nullable List<Range> perl(int letter) {
    List<Range> ranges =
        switch (Character.toLowerCase(letter)) {
          case 'd' -> named("digit");
          case 's' -> List.of(new Range('\t', '\n'), new Range('\f', '\r'), new Range(' ', ' '));
          case 'w' -> named("word");
          default -> null;
        };
    if (ranges == null || letter >= 'a') {
      return ranges;
    }
    return others(ranges);
  }

  /// Those of `[[:name:]]`; `null` where there is no such name.
  static @Nullable List<Range> named(String name) {
    Range digits = new Range('0', '9');
    Range small = new Range('a', 'z');
    Range capital = new Range('A', 'Z');
    return switch (name) {
      case "alnum" -> List.of(digits, capital, small);
      case "alpha" -> List.of(capital, small);
      case "ascii" -> List.of(new Range(0, 0x7f));
      case "blank" -> List.of(new Range('\t', '\t'), new Range(' ', ' '));
      case "cntrl" -> List.of(new Range(0, 0x1f), new Range(0x7f, 0x7f));
      case "digit" -> List.of(digits);
      case "graph" -> List.of(new Range('!', '~'));
      case "lower" -> List.of(small);
      case "print" -> List.of(new Range(' ', '~'));
      case "punct" ->
          List.of(
              new Range('!', '/'), new Range(':', '@'), new Range('[', '`'), new Range('{', '~'));
      case "space" -> List.of(new Range('\t', '\r'), new Range(' ', ' '));
      case "upper" -> List.of(capital);
      case "word" -> List.of(digits, capital, small, new Range('_', '_'));
      case "xdigit" -> List.of(digits, new Range('A', 'F'), new Range('a', 'f'));
      default -> null;
    };
  }

  /// All but these, which are in order.
  static List<Range> others(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort((one, other) -> Integer.compare(one.from, other.from));
    List<Range> others = new ArrayList<>();
    int from = 0;
    for (Range range : sorted) {
      if (range.from > from) {
        others.add(new Range(from, range.from - 1));
      }
      from = Math.max(from, range.to + 1);
    }
    if (from <= LAST) {
      others.add(new Range(from, LAST));
    }
    return others;
  }
}
