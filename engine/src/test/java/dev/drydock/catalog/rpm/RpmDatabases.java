package dev.drydock.catalog.rpm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes small rpm databases for tests, in each of the three forms.
final class RpmDatabases {
  private RpmDatabases() {}

  /// rpm's own form: one page of slots, then the blobs.
  static byte[] ndb(List<byte[]> headers) {
    int size = 4096;
    for (byte[] header : headers) {
      size += units(header.length + 32) * 16;
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (int slot = 2; slot < 256; slot++) {
      out.put(slot * 16, ascii("Slot"));
    }
    out.put(0, ascii("RpmP")).putInt(8, 1).putInt(12, 1).putInt(16, headers.size() + 1);
    int block = 256;
    for (int i = 0; i < headers.size(); i++) {
      byte[] header = headers.get(i);
      int blocks = units(header.length + 32);
      int slot = 32 + 16 * i;
      out.putInt(slot + 4, i + 1).putInt(slot + 8, block).putInt(slot + 12, blocks);
      int at = block * 16;
      out.put(at, ascii("BlbS")).putInt(at + 4, i + 1).putInt(at + 12, header.length);
      out.put(at + 16, header);
      block += blocks;
    }
    return out.array();
  }

  private static int units(int bytes) {
    return (bytes + 15) / 16;
  }

  /// A Berkeley DB hash with a page of items for every few packages; short values lie in their
  /// page, long ones on overflow pages.
  static byte[] hash(List<byte[]> headers, ByteOrder order) {
    return berkeley(headers, order, true);
  }

  /// A Berkeley DB tree, its leaves alone.
  static byte[] tree(List<byte[]> headers, ByteOrder order) {
    return berkeley(headers, order, false);
  }

  private static byte[] berkeley(List<byte[]> headers, ByteOrder order, boolean hash) {
    int pageSize = 512;
    List<ByteBuffer> pages = new ArrayList<>();
    ByteBuffer meta = page(pages, pageSize, order, hash ? 8 : 9);
    meta.putInt(12, hash ? 0x061561 : 0x053162).putInt(16, 9).putInt(20, pageSize);
    List<byte[]> values = new ArrayList<>();
    values.add(new byte[] {3, 0, 0, 0});
    values.addAll(headers);
    for (int from = 0; from < values.size(); from += 4) {
      ByteBuffer items = page(pages, pageSize, order, hash ? 13 : 5);
      int end = pageSize;
      int count = 0;
      for (int i = from; i < Math.min(from + 4, values.size()); i++) {
        byte[] key = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(i).array();
        for (byte[] item :
            List.of(inline(key, hash, order), value(values.get(i), hash, pages, pageSize, order))) {
          end -= item.length;
          items.put(end, item).putChar(26 + 2 * count, (char) end);
          count++;
        }
      }
      items.putChar(20, (char) count).putChar(22, (char) end);
    }
    return joined(pages);
  }

  private static byte[] value(
      byte[] value, boolean hash, List<ByteBuffer> pages, int pageSize, ByteOrder order) {
    if (value.length < 100) {
      return inline(value, hash, order);
    }
    int first = pages.size();
    for (int done = 0; done < value.length; ) {
      ByteBuffer page = page(pages, pageSize, order, 7);
      int count = Math.min(pageSize - 26, value.length - done);
      page.putChar(22, (char) count).put(26, value, done, count);
      done += count;
      if (done < value.length) {
        page.putInt(16, pages.size());
      }
    }
    ByteBuffer item = ByteBuffer.allocate(12).order(order);
    item.put(hash ? 0 : 2, (byte) 3);
    return item.putInt(4, first).putInt(8, value.length).array();
  }

  private static byte[] inline(byte[] value, boolean hash, ByteOrder order) {
    return hash
        ? ByteBuffer.allocate(1 + value.length).put((byte) 1).put(value).array()
        : ByteBuffer.allocate(3 + value.length)
            .order(order)
            .putChar((char) value.length)
            .put((byte) 1)
            .put(value)
            .array();
  }

  private static ByteBuffer page(List<ByteBuffer> pages, int pageSize, ByteOrder order, int kind) {
    ByteBuffer page = ByteBuffer.allocate(pageSize).order(order);
    page.putInt(8, pages.size()).put(25, (byte) kind);
    pages.add(page);
    return page;
  }

  /// An SQLite database with the table `Packages`, and a tree of two levels where one page is not
  /// enough for it.
  static byte[] sqlite(List<byte[]> headers, int pageSize) {
    List<ByteBuffer> pages = new ArrayList<>();
    pages.add(ByteBuffer.allocate(pageSize));
    ByteBuffer root = add(pages, pageSize);
    List<Integer> leaves = new ArrayList<>();
    List<Integer> last = new ArrayList<>();
    List<byte[]> cells = new ArrayList<>();
    int room = pageSize - 8;
    for (int i = 0; i < headers.size(); i++) {
      byte[] cell = cell(i + 1, row(headers.get(i)), pages, pageSize);
      if (cell.length + 2 > room) {
        leaves.add(leaf(add(pages, pageSize), 0, cells, pages));
        last.add(i);
        room = pageSize - 8;
      }
      cells.add(cell);
      room -= cell.length + 2;
    }
    if (leaves.isEmpty()) {
      leaf(root, 0, cells, pages);
    } else {
      interior(root, leaves, last, leaf(add(pages, pageSize), 0, cells, pages));
    }
    byte[] schema =
        record(
            List.of("table", "Packages", "Packages", 2, "CREATE TABLE Packages (hnum, blob BLOB)"));
    ByteBuffer first = pages.getFirst();
    first.put(0, ascii("SQLite format 3\0")).putChar(16, (char) pageSize);
    List<byte[]> rows = new ArrayList<>();
    rows.add(cell(1, record(List.of("index", "i", "other", 0, "CREATE INDEX i")), pages, pageSize));
    rows.add(cell(2, schema, pages, pageSize));
    leaf(first, 100, rows, pages);
    return joined(pages);
  }

  private static ByteBuffer add(List<ByteBuffer> pages, int pageSize) {
    ByteBuffer page = ByteBuffer.allocate(pageSize);
    pages.add(page);
    return page;
  }

  private static int leaf(ByteBuffer page, int start, List<byte[]> cells, List<ByteBuffer> pages) {
    int end = page.capacity();
    page.put(start, (byte) 13).putChar(start + 3, (char) cells.size());
    for (int i = 0; i < cells.size(); i++) {
      end -= cells.get(i).length;
      page.put(end, cells.get(i)).putChar(start + 8 + 2 * i, (char) end);
    }
    cells.clear();
    return pages.indexOf(page) + 1;
  }

  private static void interior(
      ByteBuffer page, List<Integer> leaves, List<Integer> last, int rightmost) {
    page.put(0, (byte) 5).putChar(3, (char) leaves.size()).putInt(8, rightmost);
    int end = page.capacity();
    for (int i = 0; i < leaves.size(); i++) {
      end -= 6;
      page.putInt(end, leaves.get(i)).put(end + 4, varint(last.get(i)));
      page.putChar(12 + 2 * i, (char) end);
    }
  }

  private static byte[] cell(int row, byte[] payload, List<ByteBuffer> pages, int pageSize) {
    int most = pageSize - 35;
    int local = payload.length;
    if (local > most) {
      int least = (pageSize - 12) * 32 / 255 - 23;
      int fitting = least + (payload.length - least) % (pageSize - 4);
      local = fitting <= most ? fitting : least;
    }
    ByteArrayOutputStream cell = new ByteArrayOutputStream();
    cell.writeBytes(varint(payload.length));
    cell.writeBytes(varint(row));
    cell.write(payload, 0, local);
    if (local < payload.length) {
      cell.writeBytes(ByteBuffer.allocate(4).putInt(pages.size() + 1).array());
    }
    for (int done = local; done < payload.length; ) {
      ByteBuffer page = add(pages, pageSize);
      int count = Math.min(pageSize - 4, payload.length - done);
      page.put(4, payload, done, count);
      done += count;
      page.putInt(0, done < payload.length ? pages.size() + 1 : 0);
    }
    return cell.toByteArray();
  }

  /// A row of `Packages`: the row's number stands for the first column, which is therefore null.
  private static byte[] row(byte[] blob) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] type = varint(12 + 2 * blob.length);
    out.write(2 + type.length);
    out.write(0);
    out.writeBytes(type);
    out.writeBytes(blob);
    return out.toByteArray();
  }

  private static byte[] record(List<Object> values) {
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (Object value : values) {
      if (value instanceof Integer number) {
        types.write(2);
        data.writeBytes(ByteBuffer.allocate(2).putChar((char) number.intValue()).array());
      } else {
        byte[] text = ascii((String) value);
        types.writeBytes(varint(13 + 2 * text.length));
        data.writeBytes(text);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(1 + types.size());
    out.writeBytes(types.toByteArray());
    out.writeBytes(data.toByteArray());
    return out.toByteArray();
  }

  private static byte[] varint(int value) {
    byte[] bytes = {
      (byte) (value >>> 28 | 0x80),
      (byte) (value >>> 21 | 0x80),
      (byte) (value >>> 14 | 0x80),
      (byte) (value >>> 7 | 0x80),
      (byte) (value & 0x7f),
    };
    int skip = 0;
    while (skip < 4 && bytes[skip] == (byte) 0x80) {
      skip++;
    }
    return Arrays.copyOfRange(bytes, skip, 5);
  }

  /// A write-ahead log that holds every page of `database`, in one transaction.
  static byte[] log(byte[] database, int pageSize) {
    int pages = database.length / pageSize;
    ByteBuffer out = ByteBuffer.allocate(32 + pages * (24 + pageSize));
    out.putInt(0x377f0683).putInt(3007000).putInt(pageSize).putInt(0).putInt(11).putInt(22);
    int[] sum = {0, 0};
    sum(out.array(), 0, 24, sum);
    out.putInt(sum[0]).putInt(sum[1]);
    for (int i = 0; i < pages; i++) {
      int at = out.position();
      out.putInt(i + 1).putInt(i + 1 == pages ? pages : 0).putInt(11).putInt(22);
      out.put(at + 24, database, i * pageSize, pageSize);
      sum(out.array(), at, 8, sum);
      sum(out.array(), at + 24, pageSize, sum);
      out.putInt(sum[0]).putInt(sum[1]).position(at + 24 + pageSize);
    }
    return out.array();
  }

  private static void sum(byte[] bytes, int from, int length, int[] sum) {
    ByteBuffer words = ByteBuffer.wrap(bytes);
    for (int at = from; at < from + length; at += 8) {
      sum[0] += words.getInt(at) + sum[1];
      sum[1] += words.getInt(at + 4) + sum[0];
    }
  }

  private static byte[] joined(List<ByteBuffer> pages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (ByteBuffer page : pages) {
      byte[] bytes = new byte[page.capacity()];
      page.get(0, bytes);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
