package dev.drydock.version;

import java.util.Arrays;

/// Pieces of a version text while it is being parsed: each a kind and where it stands, packed into
/// one int, so that a parsed version is its text and one small array.
final class Tokens {
  private static final int POSITION_BITS = 12;

  /// The last position that fits.
  static final int MAX_POSITION = (1 << POSITION_BITS) - 1;

  private int[] tokens = new int[12];
  private int count;

  /// @param kind below 128; its meaning is the scheme's
  /// @param to exclusive; at most [#MAX_POSITION], like `from`
  void add(int kind, int from, int to) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, count * 2);
    }
    tokens[count++] = kind << (2 * POSITION_BITS) | from << POSITION_BITS | to;
  }

  int count() {
    return count;
  }

  /// Forgets all but the first `remaining`.
  void truncate(int remaining) {
    count = Math.min(count, remaining);
  }

  int last() {
    return tokens[count - 1];
  }

  int[] toArray() {
    return Arrays.copyOf(tokens, count);
  }

  static int kind(int token) {
    return token >>> (2 * POSITION_BITS);
  }

  static int from(int token) {
    return token >>> POSITION_BITS & MAX_POSITION;
  }

  static int to(int token) {
    return token & MAX_POSITION;
  }
}
