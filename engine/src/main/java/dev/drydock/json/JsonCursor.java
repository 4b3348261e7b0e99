package dev.drydock.json;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Goes through one JSON document (RFC 8259), value by value, in the order in which it is called.
///
/// Strict about the grammar, so that a damaged document is noticed; bytes that are no UTF-8 become
/// replacement characters. Own code because every command reads a few documents of some hundred
/// bytes, and loading a library for them took longer than all the rest of opening an image
/// (docs/adr/0008-own-json-reading.md).
///
/// Used by one thread.
public final class JsonCursor {
  /// Deep enough for every document that tells something.
  private static final int LEAST_DEPTH = 200;

  /// What a value is.
  public enum Kind {
    OBJECT,
    ARRAY,
    TEXT,
    NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  private final byte[] bytes;
  private final String what;
  private final int deepest;
  private final boolean comments;
  private int at;
  private int depth;

  /// Whether the object or array that was begun last has given nothing yet.
  private boolean first = true;

  /// @param comments whether `//` and `/*` begin comments, and a comma may stand before an end
  /// @param what names the document in errors
  /// @throws LimitExceededException where it is too long
  JsonCursor(byte[] document, Limits limits, boolean comments, String what) throws IOException {
    if (document.length > limits.documentBytes()) {
      throw new LimitExceededException("documentBytes", what, limits.documentBytes());
    }
    this.bytes = utf8(document);
    this.what = what;
    this.comments = comments;
    this.deepest = Math.max(limits.nesting(), LEAST_DEPTH);
    if (bytes.length > 2
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf) {
      at = 3;
    }
    white();
    if (at == bytes.length) {
      throw new IOException(what + " is empty, not JSON");
    }
  }

  /// UTF-16 and UTF-32, with or without a byte order mark, are told by where the zeros are: a JSON
  /// document begins with an ASCII character.
  private static byte[] utf8(byte[] document) {
    int zeros = 0;
    for (int i = 0; i < 4; i++) {
      zeros = zeros << 1 | (i < document.length && document[i] == 0 ? 1 : 0);
    }
    Charset charset =
        switch (zeros) {
          case 0b1010, 0b1000 -> StandardCharsets.UTF_16BE;
          case 0b0101, 0b0100 -> StandardCharsets.UTF_16LE;
          case 0b1110, 0b1100 -> StandardCharsets.UTF_32BE;
          case 0b0111, 0b0011 -> StandardCharsets.UTF_32LE;
          default -> mark(document);
        };
    return charset.equals(StandardCharsets.UTF_8)
        ? document
        : new String(document, charset).getBytes(StandardCharsets.UTF_8);
  }

  private static Charset mark(byte[] document) {
    int mark = document.length < 2 ? 0 : (document[0] & 0xff) << 8 | document[1] & 0xff;
    return switch (mark) {
      case 0xfeff -> StandardCharsets.UTF_16BE;
      case 0xfffe -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }

  /// What the next value is; it stays the next one.
  public Kind peek() throws IOException {
    return switch (next()) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.TEXT;
      case 't' -> Kind.TRUE;
      case 'f' -> Kind.FALSE;
      case 'n' -> Kind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      default -> throw wrong("no value");
    };
  }

  /// Enters the object that is the next value.
  public void beginObject() throws IOException {
    begin('{');
  }

  /// Enters the array that is the next value.
  public void beginArray() throws IOException {
    begin('[');
  }

  private void begin(char opening) throws IOException {
    if (next() != opening) {
      throw wrong("no " + (opening == '{' ? "object" : "array"));
    }
    at++;
    first = true;
    if (++depth > deepest) {
      throw new IOException(what + " is not valid JSON: it is more than " + deepest + " deep");
    }
  }

  /// The name of the object's next member, whose value is the next one; `null` at its end, which is
  /// passed.
  public @Nullable String nextName() throws IOException {
    if (!another('}')) {
      return null;
    }
    if (next() != '"') {
      throw wrong("no name of a member");
    }
    String name = string();
    white();
    if (next() != ':') {
      throw wrong("no colon after a name");
    }
    at++;
    white();
    return name;
  }

  /// Whether the array has another item, which is the next value; passes its end where it has not.
  public boolean nextItem() throws IOException {
    return another(']');
  }

  private boolean another(char closing) throws IOException {
    white();
    if (next() == closing) {
      at++;
      depth--;
      first = false;
      return false;
    }
    if (!first) {
      if (next() != ',') {
        throw wrong("no comma between values");
      }
      at++;
      white();
      if (next() == closing) {
        if (comments) {
          return another(closing);
        }
        throw wrong("a comma before the end");
      }
    }
    first = false;
    return true;
  }

  /// The string that is the next value.
  public String text() throws IOException {
    if (next() != '"') {
      throw wrong("no string");
    }
    return string();
  }

