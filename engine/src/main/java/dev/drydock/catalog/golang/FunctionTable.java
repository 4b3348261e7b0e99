package dev.drydock.catalog.golang;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Where the names of a program's functions lie: what the header of the table says by which Go's
/// runtime finds a function from an address (Go, package `debug/gosym`, "pclntab"). The table is in
/// stripped programs too.
///
/// A magic number that tells the release, two zeros, the quantum of instructions, the size of a
/// pointer. Then words of that size: how many functions and files, since Go 1.18 where the code
/// begins, and where in the table the parts begin, of which the first is the names and the second
/// what follows them.
///
/// @param from where in the file the names begin
/// @param to where they end
record FunctionTable(long from, long to) {
  private static final int GO_1_16 = 0xfffffffa;
  private static final int GO_1_18 = 0xfffffff0;
  private static final int GO_1_20 = 0xfffffff1;

  /// So many bytes are enough to recognise one.
  static final int BEGINNING = 8;

  /// Headers are no longer.
  static final int LONGEST_HEADER = 72;

  /// Ten times what a program of 130 MB has.
  private static final long LONGEST_NAMES = 128L << 20;

  /// Whether a table may begin here.
  static boolean begins(byte[] bytes, int at) {
    boolean magic =
        bytes[at + 1] == -1
            && bytes[at + 2] == -1
            && (bytes[at + 3] == -1 && known(bytes[at]) || bytes[at] == -1 && known(bytes[at + 3]));
    return magic
        && bytes[at + 4] == 0
        && bytes[at + 5] == 0
        && (bytes[at + 6] == 1 || bytes[at + 6] == 2 || bytes[at + 6] == 4)
        && (bytes[at + 7] == 4 || bytes[at + 7] == 8);
  }

  private static boolean known(byte last) {
    int magic = 0xffffff00 | last & 0xff;
    return magic == GO_1_16 || magic == GO_1_18 || magic == GO_1_20;
  }

  /// How long the header is that [#begins] here.
  static int headerLength(byte[] bytes, int at) {
    return BEGINNING
        + (bytes[at] == (byte) GO_1_16 || bytes[at + 3] == (byte) GO_1_16 ? 7 : 8) * bytes[at + 7];
  }

  /// `null` where this is no such header, one of a release before Go 1.16, or makes no sense.
  ///
  /// @param at where in the file it stands
  /// @param size of the table, as far as anybody knows
  static @Nullable FunctionTable of(byte[] header, long at, long size) {
    if (header.length < BEGINNING
        || !begins(header, 0)
        || header.length < headerLength(header, 0)) {
      return null;
    }
    boolean little = header[0] != -1;
    ByteBuffer in =
        ByteBuffer.wrap(header).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int word = header[7];
    int first = in.getInt(0) == GO_1_16 ? 2 : 3;
    long names = word(in, BEGINNING + first * word, word);
    long after = word(in, BEGINNING + (first + 1) * word, word);
    boolean sensible = names >= headerLength(header, 0) && after > names && after <= size;
    return sensible && after - names <= LONGEST_NAMES
        ? new FunctionTable(at + names, at + after)
        : null;
  }

  private static long word(ByteBuffer in, int at, int size) {
    return size == 8 ? in.getLong(at) : in.getInt(at) & 0xffffffffL;
  }
}
