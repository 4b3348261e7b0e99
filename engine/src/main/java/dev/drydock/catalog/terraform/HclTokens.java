package dev.drydock.catalog.terraform;

import java.io.IOException;

/// The words of a document of the HashiCorp configuration language (HCL Native Syntax
/// Specification, "Lexical Elements"), one after the other: identifiers, strings and single signs.
final class HclTokens {
  private final String text;
  private final String what;
  private int at;
  private String token = "";
  private boolean string;

  HclTokens(String text, String what) {
    this.text = text;
    this.what = what;
  }

  /// Goes on to the next word; `false` at the end.
  boolean next() throws IOException {
    blanks();
    string = false;
    token = "";
    if (at >= text.length()) {
      return false;
    }
    if (text.charAt(at) == '"') {
      token = quoted();
      string = true;
      return true;
    }
    int from = at++;
    if (wordly(text.charAt(from))) {
      while (at < text.length() && wordly(text.charAt(at))) {
        at++;
      }
    }
    token = text.substring(from, at);
    return true;
  }

  /// Whether the current word is this identifier or sign.
  boolean is(String expected) {
    return !string && token.equals(expected);
  }

  /// Whether the current word is a string.
  boolean string() {
    return string;
  }

  /// The current word; of a string, its value.
  String text() {
    return token;
  }

  private String quoted() throws IOException {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c == '\\' && at + 1 < text.length()) {
        c = text.charAt(++at);
      }
      value.append(c);
    }
    throw new IOException(what + " ends within a string (it was cut off)");
  }

  private void blanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#' || text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else {
        return;
      }
    }
  }

  private static boolean wordly(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }
}
