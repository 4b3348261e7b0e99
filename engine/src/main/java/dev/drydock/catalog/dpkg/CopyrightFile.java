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
  private static final byte[] FORMAT = ascii("Format:");
  private static final byte[] FORMAT_SPECIFICATION = ascii("Format-Specification:");
  private static final byte[] LICENSE = ascii("License:");
  private static final byte[] COMMON = ascii("/usr/share/common-licenses/");

  private CopyrightFile() {}

  /// As the file words them, each once, sorted.
  static List<String> licences(byte[] bytes) {
    SortedSet<String> licences = new TreeSet<>();
    if (startsWith(bytes, 0, FORMAT) || startsWith(bytes, 0, FORMAT_SPECIFICATION)) {
      fields(bytes, licences);
    } else {
      references(bytes, licences);
    }
    return new ArrayList<>(licences);
  }

  private static void fields(byte[] bytes, SortedSet<String> licences) {
    int at = 0;
    while (at < bytes.length && licences.size() < MAX_LICENCES) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      if (startsWith(bytes, at, LICENSE)) {
        add(bytes, at + LICENSE.length, end, licences);
      }
      at = end + 1;
    }
  }

  private static void references(byte[] bytes, SortedSet<String> licences) {
    int at = 0;
    while (at < bytes.length && licences.size() < MAX_LICENCES) {
      if (bytes[at] == '/' && startsWith(bytes, at, COMMON)) {
        int from = at + COMMON.length;
        int end = from;
        while (end < bytes.length && nameCharacter(bytes[end])) {
          end++;
        }
        at = end;
        while (end > from && (bytes[end - 1] == '.' || bytes[end - 1] == '-')) {
          end--;
        }
        add(bytes, from, end, licences);
      } else {
        at++;
      }
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

  private static boolean startsWith(byte[] bytes, int at, byte[] expected) {
    if (bytes.length - at < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (bytes[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
