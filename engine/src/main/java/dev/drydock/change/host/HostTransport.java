package dev.drydock.change.host;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends one HTTP request and gives back what came, whatever its status. Follows no redirect, and
/// does not try again.
@FunctionalInterface
public interface HostTransport {

  Answer send(Request request) throws IOException, InterruptedException;

  /// @param body JSON; `null` where there is none
  record Request(String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {
    public Request {
      headers = Map.copyOf(headers);
    }

    /// Headers hold secrets.
    @Override
    public String toString() {
      return method + " " + uri;
    }
  }

  /// @param headers by name in lower case
  /// @param body the whole of it, bounded
  record Answer(int status, Map<String, String> headers, byte[] body) {
    public Answer {
      headers = Map.copyOf(headers);
    }

    @Nullable String header(String name) {
      return headers.get(name);
    }
  }
}
