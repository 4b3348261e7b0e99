package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts manifests into one repository (OCI distribution specification, "Pushing Manifests").
/// Thread-safe.
final class ManifestUploads {
  /// Registries that keep their links in files say for a moment that what a manifest names is wrong
  /// or not there, while somebody else writes the same link.
  private static final int ATTEMPTS = 5;

  private static final Duration MOMENT = Duration.ofMillis(40);

  private final RegistryClient client;
  private final ImageReference image;
  private final RegistrySettings settings;

  ManifestUploads(RegistryClient client, ImageReference image, RegistrySettings settings) {
    this.client = client;
    this.image = image;
    this.settings = settings;
  }

  /// What came of it.
  enum Outcome {
    STORED,
    /// stored, and in the registry's own list of what refers to its subject
    LISTED,
    /// not stored: the tag has changed since it was read
    OVERTAKEN
  }

  /// @param key a tag, or the digest of `body`
  /// @param condition the header that says under which state of the tag this may be stored; empty
  ///   for any
  Outcome put(String key, byte[] body, String mediaType, Map<String, String> condition, String what)
      throws IOException, InterruptedException {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      Outcome outcome = put(key, body, mediaType, condition, what, false);
      if (outcome != null) {
        return outcome;
      }
      settings.sleeper().sleep(MOMENT.multipliedBy(1L << attempt));
    }
    return Objects.requireNonNull(put(key, body, mediaType, condition, what, true));
  }

  /// @param last whether an answer that may be another one in a moment is an error now
  /// @return `null` where it may be another one in a moment
  private @Nullable Outcome put(
      String key,
      byte[] body,
      String mediaType,
      Map<String, String> condition,
      String what,
      boolean last)
      throws IOException, InterruptedException {
    Digest digest = Digest.of(key.startsWith("sha512:") ? "sha512" : "sha256", body);
    Transport.Request request =
        new Transport.Request(
            Transport.Method.PUT,
            client.address("manifests/" + key),
            condition,
            Transport.Body.of(mediaType, body));
    try (Transport.Response response = client.send(request)) {
      int status = response.status();
      if (status == 412 && !condition.isEmpty()) {
        return Outcome.OVERTAKEN;
      }
      if (!last && (status == 400 || status == 404)) {
        return null;
      }
      if (status != 201 && status != 200) {
        throw client.refusal(what, response);
      }
      BlobUploads.requireSame(digest, response.header("Docker-Content-Digest"), what);
      @Nullable String subject = response.header("OCI-Subject");
      return subject == null ? Outcome.STORED : Outcome.LISTED;
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw UploadErrors.unreachable(image, what, e);
    }
  }

  /// Takes a manifest away, with all tags that stand for it ("Content Management").
  ///
  /// @return whether it was there
  boolean delete(Digest digest) throws IOException, InterruptedException {
    String what = "manifest " + digest;
    Transport.Request delete =
        new Transport.Request(
            Transport.Method.DELETE, client.address("manifests/" + digest), Map.of(), null);
    try (Transport.Response response = client.send(delete)) {
      return switch (response.status()) {
        case 200, 202, 204 -> true;
        case 404 -> false;
        case 400, 405, 501 -> throw UploadErrors.keepsAll(image, response);
        default -> throw client.refusal(what, response);
      };
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw UploadErrors.unreachable(image, what, e);
    }
  }

  /// Whether the repository has a manifest.
  boolean has(Digest digest) throws IOException, InterruptedException {
    try (Transport.Response response = client.send(head(digest.toString()))) {
      return switch (response.status()) {
        case 200 -> true;
        case 404 -> false;
        default -> throw client.refusal("manifest " + digest, response);
      };
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw UploadErrors.unreachable(image, "manifest " + digest, e);
    }
  }

  /// What a tag points to, as the registry says it; empty where there is no such tag, or the
  /// registry does not say.
  Optional<Digest> digest(String tag) throws IOException, InterruptedException {
    try (Transport.Response response = client.send(head(tag))) {
      return switch (response.status()) {
        case 200 -> said(response.header("Docker-Content-Digest"));
        case 404 -> Optional.empty();
        default -> throw client.refusal("manifest " + tag, response);
      };
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw UploadErrors.unreachable(image, "manifest " + tag, e);
    }
  }

  private static Optional<Digest> said(@Nullable String digest) {
    try {
      return digest == null ? Optional.empty() : Optional.of(Digest.parse(digest.strip()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Transport.Request head(String key) throws IOException, InterruptedException {
    return new Transport.Request(
        Transport.Method.HEAD,
        client.address("manifests/" + key),
        Map.of("Accept", RegistryClient.ACCEPT),
        null);
  }

  /// @throws ImageException where a text cannot be a tag
  static void requireTag(String tag) throws ImageException {
    if (!ImageReference.isTag(tag)) {
      throw new ImageException(Kind.NOT_FOUND, "'" + tag + "' cannot be a tag");
    }
  }
}
