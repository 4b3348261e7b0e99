package dev.drydock.report.csv;

import dev.drydock.report.CleanText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes lines of comma-separated values (RFC 4180), safe to open in a spreadsheet: a value that
/// one would take for a formula gets an apostrophe before it, and none has a line end.
final class CsvWriter {
  private static final int LONGEST = 10_000;

  private final Writer out;
  private final List<String> columns;
  private final Map<String, String> line = new HashMap<>();

  CsvWriter(OutputStream out, List<String> columns) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.columns = columns;
  }

  void header() throws IOException {
    out.append(String.join(",", columns)).append("\r\n");
  }

  /// A value of the line that is written next.
  void set(String column, String value) {
    if (!columns.contains(column)) {
      throw new IllegalArgumentException("there is no column " + column);
    }
    line.put(column, value);
  }

  /// Writes the line; what was not set is empty.
  void end() throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      out.append(i == 0 ? "" : ",").append(field(line.getOrDefault(columns.get(i), "")));
    }
    out.append("\r\n");
    line.clear();
  }

  void flush() throws IOException {
    out.flush();
  }

  private static String field(String value) {
    String plain = harmless(CleanText.line(value, LONGEST));
    boolean quoted = plain.indexOf(',') >= 0 || plain.indexOf('"') >= 0 || plain.indexOf(';') >= 0;
    return quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }

  /// Spreadsheets pass over spaces, and take the full-width forms of these signs for them too.
  private static String harmless(String value) {
    String text = value.strip();
    return !text.isEmpty() && "=+-@\uff1d\uff0b\uff0d\uff20|%".indexOf(text.charAt(0)) >= 0
        ? "'" + text
        : text;
  }
}
