package dev.drydock.image.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The requests that [UrlTransport] cannot send, since the JDK's older client does not know PATCH:
/// the chunks of large blobs. Made ready at the first of them.
final class PatchTransport implements Transport {
  private static final int MOST_ANSWER = 64 << 10;

  /// A chunk may take longer than an answer, since it has to go through a line of any width first.
  private static final int TIMEOUTS_PER_CHUNK = 10;

  private final RegistrySettings settings;
  private final TrustedAuthorities authorities;
  private @Nullable HttpClient client;

  PatchTransport(RegistrySettings settings, TrustedAuthorities authorities) {
    this.settings = settings;
    this.authorities = authorities;
  }

  @Override
  public Response send(Request request) throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .timeout(settings.readTimeout().multipliedBy(TIMEOUTS_PER_CHUNK))
            .setHeader("User-Agent", settings.userAgent());
    request.headers().forEach(builder::setHeader);
    Body body = request.body();
    if (body != null) {
      builder.setHeader("Content-Type", body.mediaType());
    }
    builder.method(
        request.method().name(),
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes(body)));
    HttpResponse<byte[]> response =
        client()
            .send(builder.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWER));
    return new Answer(response);
  }

  /// A chunk, which is in memory anyway.
  private static byte[] bytes(Body body) throws IOException, InterruptedException {
    try (InputStream content = body.content().open()) {
      return content.readNBytes((int) body.length());
    }
  }

  private synchronized HttpClient client() throws IOException {
    HttpClient made = client;
    if (made == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(settings.connectTimeout())
              .followRedirects(HttpClient.Redirect.NEVER)
              .proxy(ClientProxies.selector(settings.proxies()));
      if (settings.proxies().https() != null || settings.proxies().http() != null) {
        builder.authenticator(ClientProxies.passwords(settings.proxies()));
      }
      if (!authorities.none()) {
        builder.sslContext(authorities.context());
      }
      made = builder.build();
      client = made;
    }
    return made;
  }

  private record Answer(HttpResponse<byte[]> response) implements Response {

    @Override
    public int status() {
      return response.statusCode();
    }

    @Override
    public @Nullable String header(String name) {
      Map<String, List<String>> all = response.headers().map();
      for (Map.Entry<String, List<String>> one : all.entrySet()) {
        if (one.getKey().equalsIgnoreCase(name)) {
          return String.join(", ", one.getValue());
        }
      }
      return null;
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(response.body());
    }

    @Override
    public void close() {
      // it is read already
    }
  }
}
