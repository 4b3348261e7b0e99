package dev.drydock.server.alert.channel;

import dev.drydock.server.outgoing.OutgoingAnswer;
import dev.drydock.server.outgoing.OutgoingClient;
import dev.drydock.server.outgoing.OutgoingRequest;
import dev.drydock.server.outgoing.RefusedAddressException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A service that is spoken to in JSON, and what its refusals mean for a message.
final class JsonService {
  private static final int EXCERPT = 160;
  private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);

  private final OutgoingClient http;
  private final JsonMapper mapper;
  private final Map<String, String> headers;

  /// @param headers of every request
  JsonService(Outlets outlets, Map<String, String> headers) {
    this.http = outlets.http();
    this.mapper = outlets.mapper();
    this.headers = Map.copyOf(headers);
  }

  JsonNode get(URI address) throws DeliveryException {
    return json(send("GET", address, null, Map.of()));
  }

  /// Where it is not there (any more), a missing node.
  JsonNode getIfThere(URI address) throws DeliveryException {
    OutgoingAnswer answer = exchange("GET", address, null, Map.of());
    if (answer.status() == 404 || answer.status() == 410) {
      return mapper.missingNode();
    }
    judge(address, answer);
    return json(answer);
  }

  JsonNode post(URI address, JsonNode body) throws DeliveryException {
    return json(send("POST", address, mapper.writeValueAsBytes(body), Map.of()));
  }

  /// What is answered does not matter.
  void post(URI address, byte[] body, Map<String, String> more) throws DeliveryException {
    send("POST", address, body, more);
  }

  private OutgoingAnswer send(
      String method, URI address, byte @Nullable [] body, Map<String, String> more)
      throws DeliveryException {
    OutgoingAnswer answer = exchange(method, address, body, more);
    judge(address, answer);
    return answer;
  }

  private OutgoingAnswer exchange(
      String method, URI address, byte @Nullable [] body, Map<String, String> more)
      throws DeliveryException {
    Map<String, String> all = new HashMap<>(headers);
    if (body != null) {
      all.put("Content-Type", "application/json");
    }
    all.putAll(more);
    try {
      return http.send(new OutgoingRequest(method, address, all, body));
    } catch (RefusedAddressException e) {
      throw DeliveryException.later("The server may not go there: " + e.getMessage());
    } catch (IOException e) {
      throw DeliveryException.later(host(address) + " could not be reached: " + reason(e));
    }
  }

  private static String reason(IOException e) {
    String words = e.getMessage();
    return words == null ? e.getClass().getSimpleName() : words;
  }

  /// Statuses that say "not now", and those that somebody can mend without changing the message, are
  /// worth another attempt.
  private void judge(URI address, OutgoingAnswer answer) throws DeliveryException {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return;
    }
    String words = host(address) + " answered " + status + meaning(status) + excerpt(answer);
    boolean later =
        status >= 500
            || switch (status) {
              case 401, 403, 404, 407, 408, 409, 423, 425, 429 -> true;
              default -> false;
            };
    if (later) {
      throw DeliveryException.later(words, patience(answer));
    }
    throw DeliveryException.never(words);
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401, 403 -> " – the credentials of the channel do not do: enter new ones";
      case 404, 410 -> " – what the channel names is not there: correct its address or project";
      case 301, 302, 303, 307, 308 ->
          " – it has moved, and redirects are not followed: enter the new address";
      default -> "";
    };
  }

  private static String excerpt(OutgoingAnswer answer) {
    String text = answer.text().strip();
    return text.isEmpty() || text.startsWith("<")
        ? ""
        : ": " + text.substring(0, Math.min(EXCERPT, text.length()));
  }

  /// Only seconds: dates are of clocks that nobody compares.
  private static @Nullable Duration patience(OutgoingAnswer answer) {
    String seconds = answer.header("Retry-After").orElse("");
    if (!seconds.matches("[0-9]{1,9}")) {
      return null;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    return asked.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : asked;
  }

  private JsonNode json(OutgoingAnswer answer) throws DeliveryException {
    try {
      return mapper.readTree(answer.body());
    } catch (JacksonException _) {
      throw DeliveryException.later("what came back is no JSON: is the address right?");
    }
  }

  /// Never the whole address: that of a webhook is a secret.
  static String host(URI address) {
    return address.getRawAuthority() == null ? "the address" : address.getRawAuthority();
  }
}
