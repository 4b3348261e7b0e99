package dev.drydock.archive;

import java.util.Arrays;

/// Questions about the raw name of a member, as a [ZipArchive.Selection] is shown it: no text is
/// made of names that nobody wants.
public final class RawName {
  private RawName() {}

  /// Whether the name from `from` to `to` begins with `start`.
  public static boolean starts(byte[] bytes, int from, int to, byte[] start) {
    return to - from >= start.length
        && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
  }

  /// Whether it ends with `end`.
  public static boolean ends(byte[] bytes, int from, int to, byte[] end) {
    return to - from >= end.length && Arrays.equals(bytes, to - end.length, to, end, 0, end.length);
  }
}
