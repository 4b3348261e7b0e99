package dev.drydock.archive;

import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A zip archive (APPNOTE.TXT) read through its central directory, with every number in it taken as
/// a claim: nothing outside the content is read, nothing beyond the [Limits] comes out.
///
/// Opened by [ArchiveReading#open]. Members are found by their raw names, so that an archive of
/// many thousand classes costs one pass over its directory and no objects for what nobody wants.
public final class ZipArchive {
  private static final int HEADER = 0x02014b50;
  private static final int HEADER_SIZE = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final int ENCRYPTED = 1;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int ZIP_64_FIELD = 1;
  private static final long WIDE = 0xffffffffL;

  private final ArchiveReading reading;
  private final FileContent content;
  private final String path;
  private final ZipDirectory directory;

  ZipArchive(ArchiveReading reading, FileContent content, String path, ZipDirectory directory) {
    this.reading = reading;
    this.content = content;
    this.path = path;
    this.directory = directory;
  }

  /// Chooses members by their raw names.
  @FunctionalInterface
  public interface Selection {
    /// @param bytes holds the name from `from` to `to`, in UTF-8 or an older code page
    boolean wants(byte[] bytes, int from, int to);
  }

  /// The members that `selection` wants, in the directory's order.
  ///
  /// @throws IOException where the directory is damaged or has too many members
  public List<ZipEntry> entries(Selection selection) throws IOException {
    byte[] bytes = directory.bytes;
    ByteBuffer headers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<ZipEntry> entries = new ArrayList<>();
    int count = 0;
    int at = 0;
    while (at + HEADER_SIZE <= bytes.length && headers.getInt(at) == HEADER) {
      Limits limits = reading.limits();
      if (++count > limits.archiveEntries()) {
        throw new LimitExceededException("archiveEntries", path, limits.archiveEntries());
      }
      int name = at + HEADER_SIZE;
      int extra = name + (headers.getShort(at + 28) & 0xffff);
      int comment = extra + (headers.getShort(at + 30) & 0xffff);
      int next = comment + (headers.getShort(at + 32) & 0xffff);
      if (next > bytes.length) {
        throw damaged();
      }
      if (selection.wants(bytes, name, extra)) {
        entries.add(entry(headers, at, name, extra, comment));
      }
      at = next;
    }
    if (at + HEADER_SIZE <= bytes.length) {
      throw damaged();
    }
    return entries;
  }

  private ZipEntry entry(ByteBuffer headers, int at, int name, int extra, int comment) {
    long compressed = headers.getInt(at + 20) & WIDE;
    long size = headers.getInt(at + 24) & WIDE;
    long header = headers.getInt(at + 42) & WIDE;
    if (compressed == WIDE || size == WIDE || header == WIDE) {
      int field = zip64Field(headers, extra, comment);
      int end = field < 0 ? 0 : field + (headers.getShort(field - 2) & 0xffff);
      if (size == WIDE && field + 8 <= end) {
        size = headers.getLong(field);
        field += 8;
      }
      if (compressed == WIDE && field + 8 <= end) {
        compressed = headers.getLong(field);
        field += 8;
      }
      if (header == WIDE && field + 8 <= end) {
        header = headers.getLong(field);
      }
    }
    return new ZipEntry(
        new String(directory.bytes, name, extra - name, StandardCharsets.UTF_8),
        (headers.getShort(at + 8) & ENCRYPTED) != 0,
        headers.getShort(at + 10) & 0xffff,
        compressed,
        size,
        header);
  }

  /// Where the content of the zip64 extra field starts; -1 where there is none.
  private static int zip64Field(ByteBuffer headers, int extra, int comment) {
    int at = extra;
    while (at + 4 <= comment) {
      int length = headers.getShort(at + 2) & 0xffff;
      if (at + 4 + length > comment) {
        return -1;
      }
      if ((headers.getShort(at) & 0xffff) == ZIP_64_FIELD) {
        return at + 4;
      }
      at += 4 + length;
    }
    return -1;
  }

