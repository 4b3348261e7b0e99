package dev.drydock.bom.spdx;

import dev.drydock.bom.OwnProperties;
import dev.drydock.bom.OwnProperties.Property;
import java.util.List;
import java.util.function.BiConsumer;

/// [OwnProperties] as the text of an annotation: lines of `name=value`, in which `\n`, `\r`, `\\`
/// and `\l` stand for a line's end, a carriage return, a backslash and `<`, which could end a text
/// of SPDX's tag-value form.
final class AnnotationText {
  private AnnotationText() {}

  static String of(List<Property> properties) {
    StringBuilder text = new StringBuilder();
    for (Property property : properties) {
      text.append(text.isEmpty() ? "" : "\n");
      escape(property.name().replace("=", ""), text);
      text.append('=');
      escape(property.value(), text);
    }
    return text.toString();
  }

  /// Passes the properties in `text` on, where there are any.
  static void read(String text, BiConsumer<String, String> out) {
    if (!text.startsWith(OwnProperties.PREFIX)) {
      return;
    }
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        out.accept(unescape(line.substring(0, equals)), unescape(line.substring(equals + 1)));
      }
    }
  }

  private static void escape(String value, StringBuilder out) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '<' -> out.append("\\l");
        default -> out.append(c);
      }
    }
  }

  private static String unescape(String value) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    StringBuilder out = new StringBuilder(value.length());
    boolean escaped = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (escaped) {
        out.append(
            switch (c) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 'l' -> '<';
              default -> c;
            });
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
