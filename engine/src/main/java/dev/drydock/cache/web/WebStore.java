package dev.drydock.cache.web;

import dev.drydock.cache.LayerStore;
import dev.drydock.image.registry.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Entries below an address of a web server that takes PUT: WebDAV, generic repositories of
/// Artifactory, Nexus and GitLab, caches of build tools.
public final class WebStore implements LayerStore {
  private final URI base;
  private final @Nullable String token;
  private final HttpObjects objects;

  /// @param base ends in a slash
  /// @param token a bearer token (RFC 6750); `null` for none
  public WebStore(URI base, @Nullable String token, Transport transport) {
    this.base = base;
    this.token = token;
    this.objects = new HttpObjects(transport, this::refused);
  }

  private @Nullable IOException refused(HttpObjects.Refusal refusal) {
    return switch (refusal.status()) {
      case 404, 410 -> null;
      case 401, 403 ->
          new IOException(
              "it refuses access ("
                  + refusal.words()
                  + "); "
                  + (token == null
                      ? "set DRYDOCK_CACHE_TOKEN to a token that it takes"
                      : "check DRYDOCK_CACHE_TOKEN and what it allows"));
      case 301, 302, 303, 307, 308 ->
          new IOException(
              "it sends us on to another address, which is not followed; name that one");
      default -> new IOException("it does not do as a store does (" + refusal.words() + ")");
    };
  }

  @Override
  public byte @Nullable [] get(String name, int most) throws IOException, InterruptedException {
    return objects.get(address(name), headers(), most);
  }

  @Override
  public void put(String name, ByteBuffer entry) throws IOException, InterruptedException {
    objects.put(address(name), headers(), entry);
  }

  /// The entry that takes its place is written over it.
  @Override
  public void remove(String name) {
    // nothing to be done: what is of no use here is written anew
  }

  private URI address(String name) {
    return base.resolve(name + ".layer");
  }

  private Map<String, String> headers() {
    return token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
  }
}