  /// The number that is the next value, as it is written.
  public String number() throws IOException {
    int from = at;
    if (next() == '-') {
      at++;
    }
    if (at < bytes.length && bytes[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < bytes.length && bytes[at] == '.') {
      at++;
      digits();
    }
    if (at < bytes.length && (bytes[at] | 0x20) == 'e') {
      at++;
      if (at < bytes.length && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      digits();
    }
    if (at < bytes.length && (Character.isLetterOrDigit(bytes[at]) || bytes[at] == '.')) {
      throw wrong("a broken number");
    }
    return new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
  }

  private void digits() throws IOException {
    int from = at;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw wrong("a broken number");
    }
  }

  /// Passes the next value, whatever it is.
  public void skip() throws IOException {
    int outside = depth;
    boolean[] objects = new boolean[8];
    do {
      if (depth > outside) {
        boolean object = objects[depth - outside - 1];
        if (object ? nextName() == null : !nextItem()) {
          continue;
        }
      }
      switch (peek()) {
        case OBJECT, ARRAY -> {
          boolean object = next() == '{';
          begin(object ? '{' : '[');
          int level = depth - outside - 1;
          if (level == objects.length) {
            objects = Arrays.copyOf(objects, level * 2);
          }
          objects[level] = object;
        }
        case TEXT -> string();
        case NUMBER -> number();
        case TRUE, FALSE, NULL -> word();
      }
    } while (depth > outside);
  }

  /// Passes `true`, `false` or `null`.
  public void word() throws IOException {
    String word =
        switch (next()) {
          case 't' -> "true";
          case 'f' -> "false";
          default -> "null";
        };
    for (int i = 0; i < word.length(); i++, at++) {
      if (at == bytes.length || bytes[at] != word.charAt(i)) {
        throw wrong("no value");
      }
    }
    if (at < bytes.length && Character.isLetterOrDigit(bytes[at])) {
      throw wrong("no value");
    }
  }

  /// Says that the document ends here.
  public void end() throws IOException {
    white();
    if (at < bytes.length) {
      throw new IOException(what + " has something after its JSON value");
    }
  }

  private String string() throws IOException {
    int from = ++at;
    while (at < bytes.length) {
      byte octet = bytes[at];
      if (octet == '"') {
        return new String(bytes, from, at++ - from, StandardCharsets.UTF_8);
      }
      if (octet == '\\') {
        return escaped(from);
      }
      if (octet >= 0 && octet < 0x20) {
        throw wrong("a control character in a string");
      }
      at++;
    }
    throw wrong("an open string");
  }

  private String escaped(int from) throws IOException {
    StringBuilder text = new StringBuilder(at - from + 32);
    int plain = from;
    while (at < bytes.length) {
      byte octet = bytes[at];
      if (octet == '"' || octet == '\\') {
        text.append(new String(bytes, plain, at - plain, StandardCharsets.UTF_8));
        at++;
        if (octet == '"') {
          return text.toString();
        }
        text.append(escape());
        plain = at;
      } else if (octet >= 0 && octet < 0x20) {
        throw wrong("a control character in a string");
      } else {
        at++;
      }
    }
    throw wrong("an open string");
  }

  private char escape() throws IOException {
    int letter = at < bytes.length ? bytes[at++] : -1;
    return switch (letter) {
      case '"', '\\', '/' -> (char) letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an unknown escape in a string");
    };
  }

  private char unicode() throws IOException {
    int value = 0;
    for (int i = 0; i < 4; i++, at++) {
      int digit = at < bytes.length ? Character.digit(bytes[at], 16) : -1;
      if (digit < 0) {
        throw wrong("an unknown escape in a string");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  /// The next octet; ends the reading where there is none.
  private int next() throws IOException {
    if (at == bytes.length) {
      throw wrong("it ends too early");
    }
    return bytes[at];
  }

  private void white() throws IOException {
    while (at < bytes.length) {
      byte octet = bytes[at];
      if (octet == '/' && comments) {
        comment();
      } else if (octet != ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
        return;
      } else {
        at++;
      }
    }
  }

  private void comment() throws IOException {
    byte second = at + 1 < bytes.length ? bytes[at + 1] : 0;
    if (second == '/') {
      while (at < bytes.length && bytes[at] != '\n') {
        at++;
      }
    } else if (second == '*') {
      at += 2;
      while (at + 1 < bytes.length && (bytes[at] != '*' || bytes[at + 1] != '/')) {
        at++;
      }
      if (at + 1 >= bytes.length) {
        throw wrong("an open comment");
      }
      at += 2;
    } else {
      throw wrong("no value");
    }
  }

  private IOException wrong(String found) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return new IOException(what + " is not valid JSON: " + found + " in line " + line);
  }
}
