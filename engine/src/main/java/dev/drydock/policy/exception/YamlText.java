package dev.drydock.policy.exception;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Texts as YAML scalars: plain where they can be nothing else, else in double quotes.
final class YamlText {
  private static final Set<String> NO_TEXTS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");
  private static final String HEX = "0123456789abcdef";

  private YamlText() {}

  /// One text as it stands, several as a list in brackets.
  static String of(List<String> texts) {
    if (texts.size() == 1) {
      return of(texts.getFirst());
    }
    StringBuilder list = new StringBuilder("[");
    for (String text : texts) {
      list.append(list.length() == 1 ? "" : ", ").append(of(text));
    }
    return list.append(']').toString();
  }

  static String of(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty() || NO_TEXTS.contains(text.toLowerCase(Locale.ROOT))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean word =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
      boolean inner = i > 0 && i < text.length() - 1;
      boolean sign =
          c == '.' || c == '-' || c == '/' || c == '@' || c == '+' || c == '(' || c == ')';
      boolean colon = c == ':' && inner && text.charAt(i + 1) != ' ';
      if (!word && !(i > 0 && sign) && !(inner && c == ' ') && !colon) {
        return false;
      }
    }
    return true;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 8).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20
          || c >= 0x7f && c < 0xa0
          || c == '\u2028'
          || c == '\u2029'
          || c == '\ufeff') {
        quoted
            .append("\\u")
            .append(HEX.charAt(c >> 12))
            .append(HEX.charAt(c >> 8 & 15))
            .append(HEX.charAt(c >> 4 & 15))
            .append(HEX.charAt(c & 15));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
