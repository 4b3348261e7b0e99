package dev.drydock.advisory.csv;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The lines of a comma-separated table, one after the other; gzip is noticed by its first bytes.
///
/// The published tables quote nothing and have no commas inside fields, so neither is understood.
public final class CsvLines implements Closeable {
  private static final int LINE = 4096;

  private final InputStream in;
  private final String what;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] line = new byte[LINE];
  private final long max;
  private long total;
  private int at;
  private int end;

  private CsvLines(InputStream in, String what, long max) {
    this.in = in;
    this.what = what;
    this.max = max;
  }

  /// Opens a table, compressed or not.
  public static CsvLines open(Path file, Limits limits) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      return of(raw, String.valueOf(file.getFileName()), limits);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /// As [#open], over a stream that [#close] closes.
  ///
  /// @param what names the table in errors
  public static CsvLines of(InputStream raw, String what, Limits limits) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return new CsvLines(gzip ? new GZIPInputStream(in, 1 << 16) : in, what, limits.fileBytes());
  }

  /// The next line without its end; `null` after the last one.
  public @Nullable String next() throws IOException {
    int length = 0;
    while (true) {
      if (at == end && !fill()) {
        return length == 0 ? null : text(length);
      }
      byte b = buffer[at++];
      if (b == '\n') {
        return text(length);
      }
      if (length == LINE) {
        throw new IOException(what + " has a line of more than " + LINE + " bytes");
      }
      line[length++] = b;
    }
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    total += end;
    if (total > max) {
      throw new LimitExceededException("fileBytes", what, max);
    }
    return end > 0;
  }

  private String text(int length) {
    int n = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, n, StandardCharsets.UTF_8);
  }

  /// The fields of a line.
  public static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int from = 0;
    for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
      fields.add(line.substring(from, comma));
      from = comma + 1;
    }
    fields.add(line.substring(from));
    return fields;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
