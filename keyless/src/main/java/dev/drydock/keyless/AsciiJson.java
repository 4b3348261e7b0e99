package dev.drydock.keyless;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// JSON in which every character is one byte: others are written by their numbers (RFC 8259,
/// section 7). Some verifiers of envelopes reckon a payload's length in characters, others in
/// bytes; so both find the same.
final class AsciiJson {
  private static final HexFormat HEX = HexFormat.of();

  private AsciiJson() {}

  /// @param json in UTF-8; outside of strings it is ASCII anyway
  static byte[] of(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii.append(c);
      } else {
        ascii.append("\\u").append(HEX.toHexDigits(c));
      }
    }
    return ascii.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