  /// The content of a member: in place where it is stored, else inflated to the heap.
  ///
  /// @throws IOException where it is encrypted, damaged, or larger than limits or its own claim
  public FileContent content(ZipEntry entry) throws IOException {
    if (entry.method() == STORED && !entry.encrypted()) {
      return stored(entry);
    }
    return new HeapContent(read(entry, reading.limits().fileBytes()));
  }

  /// The whole of a member, at most `max` bytes.
  public byte[] read(ZipEntry entry, int max) throws IOException {
    String member = path + "!/" + entry.name();
    if (entry.encrypted()) {
      throw new IOException(member + " is encrypted");
    }
    if (entry.size() < 0) {
      throw damaged();
    }
    if (entry.size() > max) {
      throw new LimitExceededException("fileBytes", member, max);
    }
    return switch (entry.method()) {
      case STORED -> {
        reading.spend(entry.size(), member);
        yield stored(entry).bytes(max, member);
      }
      case DEFLATED -> inflate(entry, member);
      default ->
          throw new IOException(
              member + " is compressed with method " + entry.method() + ", which is not read");
    };
  }

  private Region stored(ZipEntry entry) throws IOException {
    long size = Math.min(entry.size(), entry.compressedSize());
    return new Region(content, start(entry, size), size);
  }

  /// Where the bytes of a member start: after its local header, whose name and extra field may
  /// differ in length from those in the directory.
  private long start(ZipEntry entry, long length) throws IOException {
    long at = entry.header() + directory.shift;
    if (length < 0 || at < 0 || at > content.size() - LOCAL_SIZE) {
      throw damaged();
    }
    ByteBuffer local = ByteBuffer.allocate(LOCAL_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    Region.fill(content, at, local, path);
    long start = at + LOCAL_SIZE + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
    if (local.getInt(0) != LOCAL || start > content.size() - length) {
      throw damaged();
    }
    return start;
  }

  private byte[] inflate(ZipEntry entry, String member) throws IOException {
    long left = entry.compressedSize();
    long at = start(entry, left);
    int size = (int) entry.size();
    // a claim of more than four times its bytes gets its memory only as they come
    byte[] out = new byte[(int) Math.min(size, Math.max(1 << 16, left * 4))];
    int length = 0;
    Inflater inflater = reading.inflater();
    byte[] chunk = reading.chunk();
    try {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          int n = content.read(at, ByteBuffer.wrap(chunk, 0, (int) Math.min(chunk.length, left)));
          if (n <= 0) {
            throw new IOException(member + " ends early");
          }
          at += n;
          left -= n;
          inflater.setInput(chunk, 0, n);
        }
        if (length == out.length && length < size) {
          out = Arrays.copyOf(out, (int) Math.min(size, out.length * 2L));
        }
        // once all that was claimed is there, one byte more tells a lie
        int n =
            length < size
                ? inflater.inflate(out, length, out.length - length)
                : inflater.inflate(new byte[1]);
        if (n == 0 && inflater.needsDictionary()) {
          throw damaged();
        }
        length += n;
        if (length > size) {
          throw new IOException(member + " is larger than its archive says");
        }
        spend(entry, length, n, member);
      }
    } catch (DataFormatException e) {
      throw new IOException(member + " cannot be inflated: its bytes are damaged", e);
    }
    return length == out.length ? out : Arrays.copyOf(out, length);
  }

  private void spend(ZipEntry entry, long length, int n, String member)
      throws LimitExceededException {
    reading.spend(n, member);
    int ratio = reading.limits().expansionRatio();
    if (length > Limits.EXPANSION_GRACE && length / ratio > entry.compressedSize()) {
      throw new LimitExceededException("expansionRatio", member, ratio);
    }
  }

  private IOException damaged() {
    return new IOException(path + " is a damaged zip archive");
  }
}
