package dev.drydock.image.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bbolt database (github.com/etcd-io/bbolt), read only and without its lock: containerd's own
/// table of contents.
///
/// The file is pages of one size. The first two are meta pages; the valid one with the higher
/// transaction is the state. Buckets are B+ trees of branch and leaf pages; a small one lies as a
/// single page within the value that names it. Numbers are little-endian, as on every machine that
/// containerd is built for.
///
/// Pages that are linked from the state are never written in place, but they are used again two
/// transactions later: whoever reads while others write asks [#changed] afterwards.
final class BoltFile implements Closeable {
  private static final int MAGIC = 0xED0CDAED;
  private static final int VERSION = 2;
  private static final int HEADER = 16;
  private static final int META = 64;
  private static final int ELEMENT = 16;
  private static final int BRANCH_PAGE = 1;
  private static final int LEAF_PAGE = 2;
  private static final int BUCKET_ELEMENT = 1;

  /// A tree with 2^16 pages is 5 deep at the worst.
  private static final int DEEPEST = 40;

  /// Pages that one question may touch, of 4 KiB mostly.
  private static final int MOST_PAGES = 200_000;

  private static final int LARGEST_PAGE = 64 << 20;
  private static final int MOST_KEYS = 1_000_000;

  private final FileChannel channel;
  private final long fileSize;
  private final int pageSize;
  private final long root;
  private final long transaction;
  private int touched;

  private BoltFile(FileChannel channel, Meta meta) throws IOException {
    this.channel = channel;
    this.fileSize = channel.size();
    this.pageSize = meta.pageSize();
    this.root = meta.root();
    this.transaction = meta.transaction();
  }

  /// @throws IOException where it is no such file, or neither of its meta pages is whole
  static BoltFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    boolean opened = false;
    try {
      BoltFile bolt = new BoltFile(channel, newest(channel));
      opened = true;
      return bolt;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  private record Meta(int pageSize, long root, long transaction) {}

  private static Meta newest(FileChannel channel) throws IOException {
    Meta first = meta(channel, 0);
    Meta newest = first;
    // the second page tells its size itself, should the first be broken
    for (int size = 512; size <= 1 << 16; size <<= 1) {
      if (first == null || first.pageSize() == size) {
        Meta second = meta(channel, size);
        if (second != null
            && second.pageSize() == size
            && (newest == null || second.transaction() > newest.transaction())) {
          newest = second;
        }
      }
    }
    if (newest == null) {
      throw new IOException("it is no bbolt database, or a damaged one");
    }
    return newest;
  }

  /// @return `null` where there is no valid one
  private static @Nullable Meta meta(FileChannel channel, long page) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(META).order(ByteOrder.LITTLE_ENDIAN);
    for (long at = page + HEADER; bytes.hasRemaining(); ) {
      int n = channel.read(bytes, at);
      if (n < 0) {
        return null;
      }
      at += n;
    }
    int pageSize = bytes.getInt(8);
    if (bytes.getInt(0) != MAGIC
        || bytes.getInt(4) != VERSION
        || bytes.getLong(META - Long.BYTES) != checksum(bytes.array())
        || pageSize < 512
        || pageSize > 1 << 20
        || Integer.bitCount(pageSize) != 1) {
      return null;
    }
    return new Meta(pageSize, bytes.getLong(16), bytes.getLong(48));
  }

