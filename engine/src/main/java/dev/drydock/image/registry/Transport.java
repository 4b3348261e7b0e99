package dev.drydock.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends one HTTP request and gives back what came, whatever its status. Follows no redirect, knows
/// no credentials, does not try again.
@FunctionalInterface
interface Transport {

  Response send(Request request) throws IOException, InterruptedException;

  /// @param form the body of a POST, URL-encoded; `null` for a GET
  record Request(URI uri, Map<String, String> headers, @Nullable String form) {
    public Request {
      headers = Map.copyOf(headers);
    }

    static Request get(URI uri, Map<String, String> headers) {
      return new Request(uri, headers, null);
    }

    /// Headers and body hold secrets.
    @Override
    public String toString() {
      return (form == null ? "GET " : "POST ") + uri;
    }
  }

  /// An answer: the head is there, the body is still to come.
  interface Response extends AutoCloseable {
    int status();

    /// The header of that name, in any case of letters; several are joined by commas.
    @Nullable String header(String name);

    /// The body, at status 400 and above too.
    InputStream body();

    @Override
    void close();
  }
}
