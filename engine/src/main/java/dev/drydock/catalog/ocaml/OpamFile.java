package dev.drydock.catalog.ocaml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The fields of an opam file that are strings or lists of strings (opam manual, "General syntax"):
///
///     opam-version: "2.0"
///     version: "1.5.0"
///     license: ["ISC" "MIT"]
///     depends: ["dune" {>= "2.8"}]
final class OpamFile {
  private static final int MOST_VALUES = 1_000;
  private static final String TRIPLE = "\"\"\"";

  private final String text;
  private final Map<String, List<String>> fields = new HashMap<>();
  private int at;

  private OpamFile(String text) {
    this.text = text;
  }

  /// The strings of each field outside of `{…}`; the first field of a name counts.
  static Map<String, List<String>> parse(byte[] document) {
    OpamFile file = new OpamFile(new String(document, StandardCharsets.UTF_8));
    file.read();
    return file.fields;
  }

  /// A field's value lasts until the next name before a colon that stands in no brackets.
  private void read() {
    List<String> values = new ArrayList<>();
    int brackets = 0;
    int braces = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("(*", at)) {
        int end = text.indexOf("*)", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else if (c == '"') {
        String value = string();
        if (braces == 0 && values.size() < MOST_VALUES) {
          values.add(value);
        }
      } else if (identifier(c)) {
        String name = word();
        if (brackets == 0 && braces == 0 && at < text.length() && text.charAt(at) == ':') {
          values = new ArrayList<>();
          fields.putIfAbsent(name, values);
        }
      } else {
        brackets = Math.max(0, brackets + (c == '[' ? 1 : c == ']' ? -1 : 0));
        braces = Math.max(0, braces + (c == '{' ? 1 : c == '}' ? -1 : 0));
        at++;
      }
    }
  }

  private static boolean identifier(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }

  private String word() {
    int from = at;
    while (at < text.length() && identifier(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private String string() {
    if (text.startsWith(TRIPLE, at)) {
      int from = at + TRIPLE.length();
      int end = text.indexOf(TRIPLE, from);
      at = end < 0 ? text.length() : end + TRIPLE.length();
      return text.substring(from, end < 0 ? text.length() : end);
    }
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        value.append(text.charAt(at++));
      } else if (c == '"') {
        break;
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }
}
