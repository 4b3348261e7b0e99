package dev.drydock.advisory.index;

import java.nio.charset.StandardCharsets;

/// A CVE id as 32 bits: seven of the year, counted from 1990, and 25 of the number. The order of
/// the bits, unsigned, is that of year and number.
final class CveNumber {
  /// No id has this number.
  static final int NONE = 0;

  private static final int FIRST_YEAR = 1990;
  private static final int NUMBER_BITS = 25;
  private static final int DIGITS_FROM = 9;
  private static final int LEAST_DIGITS = 4;
  private static final int MOST_DIGITS = 8;

  private CveNumber() {}

  /// The number of `CVE-2024-1086`; [#NONE] for what is not written exactly as CVE ids are, or is
  /// out of the range of 32 bits.
  static int of(String id) {
    int digits = id.length() - DIGITS_FROM;
    if (digits < LEAST_DIGITS
        || digits > MOST_DIGITS
        || !id.startsWith("CVE-")
        || id.charAt(DIGITS_FROM - 1) != '-'
        || (digits > LEAST_DIGITS && id.charAt(DIGITS_FROM) == '0')) {
      return NONE;
    }
    int year = digits(id, 4, 8) - FIRST_YEAR;
    int number = digits(id, DIGITS_FROM, id.length());
    return year < 0 || year > 127 || number < 0 || number >= 1 << NUMBER_BITS
        ? NONE
        : year << NUMBER_BITS | number;
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /// The id that has this number.
  static String text(int key) {
    int number = key & (1 << NUMBER_BITS) - 1;
    int digits = LEAST_DIGITS;
    for (int bound = 10_000; bound <= number; bound *= 10) {
      digits++;
    }
    byte[] text = new byte[DIGITS_FROM + digits];
    text[0] = 'C';
    text[1] = 'V';
    text[2] = 'E';
    text[3] = '-';
    write(text, 4, 4, FIRST_YEAR + (key >>> NUMBER_BITS));
    text[8] = '-';
    write(text, DIGITS_FROM, digits, number);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  static void write(byte[] text, int at, int digits, int value) {
    int rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
