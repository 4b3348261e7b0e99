package dev.drydock.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a server or a program answers, one after the other: the parts of an input between lines
/// `%%`. Whoever asks once more than there are parts gets an empty one.
public final class FuzzAnswers {
  private static final byte[] BETWEEN = "\n%%\n".getBytes(StandardCharsets.US_ASCII);

  private final List<byte[]> parts = new ArrayList<>();
  private int next;

  public FuzzAnswers(byte[] data) {
    int start = 0;
    for (int i = 0; i + BETWEEN.length <= data.length; i++) {
      if (data[i] == '\n' && Arrays.equals(data, i, i + BETWEEN.length, BETWEEN, 0, 4)) {
        parts.add(Arrays.copyOfRange(data, start, i));
        start = i + BETWEEN.length;
        i = start - 1;
      }
    }
    parts.add(Arrays.copyOfRange(data, start, data.length));
  }

  public List<byte[]> parts() {
    return parts;
  }

  public byte[] next() {
    return next < parts.size() ? parts.get(next++) : new byte[0];
  }

  /// An answer of HTTP: a line with the status, lines with headers, an empty line, the body.
  ///
  /// @param headers by their names in lower case
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Http(int status, Map<String, String> headers, byte[] body) {

    /// Anything that is no such answer is one without a body.
    public static Http of(byte[] part) {
      int end = 0;
      int status = 404;
      Map<String, String> headers = new HashMap<>();
      for (String line = line(part, end); line != null && !line.isEmpty(); ) {
        int colon = line.indexOf(':');
        if (end == 0) {
          status = line.matches("[1-5][0-9]{2}") ? Integer.parseInt(line) : 404;
        } else if (colon > 0) {
          headers.put(
              line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        end += line.length() + 1;
        line = line(part, end);
      }
      int body = Math.min(part.length, end + 1);
      return new Http(status, headers, Arrays.copyOfRange(part, body, part.length));
    }

    private static @Nullable String line(byte[] part, int start) {
      for (int i = start; i < part.length; i++) {
        if (part[i] == '\n') {
          return new String(part, start, i - start, StandardCharsets.ISO_8859_1);
        }
      }
      return start >= part.length
          ? null
          : new String(part, start, part.length - start, StandardCharsets.ISO_8859_1);
    }
  }
}
