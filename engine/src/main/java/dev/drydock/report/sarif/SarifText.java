package dev.drydock.report.sarif;

import dev.drydock.report.CleanText;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Words and paths from images in the forms that SARIF asks for.
final class SarifText {
  private static final int LONGEST_MESSAGE = 1_000;
  private static final int LONGEST_ID = 200;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private SarifText() {}

  /// A message's text (§3.11.5, §3.11.6): brackets start links there, braces placeholders.
  static String message(String words) {
    String line = CleanText.line(words, LONGEST_MESSAGE);
    StringBuilder message = new StringBuilder(line.length() + 8);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '[', ']', '\\' -> message.append('\\').append(c);
        case '{', '}' -> message.append(c).append(c);
        default -> message.append(c);
      }
    }
    return message.toString();
  }

  static String id(String words) {
    String id = CleanText.line(words, LONGEST_ID).strip();
    return id.isEmpty() ? "unnamed" : id;
  }

  /// A relative reference (RFC 3986, §4.2) that stays below where it starts.
  static String uri(String path) {
    StringBuilder uri = new StringBuilder(path.length() + 16);
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        continue;
      }
      uri.append(uri.isEmpty() ? "" : "/");
      for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
        char c = (char) (octet & 0xff);
        if (plain(c)) {
          uri.append(c);
        } else {
          uri.append('%').append(HEX.toHexDigits((byte) c));
        }
      }
    }
    return uri.isEmpty() ? "image" : uri.toString();
  }

  private static boolean plain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "-._~!$'()*+,;=@".indexOf(c) >= 0;
  }
}
