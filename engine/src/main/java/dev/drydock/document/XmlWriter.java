package dev.drydock.document;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Writes XML 1.0 in UTF-8, indented by two. Characters that XML cannot have are written as `�`.
///
/// Names are the caller's own words and are not checked.
public final class XmlWriter {
  private final Writer out;
  private final Deque<String> open = new ArrayDeque<>();

  /// Whether the start tag of the innermost element is not ended yet.
  private boolean starting;

  /// Whether the innermost element has text, and so no line of its own for its end.
  private boolean text;

  public XmlWriter(OutputStream out) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  }

  /// Opens an element.
  public XmlWriter open(String name) throws IOException {
    endStart();
    newLine();
    out.append('<').write(name);
    open.push(name);
    starting = true;
    text = false;
    return this;
  }

  /// Gives the element that was opened last an attribute; before anything else is in it.
  public XmlWriter attribute(String name, String value) throws IOException {
    if (!starting) {
      throw new IllegalStateException("too late for an attribute: " + name);
    }
    out.append(' ').append(name).write("=\"");
    escape(value, true);
    out.write('"');
    return this;
  }

  /// The text of the element that was opened last, which has no elements then.
  public XmlWriter text(String value) throws IOException {
    endStart();
    escape(value, false);
    text = true;
    return this;
  }

  /// An element with nothing but text.
  public XmlWriter text(String name, String value) throws IOException {
    return open(name).text(value).close();
  }

  /// An element with nothing but text, left out where that is `null`.
  public XmlWriter optional(String name, @Nullable String value) throws IOException {
    return value == null ? this : text(name, value);
  }

  /// Closes the element that was opened last.
  public XmlWriter close() throws IOException {
    String name = open.pop();
    if (starting) {
      out.write("/>");
    } else {
      if (!text) {
        newLine();
      }
      out.append("</").append(name).write('>');
    }
    starting = false;
    text = false;
    if (open.isEmpty()) {
      out.write('\n');
    }
    return this;
  }

  public void flush() throws IOException {
    out.flush();
  }

  private void endStart() throws IOException {
    if (starting) {
      out.write('>');
      starting = false;
    }
  }

  private void newLine() throws IOException {
    out.write('\n');
    for (int i = 0; i < open.size(); i++) {
      out.write("  ");
    }
  }

  private void escape(String value, boolean attribute) throws IOException {
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> out.write("&amp;");
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '"' -> out.write("&quot;");
        case '\r' -> out.write("&#13;");
        case '\n', '\t' -> {
          if (attribute) {
            out.append("&#").append(Integer.toString(c)).write(';');
          } else {
            out.write(c);
          }
        }
        default -> out.write(allowed(c) ? Character.toString(c) : "�");
      }
    }
  }

  private static boolean allowed(int c) {
    return c >= 0x20 && c < 0xd800 || c >= 0xe000 && c < 0xfffe || c >= 0x10000;
  }
}
