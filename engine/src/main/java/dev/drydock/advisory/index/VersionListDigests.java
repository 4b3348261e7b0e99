package dev.drydock.advisory.index;

import java.util.HashMap;
import java.util.Map;

/// Digests of the lists of versions of an index, by where they stand: packages share them.
final class VersionListDigests {
  private final Section section;
  private final ContentDigest digest;
  private final Map<Integer, Long> known = new HashMap<>();
  private long read;

  VersionListDigests(Section section, long[] strings) {
    this.section = section;
    this.digest = new ContentDigest(strings);
  }

  long of(int offset) {
    Long there = known.get(offset);
    if (there != null) {
      return there;
    }
    byte[] piece = section.copy(offset + 4, section.u32(offset));
    read += 4L + piece.length;
    if (read > section.size()) {
      throw new ByteReader.Malformed("lists of versions overlap");
    }
    long list = digest.list(new ByteReader(piece));
    known.put(offset, list);
    return list;
  }
}
