package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.layer.BlobSource;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Brings blobs into one repository (OCI distribution specification, "Pushing blobs"): small ones
/// in one request, large ones in chunks ([ChunkedUpload]), and none that is there already.
///
/// Thread-safe.
final class BlobUploads {
  private final RegistryClient client;
  private final ImageReference image;
  private final RegistrySettings settings;
  private final RetryingTransport waits;
  private final int chunk;

  /// @param chunk bytes that are sent in one request, and held in memory for it
  BlobUploads(RegistryClient client, ImageReference image, RegistrySettings settings, int chunk) {
    this.client = client;
    this.image = image;
    this.settings = settings;
    this.waits = new RetryingTransport(client::send, settings);
    this.chunk = chunk;
  }

  /// Whether the repository has a blob.
  boolean has(Digest digest, String what) throws IOException, InterruptedException {
    Transport.Request head =
        new Transport.Request(
            Transport.Method.HEAD, client.address("blobs/" + digest), Map.of(), null);
    try (Transport.Response response = client.send(head)) {
      return switch (response.status()) {
        case 200 -> true;
        case 404 -> false;
        default -> throw client.refusal(what, response);
      };
    }
  }

  /// Takes a blob over from another repository of the same registry, without moving it ("Mounting a
  /// blob from another repository").
  ///
  /// @return whether it is here now; where it is not, it has to be pushed
  boolean mount(Digest digest, String from, String what) throws IOException, InterruptedException {
    if (has(digest, what)) {
      return true;
    }
    String query = "?mount=" + encoded(digest.toString()) + "&from=" + encoded(from);
    try (Transport.Response response = client.send(begin(query))) {
      // 202 has begun an upload instead, which the registry forgets when nothing comes; the others
      // are said where the other repository has no such blob, or may not be read
      return switch (response.status()) {
        case 201 -> true;
        case 202, 400, 401, 403, 404, 405 -> false;
        default -> throw client.refusal(what, response);
      };
    }
  }

  /// Pushes a blob, whose digest the registry checks. Where a connection breaks, large ones go on
  /// where they were, small ones begin again.
  ///
  /// @param source opened again for each attempt
  void push(Digest digest, long size, BlobSource source, String what)
      throws IOException, InterruptedException {
    boolean chunked = size > chunk;
    for (int attempt = 1; ; attempt++) {
      try {
        if (has(digest, what)) {
          return;
        }
        URI at = start(what);
        ChunkedUpload upload = new ChunkedUpload(client, settings, waits, chunk, what);
        URI end = chunked ? upload.send(at, size, source) : null;
        if (end != null) {
          complete(end, digest, Transport.Body.empty(), what);
          return;
        }
        // in one request what is small, or what this registry does not take in chunks
        URI whole = chunked ? start(what) : at;
        chunked = false;
        complete(
            whole,
            digest,
            new Transport.Body("application/octet-stream", size, source, false),
            what);
        return;
      } catch (IOException e) {
        if (attempt >= settings.attempts() || isLasting(e)) {
          throw UploadErrors.unreachable(image, what, e);
        }
      }
      settings.sleeper().sleep(waits.backOff(attempt));
    }
  }

  /// Pushes a blob that is at hand elsewhere only: in one request, as fast as it comes, without
  /// holding any of it. Where that fails it goes on in chunks, from where the registry says that it
  /// is, or from its beginning.
  ///
  /// @param source opened again where the first request fails
  void stream(Digest digest, long size, BlobSource source, String what)
      throws IOException, InterruptedException {
    URI at = start(what);
    try {
      complete(
          at, digest, new Transport.Body("application/octet-stream", size, source, false), what);
      return;
    } catch (IOException e) {
      boolean tooMuchAtOnce = e instanceof ImageException told && told.kind() == Kind.TOO_LARGE;
      if (isLasting(e) && !tooMuchAtOnce) {
        throw e;
      }
    }
    settings.sleeper().sleep(waits.backOff(1));
    try {
      URI end = new ChunkedUpload(client, settings, waits, chunk, what).resume(at, size, source);
      if (end != null) {
        complete(end, digest, Transport.Body.empty(), what);
        return;
      }
    } catch (IOException e) {
      if (isLasting(e)) {
        throw e;
      }
    }
    push(digest, size, source, what);
  }

  /// Whether the next attempt would fail just so; a server that was busy in the middle would not.
  private static boolean isLasting(IOException e) {
    return e instanceof ImageException told && told.kind() != Kind.UNAVAILABLE;
  }

  private URI start(String what) throws IOException, InterruptedException {
    Transport.Request request = begin("");
    try (Transport.Response response = client.send(request)) {
      if (response.status() != 202) {
        throw client.refusal(what, response);
      }
      return client.next(request.uri(), response.header("Location"));
    }
  }

  private Transport.Request begin(String query) throws IOException, InterruptedException {
    return new Transport.Request(
        Transport.Method.POST,
        client.address("blobs/uploads/" + query),
        Map.of(),
        Transport.Body.empty());
  }

  private void complete(URI at, Digest digest, Transport.Body body, String what)
      throws IOException, InterruptedException {
    String query = "digest=" + encoded(digest.toString());
    URI address = URI.create(at + (at.getRawQuery() == null ? "?" : "&") + query);
    Transport.Request request =
        new Transport.Request(Transport.Method.PUT, address, Map.of(), body);
    try (Transport.Response response = client.send(request)) {
      if (response.status() != 201) {
        throw client.refusal(what, response);
      }
      requireSame(digest, response.header("Docker-Content-Digest"), what);
    }
  }

  /// A registry that says that it stored something else is not believed to have stored this.
  static void requireSame(Digest digest, @Nullable String announced, String what)
      throws ImageException {
    if (announced != null
        && announced.startsWith(digest.algorithm() + ":")
        && !announced.equals(digest.toString())) {
      throw new ImageException(
          Kind.CORRUPT,
          "the registry took "
              + what
              + " under another digest than it has ("
              + digest
              + "); do not trust it, or what lies between it and you");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
