package dev.drydock.catalog.pear;

import dev.drydock.json.Json;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads what PHP's `serialize` writes (PHP manual, "serialize") into a [Json] tree:
/// `a:2:{s:4:"name";s:5:"redis";i:0;b:1;}`.
///
/// Arrays become objects with their keys as texts, objects of a class too. References, which stand
/// for values that came before, become [Json.Null]: nothing that is looked for is one.
final class PhpSerialized {
  private static final int MOST_VALUES = 2_000_000;
  private static final Json.Null NULL = new Json.Null();

  private final byte[] bytes;
  private final Limits limits;
  private final String what;
  private int at;
  private int depth;
  private int values;

  PhpSerialized(byte[] bytes, Limits limits, String what) {
    this.bytes = bytes;
    this.limits = limits;
    this.what = what;
  }

  /// @throws IOException where it is no serialized value, or goes over a limit
  Json read() throws IOException {
    return value();
  }

  private Json value() throws IOException {
    if (++values > MOST_VALUES) {
      throw new IOException(what + " has more values than Drydock reads");
    }
    int type = next();
    return switch (type) {
      case 'N' -> {
        expect(';');
        yield NULL;
      }
      case 'b' -> {
        expect(':');
        yield new Json.Bool(until(';').equals("1"));
      }
      case 'i', 'd' -> {
        expect(':');
        yield number(until(';'));
      }
      case 's' -> {
        expect(':');
        Json.Text text = new Json.Text(string());
        expect(';');
        yield text;
      }
      case 'a' -> {
        expect(':');
        yield members(length(':'));
      }
      case 'O' -> {
        expect(':');
        string();
        expect(':');
        yield members(length(':'));
      }
      case 'r', 'R' -> {
        expect(':');
        until(';');
        yield NULL;
      }
      default -> throw broken();
    };
  }

  private Json members(int count) throws IOException {
    if (++depth > limits.nesting()) {
      throw new LimitExceededException("nesting", what, limits.nesting());
    }
    expect('{');
    Map<String, Json> members = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Json key = value();
      Json value = value();
      switch (key) {
        case Json.Text(String name) -> members.put(name, value);
        case Json.Number(String number) -> members.put(number, value);
        default -> throw broken();
      }
    }
    expect('}');
    depth--;
    return new Json.Obj(Collections.unmodifiableMap(members));
  }

  /// `4:"name"`, the length in bytes.
  private String string() throws IOException {
    int length = length(':');
    expect('"');
    if (length > bytes.length - at) {
      throw broken();
    }
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    expect('"');
    return text;
  }

  private int length(char end) throws IOException {
    String digits = until(end);
    int length = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || length > bytes.length) {
        throw broken();
      }
      length = length * 10 + c - '0';
    }
    if (digits.isEmpty() || length > bytes.length) {
      throw broken();
    }
    return length;
  }

  /// Whole numbers only; others are of no interest, and PHP writes some that are none, `NAN`.
  private static Json number(String text) {
    boolean whole = !text.isEmpty() && text.length() <= 20;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      whole &= c >= '0' && c <= '9' || c == '-' && i == 0 && text.length() > 1;
    }
    return whole ? new Json.Number(text) : new Json.Text(text);
  }

  private String until(char end) throws IOException {
    int from = at;
    while (next() != end) {
      if (at - from > 64) {
        throw broken();
      }
    }
    return new String(bytes, from, at - 1 - from, StandardCharsets.ISO_8859_1);
  }

  private void expect(char expected) throws IOException {
    if (next() != expected) {
      throw broken();
    }
  }

  private int next() throws IOException {
    if (at >= bytes.length) {
      throw broken();
    }
    return bytes[at++];
  }

  private IOException broken() {
    return new IOException(what + " is not what PHP serializes, at byte " + at);
  }
}
