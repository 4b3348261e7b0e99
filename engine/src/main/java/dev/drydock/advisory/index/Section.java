package dev.drydock.advisory.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One section of a mapped index. All reads name their place, so that any number of threads may
/// read; one that is outside of the section throws [IndexOutOfBoundsException].
///
/// A [ByteBuffer], not a `MemorySegment`: its accessors need no method handles, which cost a JVM
/// that has just started more than all lookups of a scan.
final class Section {
  private final ByteBuffer bytes;

  Section(ByteBuffer file, int offset, int length) {
    this.bytes = file.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  int size() {
    return bytes.limit();
  }

  int u32(int at) {
    return bytes.getInt(at);
  }

  int u24(int at) {
    return bytes.getShort(at) & 0xffff | (bytes.get(at + 2) & 0xff) << 16;
  }

  byte[] copy(int from, int length) {
    if (length < 0 || from < 0 || length > bytes.limit() - from) {
      throw new IndexOutOfBoundsException("a piece of " + length + " bytes at " + from);
    }
    byte[] copy = new byte[length];
    bytes.get(from, copy);
    return copy;
  }

  /// Where `key` stands among the first `count` numbers of this section, unsigned and sorted: the
  /// first one that is not lower.
  int firstNotBelow(int key, int count) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = low + high >>> 1;
      if (Integer.compareUnsigned(bytes.getInt(4 * middle), key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
