package dev.drydock.advisory.index;

import java.util.ArrayList;
import java.util.List;

/// The hash table from packages to their postings, being collected: as many buckets as there are
/// keys, rounded up to a power of two, each a run of (lower half of the hash, offset).
final class KeyTable {
  private static final int LEAST_BITS = 4;

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(long hash, int offset) {}

  void add(long hash, int offset) {
    entries.add(new Entry(hash, offset));
  }

  void write(ByteWriter buckets, ByteWriter keys) {
    int bits = LEAST_BITS;
    while (1 << bits < entries.size()) {
      bits++;
    }
    entries.sort((a, b) -> Long.compareUnsigned(a.hash(), b.hash()));
    int next = 0;
    for (long bucket = 0; bucket < 1L << bits; bucket++) {
      buckets.u32(next);
      while (next < entries.size() && entries.get(next).hash() >>> 64 - bits == bucket) {
        keys.u32((int) entries.get(next).hash());
        keys.u32(entries.get(next).offset());
        next++;
      }
    }
    buckets.u32(next);
  }
}
