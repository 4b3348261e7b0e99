package dev.drydock.image.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The address of a registry's API. Always https, except on this machine and where the settings
/// allow it: there both are tried once.
final class Endpoint {
  private final ImageReference image;
  private final RegistrySettings settings;
  private final Transport transport;
  private @Nullable URI found;

  Endpoint(ImageReference image, RegistrySettings settings, Transport transport) {
    this.image = image;
    this.settings = settings;
    this.transport = transport;
  }

  synchronized URI base() throws IOException, InterruptedException {
    URI base = found;
    if (base == null) {
      base = find();
      found = base;
    }
    return base;
  }

  private URI find() throws IOException, InterruptedException {
    URI secure = URI.create("https://" + image.apiHost() + "/");
    URI plain = URI.create("http://" + image.apiHost() + "/");
    if (settings.mayBePlain(image.registry())) {
      return answers(secure) ? secure : plain;
    }
    if (Hosts.isLoopback(Hosts.withoutPort(image.registry()))) {
      return answers(plain) ? plain : secure;
    }
    return secure;
  }

  /// Whether a web server answers there. Servers of TLS answer plain requests with 400 or nonsense.
  private boolean answers(URI base) throws IOException, InterruptedException {
    Transport.Response response;
    try {
      response = transport.send(Transport.Request.get(base.resolve("/v2/"), Map.of()));
    } catch (ConnectException e) {
      throw e;
    } catch (IOException _) {
      return false;
    }
    Redirects.finish(response);
    return response.status() != 400;
  }
}
