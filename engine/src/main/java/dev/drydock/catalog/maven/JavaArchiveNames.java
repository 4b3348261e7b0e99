package dev.drydock.catalog.maven;

import dev.drydock.catalog.FileNames;
import java.nio.charset.StandardCharsets;

/// The file names that tell Java archives, and what within them is of interest.
final class JavaArchiveNames {
  private static final String[] EXTENSIONS = {
    ".jar", ".war", ".ear", ".par", ".sar", ".nar", ".jpi", ".hpi", ".kar", ".far", ".lpkg", ".rar"
  };

  static final FileNames FILES =
      FileNames.ending(
          "jar", "war", "ear", "par", "sar", "nar", "jpi", "hpi", "kar", "far", "lpkg", "rar");

  /// Extensions that nothing else uses: a file of that name that is no archive is a damaged one.
  private static final int CERTAIN = 3;

  private static final byte[][] MEMBERS = {
    bytes("pom.properties"), bytes("pom.xml"), bytes("meta-inf/manifest.mf")
  };

  private JavaArchiveNames() {}

  /// Whether `path` is named as a Java archive. Files that begin with `._` are what macOS keeps
  /// beside the real ones.
  static boolean archive(String path) {
    return ends(path, EXTENSIONS.length) && !path.startsWith("._", path.lastIndexOf('/') + 1);
  }

  /// Whether such a file is certainly meant to be one: a `.rar` may be of another kind.
  static boolean certain(String path) {
    return ends(path, CERTAIN);
  }

  private static boolean ends(String path, int extensions) {
    // the last letter rules out nearly all files of an image
    int last = path.isEmpty() ? 0 : path.charAt(path.length() - 1) | 0x20;
    if (last != 'r' && last != 'i' && last != 'g') {
      return false;
    }
    for (int i = 0; i < extensions; i++) {
      String extension = EXTENSIONS[i];
      int from = path.length() - extension.length();
      if (path.regionMatches(true, from, extension, 0, extension.length())) {
        return true;
      }
    }
    return false;
  }

  /// Whether the name of a member, raw bytes from `from` to `to`, is a manifest, a pom file or an
  /// archive.
  static boolean wanted(byte[] bytes, int from, int to) {
    int last = from == to ? 0 : bytes[to - 1] | 0x20;
    if (last != 'r' && last != 'i' && last != 'g' && last != 's' && last != 'l' && last != 'f') {
      return false;
    }
    for (byte[] member : MEMBERS) {
      int start = to - member.length;
      if (ends(bytes, from, to, member) && (start == from || bytes[start - 1] == '/')) {
        return true;
      }
    }
    for (String extension : EXTENSIONS) {
      if (ends(bytes, from, to, extension)) {
        return true;
      }
    }
    return false;
  }

  private static boolean ends(byte[] bytes, int from, int to, byte[] end) {
    if (to - from < end.length) {
      return false;
    }
    for (int i = 0; i < end.length; i++) {
      if (lower(bytes[to - end.length + i]) != end[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean ends(byte[] bytes, int from, int to, String end) {
    if (to - from < end.length()) {
      return false;
    }
    for (int i = 0; i < end.length(); i++) {
      if (lower(bytes[to - end.length() + i]) != end.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }
}
