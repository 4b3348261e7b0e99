package dev.drydock.advisory.index;

import java.util.function.Supplier;

/// The content of one index as digests, for [IndexDifference]. Strings and records are gone through
/// once; all else refers to them.
final class Content {
  private final AdvisoryIndex index;
  private final long[] strings;
  private final long[] advisories;

  Content(AdvisoryIndex index) {
    this.index = index;
    this.strings = guarded("its strings", this::readStrings);
    this.advisories = guarded("its records", this::readAdvisories);
  }

  PackageDigests packages() {
    return new PackageDigests(index, strings, advisories);
  }

  CveDigests kev() {
    return guarded(
        "its known exploited vulnerabilities",
        () -> CveDigests.kev(index.section(IndexFormat.KEV)));
  }

  CveDigests epss(double[] boundaries) {
    return guarded(
        "its EPSS scores",
        () ->
            CveDigests.epss(
                index.section(IndexFormat.EPSS_KEYS),
                index.section(IndexFormat.EPSS_VALUES),
                boundaries));
  }

  CveDigests severities() {
    return guarded(
        "its severities",
        () ->
            CveDigests.severities(
                index.section(IndexFormat.SEVERITY_KEYS),
                index.section(IndexFormat.SEVERITY_ROWS),
                index.section(IndexFormat.SEVERITIES),
                strings));
  }

  private long[] readStrings() {
    Section offsets = index.section(IndexFormat.STRING_OFFSETS);
    Section data = index.section(IndexFormat.STRINGS);
    long[] digests = new long[Math.max(0, offsets.size() / 4 - 1)];
    for (int i = 0; i < digests.length; i++) {
      digests[i] = ContentDigest.of(piece(offsets, data, i));
    }
    return digests;
  }

  private long[] readAdvisories() {
    Section offsets = index.section(IndexFormat.ADVISORY_OFFSETS);
    Section data = index.section(IndexFormat.ADVISORIES);
    ContentDigest digest = new ContentDigest(strings);
    long[] digests = new long[Math.max(0, offsets.size() / 4 - 1)];
    for (int i = 0; i < digests.length; i++) {
      digests[i] = digest.advisory(new ByteReader(piece(offsets, data, i)));
    }
    return digests;
  }

  private static byte[] piece(Section offsets, Section data, int number) {
    int from = offsets.u32(4 * number);
    return data.copy(from, offsets.u32(4 * number + 4) - from);
  }

  private <T> T guarded(String what, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IndexOutOfBoundsException | ByteReader.Malformed | InternalError e) {
      throw index.damaged(what, e);
    }
  }
}
