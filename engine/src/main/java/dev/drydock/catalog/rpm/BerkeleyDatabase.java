package dev.drydock.catalog.rpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The packages of a Berkeley DB, `Packages`, which rpm used up to 4.15: a hash table, or a tree,
/// of pages in either byte order.
///
/// All pages are looked at in order of the file instead of following buckets or branches: every
/// package is then seen once, and loops cannot be. A page has a header of 26 bytes: log position,
/// page number, previous, next, number of items, end of the free room, level, kind. The offsets of
/// its items follow, keys and values in turn. A value that is too long for a page is on a chain of
/// overflow pages of its own.
final class BerkeleyDatabase {
  private static final int HASH_MAGIC = 0x061561;
  private static final int TREE_MAGIC = 0x053162;
  private static final int META = 72;
  private static final int PAGE_HEADER = 26;

  private static final int PAGE_HASH_UNSORTED = 2;
  private static final int PAGE_TREE_LEAF = 5;
  private static final int PAGE_OVERFLOW = 7;
  private static final int PAGE_HASH = 13;

  private static final int ITEM_INLINE = 1;
  private static final int ITEM_OVERFLOW = 3;

  private final DatabaseFile file;
  private final ByteOrder order;
  private final int pageSize;
  private final long pages;
  private final BitSet visited = new BitSet();

  private BerkeleyDatabase(DatabaseFile file, ByteOrder order, int pageSize) {
    this.file = file;
    this.order = order;
    this.pageSize = pageSize;
    this.pages = Math.min(file.size() / pageSize, Integer.MAX_VALUE);
  }

  static boolean recognises(byte[] head) {
    return head.length >= 16 && byteOrder(head) != null;
  }

  private static @Nullable ByteOrder byteOrder(byte[] head) {
    int magic = ByteBuffer.wrap(head).getInt(12);
    if (magic == HASH_MAGIC || magic == TREE_MAGIC) {
      return ByteOrder.BIG_ENDIAN;
    }
    int swapped = Integer.reverseBytes(magic);
    return swapped == HASH_MAGIC || swapped == TREE_MAGIC ? ByteOrder.LITTLE_ENDIAN : null;
  }

  static void read(DatabaseFile file, DatabaseFile.Records records)
      throws IOException, InterruptedException {
    byte[] meta = new byte[META];
    file.read(0, meta, 0, META);
    ByteOrder order = byteOrder(meta);
    if (order == null) {
      throw file.damaged("it is not a Berkeley DB");
    }
    int pageSize = ByteBuffer.wrap(meta).order(order).getInt(20);
    if (pageSize < 512 || pageSize > 65536 || Integer.bitCount(pageSize) != 1) {
      throw file.damaged("its page size is impossible");
    }
    if (meta[24] != 0) {
      throw new IOException("the rpm database is encrypted");
    }
    new BerkeleyDatabase(file, order, pageSize).pages(records);
  }

  private void pages(DatabaseFile.Records records) throws IOException, InterruptedException {
    byte[] page = new byte[pageSize];
    for (long number = 1; number < pages; number++) {
      file.read(number * pageSize, page, 0, pageSize);
      int kind = page[25];
      if (kind == PAGE_HASH || kind == PAGE_HASH_UNSORTED || kind == PAGE_TREE_LEAF) {
        items(ByteBuffer.wrap(page).order(order), kind == PAGE_TREE_LEAF, records);
      }
    }
  }

  private void items(ByteBuffer page, boolean tree, DatabaseFile.Records records)
      throws IOException, InterruptedException {
    int count = page.getChar(20);
    if (PAGE_HEADER + 2 * count > pageSize) {
      throw file.damaged("a page has too many items");
    }
    for (int i = 1; i < count; i += 2) {
      int at = offset(page, i);
      byte[] value = tree ? treeItem(page, at) : hashItem(page, at, i);
      if (value.length >= DatabaseFile.SMALLEST_HEADER) {
        records.accept(value);
      }
    }
  }

  private int offset(ByteBuffer page, int item) throws IOException {
    int offset = page.getChar(PAGE_HEADER + 2 * item);
    if (offset < PAGE_HEADER || offset >= pageSize) {
      throw file.damaged("an item leaves its page");
    }
    return offset;
  }

  /// In a hash, items fill the page from its end, so that one ends where the one before it starts.
  private byte[] hashItem(ByteBuffer page, int at, int item) throws IOException {
    int end = offset(page, item - 1);
    if (end <= at) {
      throw file.damaged("items of a page overlap");
    }
    return switch (page.get(at)) {
      case ITEM_INLINE -> copy(page, at + 1, end - at - 1);
      case ITEM_OVERFLOW -> chain(page, at + 4);
      default -> new byte[0];
    };
  }

  /// In a tree, an item starts with its length and kind.
  private byte[] treeItem(ByteBuffer page, int at) throws IOException {
    if (at + 3 > pageSize) {
      throw file.damaged("an item leaves its page");
    }
    return switch (page.get(at + 2)) {
      case ITEM_INLINE -> copy(page, at + 3, page.getChar(at));
      case ITEM_OVERFLOW -> chain(page, at + 4);
      default -> new byte[0];
    };
  }

  private byte[] copy(ByteBuffer page, int from, int length) throws IOException {
    if (from + length > pageSize) {
      throw file.damaged("an item leaves its page");
    }
    byte[] value = file.record(length);
    page.get(from, value);
    return value;
  }

  /// The value on the overflow pages that the page number and length at `at` tell of.
  private byte[] chain(ByteBuffer page, int at) throws IOException {
    if (at + 8 > pageSize) {
      throw file.damaged("an item leaves its page");
    }
    long number = page.getInt(at) & 0xffffffffL;
    byte[] value = file.record(page.getInt(at + 4) & 0xffffffffL);
    int done = 0;
    byte[] header = new byte[PAGE_HEADER];
    ByteBuffer words = ByteBuffer.wrap(header).order(order);
    while (done < value.length) {
      if (number < 1 || number >= pages || visited.get((int) number)) {
        throw file.damaged("the pages of a package do not follow each other");
      }
      visited.set((int) number);
      file.read(number * pageSize, header, 0, PAGE_HEADER);
      int length = words.getChar(22);
      if (header[25] != PAGE_OVERFLOW
          || length == 0
          || length > pageSize - PAGE_HEADER
          || length > value.length - done) {
        throw file.damaged("page " + number + " is not of a package");
      }
      file.read(number * pageSize + PAGE_HEADER, value, done, length);
      done += length;
      number = words.getInt(16) & 0xffffffffL;
    }
    return value;
  }
}
