package dev.drydock.server.component;

import dev.drydock.server.Digests;
import java.util.HexFormat;

/// Texts of anybody as PostgreSQL takes them: without NUL, and short enough for an index.
public final class ColumnText {
  private static final int MOST = 500;
  private static final char REPLACEMENT = '\uFFFD';

  private ColumnText() {}

  /// For people: what is too long is cut off.
  static String shown(String text) {
    return cut(storable(text), MOST);
  }

  /// For looking up: equal texts, and only these, stay equal.
  public static String key(String text) {
    String storable = storable(text);
    if (storable.length() <= MOST) {
      return storable;
    }
    byte[] digest = Digests.sha256(text);
    return cut(storable, MOST - 2 * digest.length) + HexFormat.of().formatHex(digest);
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean within = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, within ? length - 1 : length);
  }

  private static String storable(String text) {
    StringBuilder changed = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++; // a pair
      } else if (c == 0 || Character.isSurrogate(c)) {
        changed = changed == null ? new StringBuilder(text) : changed;
        changed.setCharAt(i, REPLACEMENT);
      }
    }
    return changed == null ? text : changed.toString();
  }
}
