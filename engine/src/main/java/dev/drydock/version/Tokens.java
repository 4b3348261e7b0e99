package dev.drydock.version;

import java.util.Arrays;

/// Pieces of a version text while it is being parsed: each a kind and where it stands, packed into
/// one int, so that a parsed version is its text and one small array.
final class Tokens {
  private static final int POSITION_BITS = 12;
  private static final int POSITION_MASK = (1 << POSITION_BITS) - 1;

  private int[] tokens = new int[12];
  private int count;

  /// @param kind below 128; its meaning is the scheme's
  /// @param to exclusive; at most [VersionText#MAX_LENGTH], like `from`
  void add(int kind, int from, int to) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, count * 2);
    }
    tokens[count++] = kind << (2 * POSITION_BITS) | from << POSITION_BITS | to;
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
    return token >>> POSITION_BITS & POSITION_MASK;
  }

  static int to(int token) {
    return token & POSITION_MASK;
  }
}
