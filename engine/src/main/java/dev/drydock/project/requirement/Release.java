package dev.drydock.project.requirement;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// The dotted numbers that a version begins with: 1, 2 and 3 of `v1.2.3-rc.1`.
final class Release {
  private static final int MOST_DIGITS = 15;
  private static final int MOST_NUMBERS = 8;

  private Release() {}

  /// Empty where there is none, or where the numbers are beyond all reason.
  static long[] of(String version) {
    long[] numbers = new long[MOST_NUMBERS];
    int count = 0;
    int at = version.startsWith("v") ? 1 : 0;
    while (count < MOST_NUMBERS) {
      int end = digitsEnd(version, at);
      if (end == at) {
        break;
      }
      if (end - at > MOST_DIGITS || end < version.length() && version.charAt(end) == '!') {
        return new long[0];
      }
      numbers[count++] = Long.parseLong(version, at, end, 10);
      if (end == version.length() || version.charAt(end) != '.') {
        break;
      }
      at = end + 1;
    }
    return Arrays.copyOf(numbers, count);
  }

  /// Where the numbers end and a pre-release or the like begins.
  static int end(String version) {
    int at = version.startsWith("v") ? 1 : 0;
    int end = digitsEnd(version, at);
    while (end + 1 < version.length()
        && version.charAt(end) == '.'
        && digitsEnd(version, end + 1) > end + 1) {
      end = digitsEnd(version, end + 1);
    }
    return end;
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  static String text(long[] numbers, int count) {
    return LongStream.of(Arrays.copyOf(numbers, count))
        .mapToObj(Long::toString)
        .collect(Collectors.joining("."));
  }

  /// Numbers that are missing count as 0.
  static int compare(long[] a, long[] b) {
    int most = Math.max(a.length, b.length);
    return Arrays.compare(Arrays.copyOf(a, most), Arrays.copyOf(b, most));
  }

  /// The numbers up to `index` with that one increased.
  static long[] next(long[] numbers, int index) {
    long[] next = Arrays.copyOf(numbers, index + 1);
    next[index]++;
    return next;
  }

  /// Whether all numbers from `index` on are 0.
  static boolean isZeroFrom(long[] numbers, int index) {
    return LongStream.of(numbers).skip(index).allMatch(number -> number == 0);
  }
}
