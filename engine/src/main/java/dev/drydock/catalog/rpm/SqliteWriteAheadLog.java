package dev.drydock.catalog.rpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `-wal` file beside an SQLite database: pages that were changed and not yet brought home
/// ([format](https://www.sqlite.org/fileformat2.html#walformat)). An image that was committed while
/// the database was open has its newest packages only here.
///
/// Frames count up to the last that ends a transaction, as long as their salts and checksums fit.
final class SqliteWriteAheadLog {
  private static final int MAGIC = 0x377f0682;
  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;

  private final DatabaseFile file;
  private final Map<Long, Long> positions;
  private final long lastPage;

  private SqliteWriteAheadLog(DatabaseFile file, Map<Long, Long> positions, long lastPage) {
    this.file = file;
    this.positions = positions;
    this.lastPage = lastPage;
  }

  /// `null` where the log holds nothing that counts.
  static @Nullable SqliteWriteAheadLog read(DatabaseFile file, int pageSize) throws IOException {
    if (file.size() < HEADER + FRAME_HEADER + pageSize) {
      return null;
    }
    byte[] header = new byte[HEADER];
    file.read(0, header, 0, HEADER);
    ByteBuffer big = ByteBuffer.wrap(header);
    int magic = big.getInt(0);
    if ((magic & ~1) != MAGIC || big.getInt(8) != pageSize) {
      return null;
    }
    Checksum checksum =
        new Checksum((magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    checksum.add(header, 0, 24);
    if (!checksum.equals(big.getInt(24), big.getInt(28))) {
      return null;
    }
    Map<Long, Long> committed = new HashMap<>();
    Map<Long, Long> pending = new HashMap<>();
    long lastPage = 0;
    byte[] frame = new byte[FRAME_HEADER + pageSize];
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    for (long at = HEADER; at + frame.length <= file.size(); at += frame.length) {
      file.read(at, frame, 0, frame.length);
      checksum.add(frame, 0, 8);
      checksum.add(frame, FRAME_HEADER, pageSize);
      if (bytes.getLong(8) != big.getLong(16)
          || !checksum.equals(bytes.getInt(16), bytes.getInt(20))) {
        break;
      }
      pending.put(bytes.getInt(0) & 0xffffffffL, at + FRAME_HEADER);
      if (bytes.getInt(4) != 0) {
        committed.putAll(pending);
        pending.clear();
        lastPage = bytes.getInt(4) & 0xffffffffL;
      }
    }
    return committed.isEmpty() ? null : new SqliteWriteAheadLog(file, committed, lastPage);
  }

  /// How many pages the database has once these are brought home.
  long lastPage() {
    return lastPage;
  }

  /// Fills `page` where the log has a newer one.
  boolean page(long number, byte[] page) throws IOException {
    Long position = positions.get(number);
    if (position == null) {
      return false;
    }
    file.read(position, page, 0, page.length);
    return true;
  }

  /// The running sum of the format, over pairs of words.
  private static final class Checksum {
    private final ByteOrder order;
    private int first;
    private int second;

    Checksum(ByteOrder order) {
      this.order = order;
    }

    void add(byte[] bytes, int from, int length) {
      ByteBuffer words = ByteBuffer.wrap(bytes).order(order);
      for (int at = from; at < from + length; at += 8) {
        first += words.getInt(at) + second;
        second += words.getInt(at + 4) + first;
      }
    }

    boolean equals(int expectedFirst, int expectedSecond) {
      return first == expectedFirst && second == expectedSecond;
    }
  }
}
