package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads manifests and blobs of one repository (OCI distribution specification, "Pull"), and sends
/// there what else is to be asked. Thread-safe.
final class RegistryClient {
  private static final int MAX_MANIFEST = 8 << 20;
  static final String ACCEPT =
      String.join(
          ", ",
          MediaTypes.OCI_INDEX,
          MediaTypes.DOCKER_MANIFEST_LIST,
          MediaTypes.OCI_MANIFEST,
          MediaTypes.DOCKER_MANIFEST);

  private final ImageReference image;
  private final RegistrySettings settings;
  private final Limits limits;
  private final RetryingTransport transport;
  private final Authorizer authorizer;
  private final Redirects redirects;
  private final Endpoint endpoint;

  RegistryClient(
      ImageReference image,
      CredentialStore credentials,
      RegistrySettings settings,
      Limits limits,
      Transport plainTransport) {
    this.image = image;
    this.settings = settings;
    this.limits = limits;
    this.transport = new RetryingTransport(plainTransport, settings);
    this.authorizer = new Authorizer(image, credentials, transport, settings, limits);
    this.redirects = new Redirects(image.registry(), transport);
    this.endpoint = new Endpoint(image, settings, plainTransport);
  }

  /// A manifest as the registry sent it.
  ///
  /// @param body has the digest
  /// @param etag what the registry knows this state of a tag by; `null` where it does not say
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  record Document(String mediaType, Digest digest, byte[] body, @Nullable String etag) {}

  /// The manifest that the reference names; where it names a digest, the very one.
  Document manifest() throws IOException, InterruptedException {
    return manifest(image.manifestKey(), image.digest(), -1, image.familiar());
  }

  /// A manifest that an index lists.
  Document manifest(Descriptor descriptor) throws IOException, InterruptedException {
    return manifest(
        descriptor.digest().toString(), descriptor.digest(), descriptor.size(), image.familiar());
  }

  /// The manifest of another tag of the repository; `null` where there is none.
  @Nullable Document tagged(String tag) throws IOException, InterruptedException {
    try {
      return manifest(tag, null, -1, image.familiar());
    } catch (ImageException e) {
      if (AttachedDocuments.absent(e)) {
        return null;
      }
      throw e;
    }
  }

