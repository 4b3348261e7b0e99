package dev.drydock.advisory.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/// The outside of an index file: header, table of sections, digest.
final class IndexFile {
  private static final int LEAST_BITS = 4;
  private static final int MOST_BITS = 28;

  static final String OTHER_DIGEST = "its digest is not that of its content";

  private IndexFile() {}

  static ByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < IndexFormat.HEADER) {
        throw new IOException(file + " is not an advisory index: it has only " + size + " bytes");
      }
      if (size > Integer.MAX_VALUE) {
        throw new IOException(file + " is not an advisory index: it is larger than 2 GiB");
      }
      // By way of an arena: FileChannel's other `map` reaches its buffer's constructor by
      // reflection, which costs a JVM that has just started 15 ms more.
      return channel
          .map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto())
          .asByteBuffer()
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no advisory index " + file, e);
    }
  }

  static Section[] sections(Path file, ByteBuffer mapped) throws IOException {
    if (mapped.getLong(0) != IndexFormat.MAGIC) {
      throw new IOException(file + " is not an advisory index");
    }
    int version = mapped.getInt(8);
    if (version != IndexFormat.VERSION) {
      throw new IOException(
          "The advisory index "
              + file
              + " has format "
              + version
              + ", this Drydock reads format "
              + IndexFormat.VERSION
              + ": get a new one with `drydock db update`");
    }
    int tableEnd = IndexFormat.HEADER + IndexFormat.SECTIONS * IndexFormat.TABLE_ENTRY;
    if (mapped.getInt(12) != IndexFormat.SECTIONS || mapped.limit() < tableEnd) {
      throw damaged(file, "its table of sections");
    }
    if (mapped.getLong(16) != mapped.limit()) {
      throw damaged(file, "it has " + mapped.limit() + " bytes instead of " + mapped.getLong(16));
    }
    Section[] sections = new Section[IndexFormat.SECTIONS];
    for (int i = 0; i < sections.length; i++) {
      int at = IndexFormat.HEADER + i * IndexFormat.TABLE_ENTRY;
      long offset = mapped.getLong(at + 8);
      long length = mapped.getLong(at + 16);
      if (mapped.getLong(at) != i
          || offset < tableEnd
          || length < 0
          || offset > mapped.limit()
          || length > mapped.limit() - offset) {
        throw damaged(file, "section " + i);
      }
      sections[i] = new Section(mapped, (int) offset, (int) length);
    }
    return sections;
  }

  /// How many bits of a hash choose the bucket.
  static int bucketBits(Path file, Section buckets) throws IOException {
    int count = buckets.size() / 4 - 1;
    int bits = Integer.numberOfTrailingZeros(count);
    if (count < 0 || bits < LEAST_BITS || bits > MOST_BITS || count != 1 << bits) {
      throw damaged(file, "its buckets");
    }
    return bits;
  }

  static void verify(Path file) throws IOException {
    ByteBuffer mapped = map(file);
    sections(file, mapped);
    if (!isWhole(mapped)) {
      throw damaged(file, OTHER_DIGEST);
    }
  }

  /// Whether the digest is that of the content.
  static boolean isWhole(ByteBuffer mapped) {
    MessageDigest sha256 = IndexFormat.sha256();
    sha256.update(mapped.slice(0, IndexFormat.DIGEST_AT));
    sha256.update(mapped.slice(IndexFormat.HEADER, mapped.limit() - IndexFormat.HEADER));
    byte[] stored = new byte[IndexFormat.DIGEST];
    mapped.get(IndexFormat.DIGEST_AT, stored);
    return MessageDigest.isEqual(stored, sha256.digest());
  }

  private static IOException damaged(Path file, String what) {
    return new IOException(DamagedIndexException.message(file.toString(), what));
  }
}
