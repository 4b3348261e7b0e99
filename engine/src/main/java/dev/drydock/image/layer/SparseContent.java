package dev.drydock.image.layer;

import dev.drydock.image.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file with holes: pieces of the stored bytes with zeros between them.
final class SparseContent implements FileContent {
  private final FileContent stored;
  private final long dataStart;
  private final long size;
  private final long[] offsets;
  private final long[] lengths;
  private final long[] storedAt;

  private SparseContent(FileContent stored, long dataStart, long size, int pieces) {
    this.stored = stored;
    this.dataStart = dataStart;
    this.size = size;
    this.offsets = new long[pieces];
    this.lengths = new long[pieces];
    this.storedAt = new long[pieces];
  }

  /// @param dataStart where in `stored` the pieces begin
  /// @param size with the holes
  /// @param map offset and length of each piece in turn
  /// @return `null` where the map contradicts itself or the stored size
  static @Nullable SparseContent of(FileContent stored, long dataStart, long size, List<Long> map) {
    if (size < 0 || map.size() % 2 != 0) {
      return null;
    }
    SparseContent content = new SparseContent(stored, dataStart, size, map.size() / 2);
    long end = 0;
    long at = 0;
    for (int i = 0; i < content.offsets.length; i++) {
      long offset = map.get(2 * i);
      long length = map.get(2 * i + 1);
      if (offset < end || length < 0 || length > size - offset) {
        return null;
      }
      content.offsets[i] = offset;
      content.lengths[i] = length;
      content.storedAt[i] = at;
      at += length;
      end = offset + length;
    }
    return at <= stored.size() - dataStart ? content : null;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    int total = 0;
    while (target.hasRemaining() && position + total < size) {
      int n = piece(position + total, target);
      if (n <= 0) {
        break;
      }
      total += n;
    }
    return total;
  }

  private int piece(long position, ByteBuffer target) throws IOException {
    int low = 0;
    int high = offsets.length;
    while (low < high) { // the first piece that ends after the position
      int middle = (low + high) >>> 1;
      if (offsets[middle] + lengths[middle] <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean hole = low == offsets.length || offsets[low] > position;
    long until;
    if (hole) {
      until = low == offsets.length ? size : offsets[low];
    } else {
      until = offsets[low] + lengths[low];
    }
    int n = (int) Math.min(until - position, target.remaining());
    if (hole) {
      for (int i = 0; i < n; i++) {
        target.put((byte) 0);
      }
      return n;
    }
    int limit = target.limit();
    target.limit(target.position() + n);
    int read = stored.read(dataStart + storedAt[low] + position - offsets[low], target);
    target.limit(limit);
    return read;
  }

  @Override
  public InputStream stream() {
    return new ContentInput(this);
  }

  @Override
  public boolean durable() {
    return stored.durable();
  }
}
