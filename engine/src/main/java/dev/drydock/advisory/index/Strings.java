package dev.drydock.advisory.index;

/// The shared strings of an open index, by their numbers. Each is decoded once.
final class Strings {
  private final Section offsets;
  private final Section data;
  private final String[] decoded;

  Strings(Section offsets, Section data) {
    this.offsets = offsets;
    this.data = data;
    this.decoded = new String[Math.max(0, offsets.size() / 4 - 1)];
  }

  /// Two threads may decode the same string at the same time; both get equal ones, and strings are
  /// safe to publish without a lock.
  String get(int number) {
    String known = decoded[number];
    if (known != null) {
      return known;
    }
    int from = offsets.u32(4 * number);
    int to = offsets.u32(4 * number + 4);
    String text = new ByteReader(data.copy(from, to - from)).string();
    decoded[number] = text;
    return text;
  }
}
