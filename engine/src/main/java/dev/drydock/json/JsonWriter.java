package dev.drydock.json;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Writes one JSON document (RFC 8259) as a stream of UTF-8, indented for people, in the order in
/// which it is called.
///
/// Text that is no valid UTF-16, as broken file names give, comes out with replacement characters
/// instead of an error. Own code instead of the parser's library since it is this little, and since
/// most commands would load the library's generator for this alone.
public final class JsonWriter implements Closeable {
  private static final byte[] SPACES = "                ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int REPLACEMENT = 0xfffd;

  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 13];
  private int length;

  /// For each open object or array, its closing byte.
  private byte[] open = new byte[16];

  private int depth;
  private boolean first = true;

  /// @param out closed by [#close()]
  public JsonWriter(OutputStream out) {
    this.out = out;
  }

  /// Opens an object, as the document or an item.
  public JsonWriter object() throws IOException {
    item();
    return open('{', '}');
  }

  /// Opens an object as the member `name`.
  public JsonWriter object(String name) throws IOException {
    name(name);
    return open('{', '}');
  }

  /// Opens an array as the member `name`.
  public JsonWriter array(String name) throws IOException {
    name(name);
    return open('[', ']');
  }

  /// Closes the object or array opened last.
  public JsonWriter end() throws IOException {
    if (depth == 0) {
      throw new IllegalStateException("nothing is open");
    }
    byte closing = open[--depth];
    if (!first) {
      newLine();
    }
    put(closing);
    first = false;
    if (depth == 0) {
      put('\n');
    }
    return this;
  }

  /// A member, `null` written as such.
  public JsonWriter member(String name, @Nullable String value) throws IOException {
    name(name);
    return text(value);
  }

  /// A member that is left out where it is `null`.
  public JsonWriter optional(String name, @Nullable String value) throws IOException {
    return value == null ? this : member(name, value);
  }

  public JsonWriter member(String name, boolean value) throws IOException {
    name(name);
    ascii(value ? "true" : "false");
    return this;
  }

  public JsonWriter member(String name, long value) throws IOException {
    name(name);
    ascii(Long.toString(value));
    return this;
  }

  /// A number without exponent; `null` and what is no number are written as `null`.
  public JsonWriter member(String name, @Nullable Integer value) throws IOException {
    return value == null ? member(name, (String) null) : member(name, (long) value);
  }

  public JsonWriter member(String name, @Nullable Double value) throws IOException {
    name(name);
    ascii(value == null || !Double.isFinite(value) ? "null" : plain(value.doubleValue()));
    return this;
  }

  /// The shortest digits that tell the number, without exponent. Not by BigDecimal, whose tables
  /// take a fresh JVM 16 ms to fill.
  private static String plain(double value) {
    String text = Double.toString(value);
    int exponent = text.indexOf('E');
    if (exponent < 0) {
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
    boolean negative = text.charAt(0) == '-';
    int point = text.indexOf('.');
    String whole = text.substring(negative ? 1 : 0, point);
    String fraction = text.substring(point + 1, exponent);
    String digits = whole + (fraction.equals("0") ? "" : fraction);
    int before = whole.length() + Integer.parseInt(text.substring(exponent + 1));
    String plain =
        before <= 0
            ? "0." + "0".repeat(-before) + digits
            : before >= digits.length()
                ? digits + "0".repeat(before - digits.length())
                : digits.substring(0, before) + "." + digits.substring(before);
    return negative ? "-" + plain : plain;
  }

  /// An array of strings on one line.
  public JsonWriter member(String name, Collection<String> values) throws IOException {
    name(name);
    put('[');
    boolean more = false;
    for (String value : values) {
      if (more) {
        put(',');
        put(' ');
      }
      text(value);
      more = true;
    }
    put(']');
    return this;
  }

  /// An array of whole numbers on one line.
  public JsonWriter numbers(String name, int... values) throws IOException {
    name(name);
    put('[');
    for (int i = 0; i < values.length; i++) {
      ascii((i == 0 ? "" : ", ") + values[i]);
    }
    put(']');
    return this;
  }

  private void name(String name) throws IOException {
    if (depth == 0 || open[depth - 1] != '}') {
      throw new IllegalStateException("a member outside of an object: " + name);
    }
    separate();
    text(name);
    put(':');
    put(' ');
  }

  private void item() throws IOException {
    if (depth == 0) {
      if (!first) {
        throw new IllegalStateException("a second document");
      }
      return;
    }
    if (open[depth - 1] != ']') {
      throw new IllegalStateException("an item outside of an array");
    }
    separate();
  }

  private void separate() throws IOException {
    if (!first) {
      put(',');
    }
    newLine();
    first = false;
  }

  private void newLine() throws IOException {
    put('\n');
    for (int left = 2 * depth; left > 0; ) {
      int count = Math.min(left, SPACES.length);
      if (buffer.length - length < count) {
        drain();
      }
      System.arraycopy(SPACES, 0, buffer, length, count);
      length += count;
      left -= count;
    }
  }

  private JsonWriter open(char opening, char closing) throws IOException {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
    }
    open[depth++] = (byte) closing;
    put(opening);
    first = true;
    return this;
  }

  private JsonWriter text(@Nullable String value) throws IOException {
    if (value == null) {
      ascii("null");
      return this;
    }
    put('"');
    for (int i = plain(value); i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        put('\\');
        put(c);
      } else if (c < 0x20 || c == 0x7f) {
        control(c);
      } else if (c < 0x80) {
        put(c);
      } else if (c < 0x800) {
        put(0xc0 | c >> 6);
        put(0x80 | c & 0x3f);
      } else if (!Character.isSurrogate(c)) {
        three(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        four(Character.toCodePoint(c, value.charAt(++i)));
      } else {
        three(REPLACEMENT);
      }
    }
    put('"');
    return this;
  }

  /// Writes the start of `value` as far as it is written as it stands, and fits. Nearly all text is
  /// so, and a call for each character is dear in a fresh JVM.
  ///
  /// @return how many characters
  private int plain(String value) {
    byte[] target = buffer;
    int at = length;
    int most = Math.min(value.length(), target.length - at);
    int i = 0;
    for (; i < most; i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\') {
        break;
      }
      target[at++] = (byte) c;
    }
    length = at;
    return i;
  }

  private void control(char c) throws IOException {
    put('\\');
    switch (c) {
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      default -> {
        ascii("u00");
        put(HEX[c >> 4]);
        put(HEX[c & 15]);
      }
    }
  }

  private void three(int codePoint) throws IOException {
    put(0xe0 | codePoint >> 12);
    put(0x80 | codePoint >> 6 & 0x3f);
    put(0x80 | codePoint & 0x3f);
  }

  private void four(int codePoint) throws IOException {
    put(0xf0 | codePoint >> 18);
    put(0x80 | codePoint >> 12 & 0x3f);
    put(0x80 | codePoint >> 6 & 0x3f);
    put(0x80 | codePoint & 0x3f);
  }

  private void ascii(String text) throws IOException {
    for (int i = plain(text); i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  private void put(int octet) throws IOException {
    if (length == buffer.length) {
      drain();
    }
    buffer[length++] = (byte) octet;
  }

  private void drain() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }

  /// Passes on what is buffered.
  public void flush() throws IOException {
    drain();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      drain();
    }
  }
}
