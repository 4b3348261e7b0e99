package dev.drydock.advisory.index;

/// 64 bits of what stands in an index, the same for the same content wherever its strings and
/// records are numbered differently. Steps through the encodings as [AdvisoryCodec] and
/// [PostingCodec] read them, without making anything of them.
///
/// Two contents that are compared have the same digest by chance once in 10^19 times. Nothing here
/// holds off somebody who looks for such a pair: whoever writes advisories can say what he likes.
final class ContentDigest {
  private final long[] strings;
  private long digest;

  /// @param strings the digests of the shared strings
  ContentDigest(long[] strings) {
    this.strings = strings;
  }

  static long of(byte[] bytes) {
    long hash = 0xcbf2_9ce4_8422_2325L;
    for (byte one : bytes) {
      hash = (hash ^ one & 0xff) * 0x100_0000_01b3L;
    }
    return after(bytes.length, hash);
  }

  /// The digest of a sequence to which `next` is added.
  static long after(long digest, long next) {
    long hash = (digest + next) * 0x9e37_79b9_7f4a_7c15L;
    hash = (hash ^ hash >>> 33) * 0xff51_afd7_ed55_8ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
    return hash ^ hash >>> 33;
  }

  /// That of a record.
  long advisory(ByteReader in) {
    digest = 0;
    int flags = in.u8();
    add(flags);
    id(in);
    ids(in);
    ids(in);
    if ((flags & IndexFormat.HAS_SUMMARY) != 0) {
      string(in);
    }
    if ((flags & IndexFormat.HAS_PUBLISHED) != 0) {
      id(in);
    }
    boolean same = (flags & IndexFormat.MODIFIED_IS_PUBLISHED) != 0;
    if (!same && (flags & IndexFormat.HAS_MODIFIED) != 0) {
      id(in);
    }
    severities(in);
    if ((flags & IndexFormat.HAS_WORD) != 0) {
      shared(in.small());
    }
    if ((flags & IndexFormat.HAS_SCORE) != 0) {
      add(in.number());
    }
    sharedList(in);
    if ((flags & IndexFormat.HAS_URL) != 0) {
      shared(in.small());
      int kind = in.u8();
      add(kind);
      if (kind == AdvisoryCodec.SUFFIX_WRITTEN) {
        string(in);
      }
    }
    return digest;
  }

  /// That of what a record says of a package.
  ///
  /// @param lists the digests of lists of versions
  long entry(ByteReader in, long advisory, VersionListDigests lists) {
    digest = advisory;
    int flags = in.u8();
    add(flags);
    int shape = flags & IndexFormat.SHAPE;
    if (shape == IndexFormat.FIXED_FROM_START) {
      shared(in.small());
    } else if (shape == IndexFormat.RANGES) {
      ranges(in);
    }
    if ((flags & IndexFormat.HAS_VERSIONS) != 0) {
      add(lists.of(in.small()));
    }
    if ((flags & IndexFormat.HAS_STATUS) != 0) {
      shared(in.small());
    }
    if ((flags & IndexFormat.HAS_AFFECTED_WORD) != 0) {
      shared(in.small());
    }
    if ((flags & IndexFormat.HAS_ARCHITECTURES) != 0) {
      sharedList(in);
    }
    if ((flags & IndexFormat.HAS_SEVERITIES) != 0) {
      severities(in);
    }
    if ((flags & IndexFormat.HAS_PACKAGES) != 0) {
      sharedList(in);
    }
    return digest;
  }

  /// That of a list of shared strings.
  long list(ByteReader in) {
    digest = 0;
    sharedList(in);
    return digest;
  }

  private void ranges(ByteReader in) {
    int count = in.count();
    add(count);
    for (int i = 0; i < count; i++) {
      int head = in.small();
      add(head);
      for (int left = head >>> 1; left > 0; left--) {
        int event = in.small();
        add(event & 3);
        shared(event >>> 2);
      }
    }
  }

  private void severities(ByteReader in) {
    int count = in.count();
    add(count);
    for (int i = 0; i < count; i++) {
      shared(in.small());
      shared(in.small());
      int source = in.small();
      add(source == 0 ? 0 : strings[source - 1]);
    }
  }

  private void sharedList(ByteReader in) {
    int count = in.count();
    add(count);
    for (int i = 0; i < count; i++) {
      shared(in.small());
    }
  }

  private void ids(ByteReader in) {
    int count = in.count();
    add(count);
    for (int i = 0; i < count; i++) {
      id(in);
    }
  }

  /// An id or a time: a number, or a string behind a zero.
  private void id(ByteReader in) {
    long head = in.number();
    add(head);
    if ((head & 1) == 0) {
      string(in);
    }
  }

  private void string(ByteReader in) {
    int head = in.small();
    add(head);
    add(of(in.bytes(head >>> 1)));
  }

  private void shared(int number) {
    add(strings[number]);
  }

  private void add(long next) {
    digest = after(digest, next);
  }
}
