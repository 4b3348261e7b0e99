package dev.drydock.report.html;

import dev.drydock.report.CleanText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Writes elements of HTML. Whatever comes from an image goes through [#text] or an attribute's
/// value, where nothing of it is markup.
final class HtmlWriter {
  private static final int LONGEST = 4_000;

  private final Writer out;
  private final Deque<String> open = new ArrayDeque<>();

  HtmlWriter(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /// Markup of ours, as it stands.
  HtmlWriter raw(String markup) throws IOException {
    out.write(markup);
    return this;
  }

  /// Opens an element.
  ///
  /// @param attributes names and values in turn
  HtmlWriter open(String name, String... attributes) throws IOException {
    start(name, attributes);
    open.push(name);
    return this;
  }

  private void start(String name, String... attributes) throws IOException {
    out.append('<').write(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).write("=\"");
      escape(attributes[i + 1]);
      out.write('"');
    }
    out.write('>');
  }

  /// Closes what was opened last.
  HtmlWriter close() throws IOException {
    String name = open.pop();
    out.append("</").append(name).write('>');
    switch (name) {
      case "p",
          "li",
          "ul",
          "ol",
          "tr",
          "table",
          "section",
          "details",
          "div",
          "summary",
          "h1",
          "h2",
          "header",
          "main",
          "footer" ->
          out.write('\n');
      default -> {
        // in the line
      }
    }
    return this;
  }

  /// An element with nothing but text.
  HtmlWriter element(String name, String text, String... attributes) throws IOException {
    return open(name, attributes).text(text).close();
  }

  HtmlWriter text(String text) throws IOException {
    escape(text);
    return this;
  }

  /// A sentence of ours with names in it, from a capital on; what stands between backticks is code.
  HtmlWriter sentence(String words) throws IOException {
    String[] parts = CleanText.capital(words).split("`", -1);
    if (parts.length % 2 == 0) {
      return text(CleanText.capital(words));
    }
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 0) {
        text(parts[i]);
      } else {
        element("code", parts[i]);
      }
    }
    return this;
  }

  void flush() throws IOException {
    out.flush();
  }

  private void escape(String value) throws IOException {
    String text = CleanText.line(value, LONGEST);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.write("&amp;");
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '"' -> out.write("&quot;");
        case '\'' -> out.write("&#39;");
        default -> out.write(c);
      }
    }
  }
}