  /// The same for who is going to write it: only a registry that says that it is not there is
  /// believed, and not one that refuses to tell.
  @Nullable Document taggedForUpdate(String tag) throws IOException, InterruptedException {
    try {
      return manifest(tag, null, -1, image.familiar());
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /// The manifest of a digest.
  Document manifest(Digest digest) throws IOException, InterruptedException {
    return manifest(digest.toString(), digest, -1, image.familiar());
  }

  /// Where the registry's list of what refers to a manifest begins.
  URI referrers(Digest subject) throws IOException, InterruptedException {
    return address("referrers/" + subject);
  }

  /// Where the registry's list of the repository's tags begins.
  URI tags(int pageSize) throws IOException, InterruptedException {
    return address("tags/list?n=" + pageSize);
  }

  /// Where the registry's list of its repositories begins.
  URI repositories(int pageSize) throws IOException, InterruptedException {
    return address("tags/list").resolve("/v2/_catalog?n=" + pageSize);
  }

  /// A page of a list.
  ///
  /// @param link the header that names the next one; `null` where there is none
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  record Page(URI address, String mediaType, @Nullable String link, byte[] body) {}

  /// A page of a list; `null` where the registry does not keep such a list.
  @Nullable Page page(URI address, String accept, String what)
      throws IOException, InterruptedException {
    try {
      return requiredPage(address, accept, what);
    } catch (ImageException e) {
      if (AttachedDocuments.absent(e)) {
        return null;
      }
      throw e;
    }
  }

  /// A page of a list that every registry keeps.
  Page requiredPage(URI address, String accept, String what)
      throws IOException, InterruptedException {
    Whole whole = whole(address, Map.of("Accept", accept), MAX_MANIFEST, -1, what);
    return new Page(address, whole.mediaType(), whole.link(), whole.body());
  }

  private Document manifest(String key, @Nullable Digest expected, long size, String what)
      throws IOException, InterruptedException {
    Whole whole =
        whole(address("manifests/" + key), Map.of("Accept", ACCEPT), MAX_MANIFEST, size, what);
    String algorithm = expected == null ? "sha256" : expected.algorithm();
    Digest actual = Digest.of(algorithm, whole.body());
    if (expected != null && !actual.equals(expected)) {
      throw untrue(what, "its manifest has the digest " + actual + ", not " + expected);
    }
    if (size >= 0 && whole.body().length != size) {
      throw untrue(
          what, "its manifest has " + whole.body().length + " bytes, its index says " + size);
    }
    String announced = whole.digest();
    if (announced != null
        && announced.startsWith(algorithm + ":")
        && !announced.equals(actual.toString())) {
      throw untrue(
          what, "its manifest has the digest " + actual + ", the registry announced another");
    }
    return new Document(whole.mediaType(), actual, whole.body(), whole.etag());
  }

  /// A small blob, verified: a config.
  byte[] blob(Descriptor descriptor, String what) throws IOException, InterruptedException {
    byte[] body = descriptor.embedded().orElse(null);
    if (body == null
        || !Digest.of(descriptor.digest().algorithm(), body).equals(descriptor.digest())) {
      body =
          whole(
                  address("blobs/" + descriptor.digest()),
                  Map.of(),
                  limits.documentBytes(),
                  descriptor.size(),
                  what)
              .body();
    }
    Digest actual = Digest.of(descriptor.digest().algorithm(), body);
    if (body.length != descriptor.size() || !actual.equals(descriptor.digest())) {
      throw untrue(what, "it is not what its digest " + descriptor.digest() + " says");
    }
    return body;
  }

  /// A large blob, to be verified by its reader; goes on by itself where a connection breaks.
  InputStream open(Descriptor descriptor, String what) throws IOException, InterruptedException {
    String path = "blobs/" + descriptor.digest();
    return BlobDownload.open(
        headers -> get(address(path), headers, what),
        descriptor.size(),
        settings,
        transport,
        source(),
        what);
  }

  /// A blob that is kept at another address than the registry's.
  InputStream openElsewhere(URI address, Descriptor descriptor, String what)
      throws IOException, InterruptedException {
    return BlobDownload.open(
        headers -> {
          Transport.Response response = redirects.follow(address, headers, null);
          if (response.status() == 200 || response.status() == 206) {
            return response;
          }
          response.close();
          throw new ImageException(
              Kind.NOT_FOUND,
              address.getHost() + " does not have it (HTTP " + response.status() + ")");
        },
        descriptor.size(),
        settings,
        transport,
        String.valueOf(address.getHost()),
        what);
  }

  /// @param digest as the registry announced it
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  private record Whole(
      String mediaType,
      @Nullable String digest,
      @Nullable String link,
      @Nullable String etag,
      byte[] body) {}

  /// The address of a part of the repository.
  URI address(String path) throws IOException, InterruptedException {
    try {
      return endpoint.base().resolve("/v2/" + image.repository() + "/" + path);
    } catch (IOException e) {
      throw RegistryErrors.unreachable(source(), image.familiar(), e);
    }
  }

  private Whole whole(URI address, Map<String, String> headers, int max, long size, String what)
      throws IOException, InterruptedException {
    int most = Math.min(max, limits.documentBytes());
    if (size > most) {
      throw tooLarge(new LimitExceededException("documentBytes", what, most));
    }
    for (int attempt = 1; ; attempt++) {
      try (Transport.Response response = get(address, headers, what)) {
        byte[] body = Bounded.readAll(response.body(), most, what);
        String length = response.header("Content-Length");
        if (length != null && !length.equals(Integer.toString(body.length))) {
          throw new EOFException("the answer ended early");
        }
        String mediaType = response.header("Content-Type");
        return new Whole(
            mediaType == null ? "" : mediaType,
            response.header("Docker-Content-Digest"),
            response.header("Link"),
            response.header("ETag"),
            body);
      } catch (ImageException e) {
        throw e;
      } catch (LimitExceededException e) {
        throw tooLarge(e);
      } catch (IOException e) {
        if (attempt >= settings.attempts()) {
          throw RegistryErrors.unreachable(source(), what, e);
        }
        settings.sleeper().sleep(transport.backOff(attempt));
      }
    }
  }

  /// A successful answer; every other one is an exception.
  private Transport.Response get(URI address, Map<String, String> headers, String what)
      throws IOException, InterruptedException {
    Transport.Response response;
    try {
      response = send(Transport.Request.get(address, headers));
    } catch (IOException e) {
      throw RegistryErrors.unreachable(source(), what, e);
    }
    if (response.status() == 200 || response.status() == 206) {
      return response;
    }
    try (response) {
      throw RegistryErrors.status(image, what, response, authorizer);
    }
  }

  /// Sends a request with what authorises us, which no other host is shown; whatever its status,
  /// the answer comes back.
  Transport.Response send(Transport.Request request) throws IOException, InterruptedException {
    if (!Redirects.sameOrigin(request.uri(), endpoint.base())) {
      return redirects.follow(request, null);
    }
    String used = authorizer.current();
    Transport.Response response = redirects.follow(request, used);
    String challenge = response.header("WWW-Authenticate");
    if (response.status() != 401 && (response.status() != 403 || challenge == null)) {
      return response;
    }
    String answer = authorizer.answer(challenge, used, endpoint.base());
    if (answer == null || request.body() != null && !request.body().repeatable()) {
      return response;
    }
    Redirects.finish(response);
    return redirects.follow(request, answer);
  }

  /// Where an upload goes on: at this registry, or at another host by TLS.
  URI next(URI from, @Nullable String location) throws IOException, InterruptedException {
    URI next = redirects.next(from, location);
    if (Redirects.sameOrigin(next, endpoint.base()) || "https".equalsIgnoreCase(next.getScheme())) {
      return next;
    }
    throw new ImageException(
        Kind.UNAVAILABLE,
        source()
            + " wants an upload to go to "
            + next.getHost()
            + " without encryption, which Drydock does not do");
  }

  /// What an answer to an upload means that is none of success.
  ImageException refusal(String what, Transport.Response response) {
    return UploadErrors.status(image, what, response, authorizer);
  }

  private String source() {
    return image.registry();
  }

  private static ImageException untrue(String what, String how) {
    return new ImageException(
        Kind.CORRUPT, what + " is damaged or was tampered with: " + how + "; push it again");
  }

  private static ImageException tooLarge(LimitExceededException e) {
    return new ImageException(Kind.TOO_LARGE, String.valueOf(e.getMessage()), e);
  }
}
