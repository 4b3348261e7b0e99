package dev.drydock.image.registry;

import dev.drydock.image.layer.BlobSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends one HTTP request and gives back what came, whatever its status. Follows no redirect, knows
/// no credentials, does not try again.
@FunctionalInterface
public interface Transport {

  Response send(Request request) throws IOException, InterruptedException;

  /// What is asked to be done.
  enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  /// @param body `null` for none
  record Request(Method method, URI uri, Map<String, String> headers, @Nullable Body body) {
    public Request {
      headers = Map.copyOf(headers);
    }

    static Request get(URI uri, Map<String, String> headers) {
      return new Request(Method.GET, uri, headers, null);
    }

    /// The same for another address, and with other headers.
    Request to(URI other, Map<String, String> otherHeaders) {
      return new Request(method, other, otherHeaders, body);
    }

    /// Headers and body hold secrets.
    @Override
    public String toString() {
      return method + " " + uri;
    }
  }

  /// What is sent along.
  ///
  /// @param repeatable whether a request that failed may be sent again as it is: what has arrived
  ///   of a blob decides how its upload goes on
  record Body(String mediaType, long length, BlobSource content, boolean repeatable) {

    static Body of(String mediaType, byte[] content) {
      return new Body(mediaType, content.length, () -> new ByteArrayInputStream(content), true);
    }

    /// @param fields URL-encoded
    static Body form(String fields) {
      return of("application/x-www-form-urlencoded", fields.getBytes(StandardCharsets.UTF_8));
    }

    static Body empty() {
      return of("application/octet-stream", new byte[0]);
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
