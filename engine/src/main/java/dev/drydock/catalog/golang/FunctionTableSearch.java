package dev.drydock.catalog.golang;

import org.jspecify.annotations.Nullable;

/// A search for [tables of functions][FunctionTable] in a file whose bytes come one after the
/// other, some of them perhaps twice, from several readers. What has the form of one is told apart
/// from a table by its names, not here.
final class FunctionTableSearch {
  /// Go's linker puts the table at a multiple of this in memory, and so in the file.
  private static final int ALIGNMENT = 32;

  /// More than any file has, as long as it is not known where the table ends.
  private static final long MOST = 1L << 40;

  private final FunctionNames names = new FunctionNames();
  private final byte[] header = new byte[FunctionTable.LONGEST_HEADER];
  private int headerLength;
  private int headerRead;
  private long headerAt;
  private @Nullable FunctionTable table;

  /// Up to where the file has been searched.
  private long searched;

  /// The names in all tables up to here.
  FunctionNames names() {
    return names;
  }

  /// Whether a table goes on behind what has been searched.
  boolean within() {
    return table != null;
  }

  long searched() {
    return searched;
  }

  /// Passes over what nobody can read any more.
  void missed(long end) {
    searched = Math.max(searched, end);
  }

  /// The next bytes.
  ///
  /// @param start where in the file they stand
  void bytes(byte[] bytes, int length, long start) {
    if (start + length <= searched) {
      return;
    }
    int at = (int) Math.max(0, searched - start);
    searched = start + length;
    while (at < length) {
      if (table != null) {
        at = names(table, bytes, at, length, start);
      } else if (headerLength > 0) {
        at = header(bytes, at, length);
      } else {
        at = search(bytes, at, length, start);
      }
    }
  }

  /// @return where a header begins, else `length`
  private int search(byte[] bytes, int from, int length, long start) {
    int at = from + (int) (-(start + from) & ALIGNMENT - 1);
    for (; at <= length - FunctionTable.BEGINNING; at += ALIGNMENT) {
      if (bytes[at + 1] == -1 && FunctionTable.begins(bytes, at)) {
        headerLength = FunctionTable.headerLength(bytes, at);
        headerRead = 0;
        headerAt = start + at;
        return at;
      }
    }
    return length;
  }

  private int header(byte[] bytes, int at, int length) {
    int count = Math.min(headerLength - headerRead, length - at);
    System.arraycopy(bytes, at, header, headerRead, count);
    headerRead += count;
    if (headerRead == headerLength) {
      headerLength = 0;
      table = FunctionTable.of(header, headerAt, MOST);
    }
    return at + count;
  }

  private int names(FunctionTable found, byte[] bytes, int at, int length, long start) {
    long position = start + at;
    if (position < found.from()) {
      return (int) Math.min(length, at + (found.from() - position));
    }
    int end = (int) Math.min(length, found.to() - start);
    names.add(bytes, at, end);
    if (found.to() <= start + end) {
      names.end();
      table = null;
    }
    return end;
  }
}
