package dev.drydock.server.outgoing;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What came back, whatever its status.
///
/// @param headers by name in lower case
/// @param body the whole of it, bounded
public record OutgoingAnswer(int status, Map<String, String> headers, byte[] body) {
  public OutgoingAnswer {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
