package dev.drydock.catalog.rpm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The packages of an `rpmdb.sqlite`: the values of the column `blob` of its table `Packages`,
/// found by walking the table's tree of pages ([file
/// format](https://www.sqlite.org/fileformat2.html)).
///
/// The tree's depth is bounded, and no page is read twice.
final class SqliteDatabase {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 100;
  private static final int LEAF = 0x0d;
  private static final int INTERIOR = 0x05;

  /// SQLite's own bound.
  private static final int MAX_DEPTH = 20;

  private final DatabaseFile file;
  private final @Nullable SqliteWriteAheadLog log;
  private final int pageSize;
  private final int usable;
  private final long pages;
  private final BitSet visited = new BitSet();

  private SqliteDatabase(
      DatabaseFile file, @Nullable SqliteWriteAheadLog log, int pageSize, int reserved)
      throws IOException {
    this.file = file;
    this.log = log;
    this.pageSize = pageSize;
    this.usable = pageSize - reserved;
    long own = file.size() / pageSize;
    this.pages = log == null ? own : Math.max(own, log.lastPage());
    if (usable < 480) {
      throw file.damaged("its pages have no room");
    }
  }

  static boolean recognises(byte[] head) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (i >= head.length || head[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /// Shows every package's header to `records`.
  ///
  /// @param logFile the file `rpmdb.sqlite-wal` beside it, where there is one
  static void read(DatabaseFile file, @Nullable DatabaseFile logFile, DatabaseFile.Records records)
      throws IOException, InterruptedException {
    byte[] header = new byte[HEADER];
    file.read(0, header, 0, HEADER);
    if (!recognises(header)) {
      throw file.damaged("it is not SQLite");
    }
    int pageSize = (header[16] & 0xff) << 8 | header[17] & 0xff;
    pageSize = pageSize == 1 ? 65536 : pageSize;
    if (pageSize < 512 || Integer.bitCount(pageSize) != 1) {
      throw file.damaged("its page size is impossible");
    }
    SqliteWriteAheadLog log = null;
    if (logFile != null) {
      log = SqliteWriteAheadLog.read(logFile, pageSize);
      file.alsoIn(logFile);
    }
    SqliteDatabase database = new SqliteDatabase(file, log, pageSize, header[20] & 0xff);
    long root = database.packagesRoot();
    if (root > 0) {
      database.walk(root, 0, payload -> database.blob(payload, records));
    }
  }

  /// The root page of the table `Packages`; 0 where there is no such table, as in a database that
  /// was only just created.
  private long packagesRoot() throws IOException, InterruptedException {
    long[] root = {0};
    walk(
        1,
        0,
        payload -> {
          SqliteRecord row = new SqliteRecord(payload, file);
          if (row.text(0).equals("table")
              && row.text(2).toLowerCase(Locale.ROOT).equals("packages")) {
            root[0] = row.integer(3);
          }
        });
    return root[0];
  }

  private void blob(byte[] payload, DatabaseFile.Records records)
      throws IOException, InterruptedException {
    byte[] header = new SqliteRecord(payload, file).blob(1);
    if (header.length >= DatabaseFile.SMALLEST_HEADER) {
      records.accept(header);
    }
  }

  private void walk(long number, int depth, DatabaseFile.Records rows)
      throws IOException, InterruptedException {
    if (depth > MAX_DEPTH) {
      throw file.damaged("its tree is too deep");
    }
    byte[] page = page(number);
    int start = number == 1 ? HEADER : 0;
    int kind = page[start];
    if (kind != LEAF && kind != INTERIOR) {
      throw file.damaged("page " + number + " is not of a table");
    }
    int cells = unsigned(page, start + 3, 2);
    int pointers = start + (kind == LEAF ? 8 : 12);
    for (int i = 0; i < cells; i++) {
      int pointer = pointers + 2 * i;
      if (pointer + 2 > usable) {
        throw file.damaged("page " + number + " has too many cells");
      }
      int cell = unsigned(page, pointer, 2);
      if (kind == LEAF) {
        rows.accept(payload(page, cell));
      } else {
        walk(pageNumber(page, cell), depth + 1, rows);
      }
    }
    if (kind == INTERIOR) {
      walk(pageNumber(page, start + 8), depth + 1, rows);
    }
  }

  /// The content of a leaf's cell, gathered from overflow pages where it is too long for this one.
  private byte[] payload(byte[] page, int cell) throws IOException {
    Varint length = Varint.at(page, cell, usable, file);
    Varint row = Varint.at(page, length.end(), usable, file);
    byte[] payload = file.record(length.value());
    int local = local(payload.length);
    int at = row.end();
    if (at + local > usable) {
      throw file.damaged("a cell leaves its page");
    }
    System.arraycopy(page, at, payload, 0, local);
    long next = local < payload.length ? pageNumber(page, at + local) : 0;
    int done = local;
    while (done < payload.length) {
      byte[] overflow = page(next);
      int count = Math.min(usable - 4, payload.length - done);
      System.arraycopy(overflow, 4, payload, done, count);
      done += count;
      next = unsigned(overflow, 0, 4) & 0xffffffffL;
    }
    return payload;
  }

  /// How much of a payload lies in the cell itself.
  private int local(int length) {
    int most = usable - 35;
    if (length <= most) {
      return length;
    }
    int least = (usable - 12) * 32 / 255 - 23;
    int fitting = least + (length - least) % (usable - 4);
    return fitting <= most ? fitting : least;
  }

  private byte[] page(long number) throws IOException {
    if (number < 1 || number > pages || number > Integer.MAX_VALUE) {
      throw file.damaged("it points to page " + number + ", which is not there");
    }
    if (visited.get((int) number)) {
      throw file.damaged("page " + number + " is in it twice");
    }
    visited.set((int) number);
    byte[] page = new byte[pageSize];
    if (log == null || !log.page(number, page)) {
      file.read((number - 1) * pageSize, page, 0, pageSize);
    }
    return page;
  }

  private long pageNumber(byte[] page, int at) throws IOException {
    if (at + 4 > usable) {
      throw file.damaged("a cell leaves its page");
    }
    return unsigned(page, at, 4) & 0xffffffffL;
  }

  static int unsigned(byte[] bytes, int at, int length) {
    int value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }

  /// An integer of one to nine bytes.
  record Varint(long value, int end) {
    static Varint at(byte[] bytes, int from, int limit, DatabaseFile file) throws IOException {
      long value = 0;
      for (int i = 0; i < 9; i++) {
        if (from + i >= limit) {
          throw file.damaged("a number leaves its page");
        }
        byte b = bytes[from + i];
        if (i == 8) {
          return new Varint(value << 8 | b & 0xff, from + 9);
        }
        value = value << 7 | b & 0x7f;
        if (b >= 0) {
          return new Varint(value, from + i + 1);
        }
      }
      throw file.damaged("a number is too long");
    }
  }
}
