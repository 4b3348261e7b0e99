package dev.drydock.advisory.index;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What writer and reader of the index agree on; `docs/index-format.md` has it in words.
final class IndexFormat {
  /// `DRYDOCKX`, read as a little-endian number.
  static final long MAGIC = 0x584b_434f_4459_5244L;

  static final int VERSION = 2;
  static final int HEADER = 64;
  static final int DIGEST_AT = 24;
  static final int DIGEST = 32;
  static final int TABLE_ENTRY = 24;

  static final int METADATA = 0;
  static final int STRING_OFFSETS = 1;
  static final int STRINGS = 2;
  static final int BUCKETS = 3;
  static final int KEYS = 4;
  static final int POSTINGS = 5;
  static final int VERSION_LISTS = 6;
  static final int ADVISORY_OFFSETS = 7;
  static final int ADVISORIES = 8;
  static final int EPSS_KEYS = 9;
  static final int EPSS_VALUES = 10;
  static final int KEV = 11;
  static final int SEVERITY_KEYS = 12;
  static final int SEVERITY_ROWS = 13;
  static final int SEVERITIES = 14;
  static final int SECTIONS = 15;

  static final int HAS_SUMMARY = 1;
  static final int HAS_PUBLISHED = 2;
  static final int HAS_MODIFIED = 4;
  static final int MODIFIED_IS_PUBLISHED = 8;
  static final int HAS_WORD = 16;
  static final int HAS_SCORE = 32;
  static final int HAS_URL = 64;

  static final int NO_RANGE = 0;
  static final int FIXED_FROM_START = 1;
  static final int ALL_VERSIONS = 2;
  static final int RANGES = 3;
  static final int SHAPE = 3;
  static final int HAS_VERSIONS = 4;
  static final int HAS_STATUS = 8;
  static final int HAS_AFFECTED_WORD = 16;
  static final int HAS_ARCHITECTURES = 32;
  static final int HAS_SEVERITIES = 64;
  static final int HAS_PACKAGES = 128;

  /// CVSS scores are kept as thousandths, EPSS values as millionths.
  static final double SCORE_UNIT = 1_000;

  static final double EPSS_UNIT = 1_000_000;

  private IndexFormat() {}

  /// 64 bits that say which package of which ecosystem: FNV-1a over the UTF-16 units of both with a
  /// zero between them, then mixed so that the upper bits can choose the bucket.
  static long hash(String ecosystem, String name) {
    long hash = 0xcbf2_9ce4_8422_2325L;
    for (int i = 0; i < ecosystem.length(); i++) {
      hash = (hash ^ ecosystem.charAt(i)) * 0x100_0000_01b3L;
    }
    hash *= 0x100_0000_01b3L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100_0000_01b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51_afd7_ed55_8ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
    return hash ^ hash >>> 33;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
