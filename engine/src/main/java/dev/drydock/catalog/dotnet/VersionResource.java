package dev.drydock.catalog.dotnet;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The texts of a version resource (Microsoft, "VS_VERSIONINFO structure"), which compilers of .NET
/// write into every assembly: `ProductVersion`, `FileVersion`, `InternalName`, …
///
/// Blocks within blocks: length, length of the value, kind, a name in UTF-16, a value, children.
///
/// @param texts by name
record VersionResource(Map<String, String> texts) {
  private static final int HEADER = 6;

  /// `VS_VERSION_INFO`, `StringFileInfo`, a table for each language, a text.
  private static final int DEPTH = 4;

  private static final int MOST = 200;

  static VersionResource parse(ByteBuffer bytes) {
    Map<String, String> texts = new HashMap<>();
    blocks(bytes, 0, bytes.limit(), 1, texts);
    return new VersionResource(texts);
  }

  private static void blocks(
      ByteBuffer bytes, int from, int to, int depth, Map<String, String> texts) {
    int at = from;
    while (at + HEADER <= to && texts.size() < MOST) {
      int length = bytes.getShort(at) & 0xffff;
      if (length < HEADER) {
        return;
      }
      int end = Math.min(at + length, to);
      int valueLength = bytes.getShort(at + 2) & 0xffff;
      int nameEnd = textEnd(bytes, at + HEADER, end);
      int value = aligned(nameEnd + 2);
      if (depth == DEPTH) {
        String name = text(bytes, at + HEADER, nameEnd);
        texts.putIfAbsent(name, text(bytes, value, textEnd(bytes, value, end)).strip());
      } else {
        blocks(bytes, aligned(value + valueLength), end, depth + 1, texts);
      }
      at = aligned(end);
    }
  }

  /// Where the zero after a text stands.
  private static int textEnd(ByteBuffer bytes, int from, int to) {
    int at = from;
    while (at + 1 < to && bytes.getShort(at) != 0) {
      at += 2;
    }
    return at;
  }

  private static String text(ByteBuffer bytes, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int at = from; at + 1 < to + 1 && at + 1 < bytes.limit(); at += 2) {
      text.append((char) bytes.getShort(at));
    }
    return text.toString();
  }

  private static int aligned(int at) {
    return (at + 3) & ~3;
  }

  /// The version of the package that an assembly came from, as far as it tells: that of the
  /// product, without the commit that compilers add; `""` where there is none.
  String version() {
    for (String name : List.of("ProductVersion", "FileVersion", "Assembly Version")) {
      String version = version(texts.getOrDefault(name, ""));
      if (!version.isEmpty()) {
        return version;
      }
    }
    return "";
  }

  /// `13.0.1` of `13.0.1+ae9fe44e`, `2.0.8` of `2.0.8.0-.NET Standard`, `1.0.0-beta.1` of itself;
  /// `""` where it is no version of two to four numbers.
  static String version(String text) {
    int numbers = 0;
    int at = 0;
    int third = 0;
    while (numbers < 4) {
      int end = digits(text, at);
      if (end == at) {
        break;
      }
      numbers++;
      third = numbers <= 3 ? end : third;
      if (numbers == 4 && zero(text, at, end)) {
        text = text.substring(0, third) + text.substring(end);
        end = third;
      }
      if (numbers == 4 || end == text.length() || text.charAt(end) != '.') {
        at = end;
        break;
      }
      at = end + 1;
    }
    String number = text.substring(0, at);
    if (numbers < 2 || number.endsWith(".") || zero(number, 0, number.length())) {
      return "";
    }
    int end = at;
    if (at + 1 < text.length() && text.charAt(at) == '-' && word(text.charAt(at + 1))) {
      end = at + 2;
      while (end < text.length() && (word(text.charAt(end)) || text.charAt(end) == '.')) {
        end++;
      }
    }
    boolean ends = end == text.length() || " +,;(-".indexOf(text.charAt(end)) >= 0;
    return ends ? text.substring(0, end) : "";
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static boolean zero(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text.charAt(at) != '0' && text.charAt(at) != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean word(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-';
  }
}
