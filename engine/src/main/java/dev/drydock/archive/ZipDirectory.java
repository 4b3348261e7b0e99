package dev.drydock.archive;

import dev.drydock.image.FileContent;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The central directory of a zip archive, found from the end of the file (APPNOTE.TXT, 4.3.12 to
/// 4.3.16).
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_SIZE = 56;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_SIZE = 20;
  private static final int HEADER = 0x02014b50;
  private static final int COMMENT = 0xffff;

  /// All headers.
  final byte[] bytes;

  /// What every stated offset is off by: bytes in front of the archive, such as the shell script of
  /// a self-starting jar.
  final long shift;

  private ZipDirectory(byte[] bytes, long shift) {
    this.bytes = bytes;
    this.shift = shift;
  }

  /// What the end record says.
  private record End(long at, long entries, long size, long offset) {}

  static ZipDirectory find(FileContent content, String path, Limits limits) throws IOException {
    End end = end(content, path);
    if (end == null) {
      throw new IOException(path + " is not a zip archive, or its end is missing");
    }
    End wide = wide(content, end, path);
    if (wide != null) {
      end = wide;
    }
    if (end.size < 0 || end.offset < 0 || end.size > end.at || end.offset > content.size()) {
      throw new IOException(path + " is a damaged zip archive: its directory lies outside of it");
    }
    if (end.size > limits.documentBytes()) {
      throw new LimitExceededException(
          "documentBytes", "the directory of " + path, limits.documentBytes());
    }
    long shift = end.at - end.size - end.offset;
    if (end.size >= 4 && !headerAt(content, end.offset + shift, path)) {
      // something lies between directory and end: then what the end says is taken as it is
      shift = 0;
    }
    if (end.offset + end.size > end.at) {
      throw new IOException(path + " is a damaged zip archive: its directory overlaps its end");
    }
    byte[] bytes = new byte[(int) end.size];
    Region.fill(content, end.offset + shift, ByteBuffer.wrap(bytes), path);
    if (end.entries > 0 && bytes.length == 0) {
      throw new IOException(path + " is a damaged zip archive: its directory is empty");
    }
    return new ZipDirectory(bytes, shift);
  }

  private static @Nullable End end(FileContent content, String path) throws IOException {
    long size = content.size();
    if (size < END_SIZE) {
      return null;
    }
    // nearly all archives have no comment: look there first
    ByteBuffer last = read(content, size - END_SIZE, END_SIZE, path);
    if (last.getInt(0) == END && last.getShort(20) == 0) {
      return end(last, 0, size - END_SIZE);
    }
    int length = (int) Math.min(size, END_SIZE + COMMENT);
    ByteBuffer tail = read(content, size - length, length, path);
    End loose = null;
    for (int at = length - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        End found = end(tail, at, size - length + at);
        if (at + END_SIZE + (tail.getShort(at + 20) & 0xffff) == length) {
          return found;
        }
        // bytes after the end are no reason to give an archive up
        loose = loose == null ? found : loose;
      }
    }
    return loose;
  }

  private static End end(ByteBuffer buffer, int at, long position) {
    return new End(
        position,
        buffer.getShort(at + 10) & 0xffff,
        buffer.getInt(at + 12) & 0xffffffffL,
        buffer.getInt(at + 16) & 0xffffffffL);
  }

  /// The end record of a zip64 archive; `null` where there is none.
  private static @Nullable End wide(FileContent content, End end, String path) throws IOException {
    long locator = end.at - LOCATOR_64_SIZE;
    if (locator < END_64_SIZE) {
      return null;
    }
    ByteBuffer pointer = read(content, locator, LOCATOR_64_SIZE, path);
    if (pointer.getInt(0) != LOCATOR_64) {
      return null;
    }
    for (long at : new long[] {pointer.getLong(8), locator - END_64_SIZE}) {
      if (at >= 0 && at <= locator - END_64_SIZE) {
        ByteBuffer record = read(content, at, END_64_SIZE, path);
        if (record.getInt(0) == END_64) {
          return new End(at, record.getLong(32), record.getLong(40), record.getLong(48));
        }
      }
    }
    throw new IOException(path + " is a damaged zip archive: its zip64 end is missing");
  }

  private static boolean headerAt(FileContent content, long at, String path) throws IOException {
    return at >= 0 && at + 4 <= content.size() && read(content, at, 4, path).getInt(0) == HEADER;
  }

  private static ByteBuffer read(FileContent content, long at, int length, String path)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    Region.fill(content, at, buffer, path);
    return buffer;
  }
}
