package dev.drydock.catalog.dpkg;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Searches bytes for a short text, leaping over most of them (Horspool's algorithm). The copyright
/// files of an image are megabytes of which a few lines count, and they are searched before the
/// virtual machine has warmed up.
final class Needle {
  private final byte[] text;
  private final byte[] leaps = new byte[256];

  /// @param text ASCII, at most 127 characters
  Needle(String text) {
    this.text = text.getBytes(StandardCharsets.US_ASCII);
    int last = this.text.length - 1;
    Arrays.fill(leaps, (byte) this.text.length);
    for (int i = 0; i < last; i++) {
      leaps[this.text[i] & 0xff] = (byte) (last - i);
    }
  }

  int length() {
    return text.length;
  }

  /// Where the text stands at or after `from`; -1 where it does not.
  int in(byte[] bytes, int from) {
    int last = text.length - 1;
    byte end = text[last];
    for (int at = from + last; at < bytes.length; at += leaps[bytes[at] & 0xff]) {
      if (bytes[at] == end && startsAt(bytes, at - last)) {
        return at - last;
      }
    }
    return -1;
  }

  /// Whether the text stands at `at`.
  boolean startsAt(byte[] bytes, int at) {
    if (bytes.length - at < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }
}