  /// FNV-1a of all but the checksum itself.
  private static long checksum(byte[] meta) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < META - Long.BYTES; i++) {
      hash = (hash ^ (meta[i] & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  /// Whether somebody has written since this was opened, so that what was read may be a mixture.
  boolean changed() throws IOException {
    return newest(channel).transaction() != transaction;
  }

  /// The bucket of all buckets.
  Bucket root() throws IOException {
    return new Bucket(page(root));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private ByteBuffer page(long id) throws IOException {
    if (++touched > MOST_PAGES) {
      throw new IOException("its pages lead in circles");
    }
    if (id < 2 || id > fileSize / pageSize) {
      throw damaged();
    }
    ByteBuffer header = read(id * pageSize, HEADER);
    long length = (1 + (header.getInt(12) & 0xffffffffL)) * pageSize;
    if (header.getLong(0) != id || length > LARGEST_PAGE) {
      throw damaged();
    }
    return read(id * pageSize, (int) length);
  }

  private ByteBuffer read(long offset, int length) throws IOException {
    if (offset < 0 || offset > fileSize - length) {
      throw damaged();
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (long at = offset; bytes.hasRemaining(); ) {
      int n = channel.read(bytes, at);
      if (n < 0) {
        throw damaged();
      }
      at += n;
    }
    return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static IOException damaged() {
    return new IOException("it is damaged, or was changed while it was read");
  }

  private static int type(ByteBuffer page) throws IOException {
    int type = page.getShort(8) & (BRANCH_PAGE | LEAF_PAGE);
    if (type != BRANCH_PAGE && type != LEAF_PAGE) {
      throw damaged();
    }
    return type;
  }

  private static int count(ByteBuffer page) throws IOException {
    int count = page.getShort(10) & 0xffff;
    if (HEADER + (long) count * ELEMENT > page.limit()) {
      throw damaged();
    }
    return count;
  }

  /// @param element its offset in the page
  /// @param start of the bytes, from the element
  private static byte[] bytes(ByteBuffer page, int element, long start, long length)
      throws IOException {
    if (start < 0 || length < 0 || element + start + length > page.limit()) {
      throw damaged();
    }
    byte[] bytes = new byte[(int) length];
    page.get((int) (element + start), bytes);
    return bytes;
  }

  private static long unsigned(ByteBuffer page, int offset) {
    return page.getInt(offset) & 0xffffffffL;
  }

  /// A map from keys to values and to further buckets.
  final class Bucket {
    private final ByteBuffer top;

    private Bucket(ByteBuffer top) {
      this.top = top;
    }

    /// The bucket within this one that goes by that name; `null` where there is none.
    @Nullable Bucket bucket(String key) throws IOException {
      byte[] value = find(key, true);
      return value == null ? null : inner(value);
    }

    byte @Nullable [] value(String key) throws IOException {
      return find(key, false);
    }

    @Nullable String text(String key) throws IOException {
      byte[] value = value(key);
      return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private Bucket inner(byte[] value) throws IOException {
      ByteBuffer header = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
      if (value.length < 16) {
        throw damaged();
      }
      long page = header.getLong(0);
      if (page != 0) {
        return new Bucket(page(page));
      }
      if (value.length < 16 + HEADER) {
        throw damaged();
      }
      return new Bucket(
          ByteBuffer.wrap(Arrays.copyOfRange(value, 16, value.length))
              .order(ByteOrder.LITTLE_ENDIAN));
    }

    /// Names of the buckets in this one, in their order.
    List<String> buckets() throws IOException {
      List<String> names = new ArrayList<>();
      Deque<ByteBuffer> pending = new ArrayDeque<>(List.of(top));
      while (!pending.isEmpty()) {
        ByteBuffer page = pending.pop();
        boolean leaf = type(page) == LEAF_PAGE;
        int count = count(page);
        for (int i = 0; i < count; i++) {
          int element = HEADER + ELEMENT * (leaf ? i : count - 1 - i);
          if (!leaf) {
            pending.push(page(page.getLong(element + 8)));
          } else if ((page.getInt(element) & BUCKET_ELEMENT) != 0) {
            if (names.size() == MOST_KEYS) {
              throw damaged();
            }
            byte[] key =
                bytes(page, element, unsigned(page, element + 4), unsigned(page, element + 8));
            names.add(new String(key, StandardCharsets.UTF_8));
          }
        }
      }
      return names;
    }

    private byte @Nullable [] find(String text, boolean bucket) throws IOException {
      byte[] key = text.getBytes(StandardCharsets.UTF_8);
      ByteBuffer page = top;
      for (int depth = 0; depth < DEEPEST; depth++) {
        if (type(page) == LEAF_PAGE) {
          return leaf(page, key, bucket);
        }
        int chosen = 0;
        int count = count(page);
        for (int i = 1; i < count; i++) {
          int element = HEADER + ELEMENT * i;
          byte[] least = bytes(page, element, unsigned(page, element), unsigned(page, element + 4));
          if (Arrays.compareUnsigned(least, key) > 0) {
            break;
          }
          chosen = i;
        }
        if (count == 0) {
          throw damaged();
        }
        page = page(page.getLong(HEADER + ELEMENT * chosen + 8));
      }
      throw damaged();
    }

    private static byte @Nullable [] leaf(ByteBuffer page, byte[] key, boolean bucket)
        throws IOException {
      int count = count(page);
      for (int i = 0; i < count; i++) {
        int element = HEADER + ELEMENT * i;
        long start = unsigned(page, element + 4);
        long length = unsigned(page, element + 8);
        if (length == key.length && Arrays.equals(bytes(page, element, start, length), key)) {
          boolean isBucket = (page.getInt(element) & BUCKET_ELEMENT) != 0;
          return isBucket == bucket
              ? bytes(page, element, start + length, unsigned(page, element + 12))
              : null;
        }
      }
      return null;
    }
  }
}
