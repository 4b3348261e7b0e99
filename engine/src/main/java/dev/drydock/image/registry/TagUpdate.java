package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds to a list that several writers keep under one tag of a registry: read, add, put, and look
/// again until what was added is there.
///
/// Registries have no transactions. Where one tells an `ETag`, the new state is put on condition
/// that nobody was faster (OCI distribution specification 1.1, "Referrers Tag Schema"). Most ignore
/// the condition; there a writer that read before us and puts after us takes ours away. So we look
/// again only after longer than such a writer takes, and add it once more where it is missing.
final class TagUpdate {
  private static final int LEAST_ATTEMPTS = 12;
  private static final long LEAST_WAIT = 60;
  private static final long MOST_WAIT = 2_000;

  private final RegistryClient client;
  private final ManifestUploads manifests;
  private final RegistrySettings settings;

  TagUpdate(RegistryClient client, ManifestUploads manifests, RegistrySettings settings) {
    this.client = client;
    this.manifests = manifests;
    this.settings = settings;
  }

  void run(String tag, TagChange change, String what) throws IOException, InterruptedException {
    ManifestUploads.requireTag(tag);
    int attempts = Math.max(settings.attempts(), LEAST_ATTEMPTS);
    long wait = 0;
    for (int attempt = 0; attempt < attempts; attempt++) {
      if (wait > 0) {
        settings.sleeper().sleep(Duration.ofMillis(wait + settings.random().nextLong(wait)));
      }
      long started = settings.clock().millis();
      RegistryClient.Document found = client.taggedForUpdate(tag);
      StoredManifest current = found == null ? null : StoredManifest.of(found);
      TagChange.Next next = change.apply(current);
      if (next == null) {
        return;
      }
      manifests.put(tag, next.body(), next.mediaType(), condition(found), what);
      long took = settings.clock().millis() - started;
      wait = Math.clamp(took * (2 + attempt), LEAST_WAIT, MOST_WAIT);
    }
    throw new ImageException(
        Kind.UNAVAILABLE,
        "others write the tag "
            + tag
            + " all the time, so that "
            + what
            + " is not kept there;"
            + " try again");
  }

  private static Map<String, String> condition(RegistryClient.@Nullable Document found) {
    if (found == null) {
      return Map.of();
    }
    String etag = found.etag();
    return etag == null ? Map.of() : Map.of("If-Match", etag);
  }
}
