package dev.drydock.server.outgoing;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to an address that a user has named.
///
/// @param body `null` where there is none
public record OutgoingRequest(
    String method, URI address, Map<String, String> headers, byte @Nullable [] body) {
  public OutgoingRequest {
    headers = Map.copyOf(headers);
  }

  /// Headers, and addresses of webhooks, hold secrets.
  @Override
  public String toString() {
    return method + " " + address.getScheme() + "://" + address.getRawAuthority() + "/…";
  }
}
