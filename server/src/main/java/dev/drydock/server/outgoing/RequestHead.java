package dev.drydock.server.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The first line and the headers of an HTTP/1.1 message (RFC 9112, sections 2 to 5).
///
/// @param line the request line, or the status line
/// @param headers in their order
record RequestHead(String line, List<Header> headers) {
  private static final int LONGEST = 64 << 10;
  private static final int MOST_HEADERS = 200;

  RequestHead {
    headers = List.copyOf(headers);
  }

  /// @param name in lower case
  record Header(String name, String value) {}

  /// Reads up to the empty line and not a byte further.
  ///
  /// @return `null` where nothing more comes
  static @Nullable RequestHead read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int total = 0;
    while (true) {
      int one = in.read();
      if (one < 0) {
        if (total == 0) {
          return null;
        }
        throw new ProtocolException("the message ends within its head");
      }
      if (++total > LONGEST || lines.size() > MOST_HEADERS) {
        throw new ProtocolException("the head of the message is too long");
      }
      if (one != '\n') {
        line.append((char) one);
        continue;
      }
      if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
        line.setLength(line.length() - 1);
      }
      if (line.isEmpty() && !lines.isEmpty()) {
        return of(lines);
      }
      lines.add(line.toString());
      line.setLength(0);
    }
  }

  private static RequestHead of(List<String> lines) throws ProtocolException {
    List<Header> headers = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      // a lone CR would end the line for who reads what we pass on
      if (name.isEmpty() || !isToken(name) || value.indexOf('\r') >= 0) {
        throw new ProtocolException("a header is malformed");
      }
      headers.add(new Header(name.toLowerCase(Locale.ROOT), value));
    }
    return new RequestHead(lines.getFirst(), headers);
  }

  private static boolean isToken(String name) {
    return name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
  }

  /// The first of that name.
  Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equals(name))
        .map(Header::value)
        .findFirst();
  }

  /// The words of the first line; three of a request.
  List<String> words() {
    return List.of(line.split(" ", 3));
  }

  /// What a message is written as; letters beyond ASCII have no place in it.
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
