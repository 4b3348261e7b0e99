package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Follows a registry to where it keeps its blobs. What authorises us at the registry is not shown
/// to any other host, and what began with TLS does not go on without.
final class Redirects {
  private static final int MOST = 6;
  private static final int SMALL = 64 << 10;

  private final String registry;
  private final Transport transport;

  Redirects(String registry, Transport transport) {
    this.registry = registry;
    this.transport = transport;
  }

  Transport.Response follow(URI start, Map<String, String> headers, @Nullable String authorization)
      throws IOException, InterruptedException {
    return follow(Transport.Request.get(start, headers), authorization);
  }

  /// What has a body goes on only where it may be sent twice, and where the answer says that it is
  /// the same there (307, 308).
  Transport.Response follow(Transport.Request request, @Nullable String authorization)
      throws IOException, InterruptedException {
    URI start = request.uri();
    URI at = start;
    for (int hop = 0; hop < MOST; hop++) {
      Map<String, String> sent = new HashMap<>(request.headers());
      if (authorization != null && sameOrigin(at, start)) {
        sent.put("Authorization", authorization);
      }
      Transport.Response response = transport.send(request.to(at, sent));
      if (endsHere(request, response.status())) {
        return response;
      }
      switch (response.status()) {
        case 301, 302, 303, 307, 308 -> {
          String location = response.header("Location");
          finish(response);
          at = next(at, location);
        }
        case 401, 403 -> {
          if (!sameOrigin(at, start)) {
            response.close();
            throw new ImageException(
                Kind.UNAVAILABLE,
                registry
                    + " sent us for its data to "
                    + at.getHost()
                    + ", which refuses to give it (HTTP "
                    + response.status()
                    + "); try again");
          }
          return response;
        }
        default -> {
          return response;
        }
      }
    }
    throw new ImageException(
        Kind.UNAVAILABLE, registry + " sends us round in circles (more than 6 redirects)");
  }

  private static boolean endsHere(Transport.Request request, int status) {
    Transport.Body body = request.body();
    return body != null && (!body.repeatable() || status < 304);
  }

  /// Where an answer leads.
  URI next(URI from, @Nullable String location) throws ImageException {
    URI next;
    try {
      next = location == null ? null : from.resolve(location);
    } catch (IllegalArgumentException _) {
      next = null;
    }
    boolean https = next != null && "https".equalsIgnoreCase(next.getScheme());
    boolean http = next != null && "http".equalsIgnoreCase(next.getScheme());
    if (next == null
        || !https && !http
        || next.getHost() == null
        || next.getRawUserInfo() != null) {
      throw new ImageException(
          Kind.UNAVAILABLE,
          registry
              + " sends us on to something that is no web address; it is set up wrongly, or"
              + " means harm");
    }
    if (http && "https".equalsIgnoreCase(from.getScheme())) {
      throw new ImageException(
          Kind.UNAVAILABLE,
          registry
              + " sends us on to "
              + next.getHost()
              + " without encryption, which Drydock does"
              + " not follow");
    }
    return next;
  }

  static boolean sameOrigin(URI one, URI other) {
    return other.getScheme().equalsIgnoreCase(one.getScheme())
        && other.getHost().equalsIgnoreCase(one.getHost())
        && port(one) == port(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  /// Reads what is left of a short answer, so that its connection can be used again.
  static void finish(Transport.Response response) {
    try (response) {
      byte[] scratch = new byte[4 << 10];
      int total = 0;
      int n = 0;
      while (n >= 0 && total < SMALL) {
        n = response.body().read(scratch, 0, scratch.length);
        total += n;
      }
    } catch (IOException _) {
      // the connection is lost, the answer was not wanted
    }
  }
}
