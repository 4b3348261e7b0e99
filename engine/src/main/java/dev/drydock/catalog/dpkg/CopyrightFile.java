package dev.drydock.catalog.dpkg;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The licences in a Debian `copyright` file: the short names of one in the [machine-readable
/// form](https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/), or else the licences
/// of `/usr/share/common-licenses` that its prose points to.
final class CopyrightFile {
  /// A package with more of them is no longer described by the list.
  private static final int MAX_LICENCES = 64;

  private static final int MAX_NAME = 200;
  private static final Needle FORMAT = new Needle("Format:");
  private static final Needle FORMAT_SPECIFICATION = new Needle("Format-Specification:");
  private static final Needle LICENSE = new Needle("\nLicense:");
  private static final Needle COMMON = new Needle("/usr/share/common-licenses/");

  private CopyrightFile() {}

  /// As the file words them, each once, sorted.
  static List<String> licences(byte[] bytes) {
    SortedSet<String> licences = new TreeSet<>();
    if (FORMAT.startsAt(bytes, 0) || FORMAT_SPECIFICATION.startsAt(bytes, 0)) {
      fields(bytes, licences);
    } else {
      references(bytes, licences);
    }
    return new ArrayList<>(licences);
  }

  private static void fields(byte[] bytes, SortedSet<String> licences) {
    int at = LICENSE.in(bytes, 0);
    while (at >= 0 && licences.size() < MAX_LICENCES) {
      int from = at + LICENSE.length();
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      add(bytes, from, end, licences);
      at = LICENSE.in(bytes, end);
    }
  }

  private static void references(byte[] bytes, SortedSet<String> licences) {
    int at = COMMON.in(bytes, 0);
    while (at >= 0 && licences.size() < MAX_LICENCES) {
      int from = at + COMMON.length();
      int end = from;
      while (end < bytes.length && nameCharacter(bytes[end])) {
        end++;
      }
      at = COMMON.in(bytes, end);
      while (end > from && (bytes[end - 1] == '.' || bytes[end - 1] == '-')) {
        end--;
      }
      add(bytes, from, end, licences);
    }
  }

  private static void add(byte[] bytes, int from, int to, SortedSet<String> licences) {
    String name = new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
    if (!name.isEmpty() && name.length() <= MAX_NAME) {
      licences.add(name);
    }
  }

  private static boolean nameCharacter(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '.'
        || b == '-'
        || b == '+';
  }
}
