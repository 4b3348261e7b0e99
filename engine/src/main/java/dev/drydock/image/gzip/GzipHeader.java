package dev.drydock.image.gzip;

import java.io.IOException;

/// The header of a gzip member (RFC 1952, section 2.3).
final class GzipHeader {
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private GzipHeader() {}

  /// The bytes of a stream one by one, -1 at its end.
  @FunctionalInterface
  interface Octets {
    int read() throws IOException;
  }

  /// Passes over a header.
  ///
  /// @return whether there was a whole one
  static boolean pass(Octets in) throws IOException {
    if (in.read() != 0x1f || in.read() != 0x8b || in.read() != 8) {
      return false;
    }
    int flags = in.read();
    boolean whole = flags >= 0 && pass(in, 6);
    if (whole && (flags & FLAG_EXTRA) != 0) {
      int low = in.read();
      int high = in.read();
      whole = high >= 0 && pass(in, low | high << 8);
    }
    for (int field = flags & (FLAG_NAME | FLAG_COMMENT); whole && field != 0; field &= field - 1) {
      int octet = in.read();
      while (octet > 0) {
        octet = in.read();
      }
      whole = octet == 0;
    }
    return whole && ((flags & FLAG_HEADER_CRC) == 0 || pass(in, 2));
  }

  /// Where the blocks of the member that begins at `at` begin.
  ///
  /// @return -1 where no member begins there, or its header does not end before `to`
  static int end(byte[] bytes, int at, int to) {
    int[] next = {at};
    try {
      return pass(() -> next[0] < to ? bytes[next[0]++] & 0xff : -1) ? next[0] : -1;
    } catch (IOException e) {
      throw new IllegalStateException(e); // an array does not fail
    }
  }

  private static boolean pass(Octets in, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (in.read() < 0) {
        return false;
      }
    }
    return true;
  }
}
