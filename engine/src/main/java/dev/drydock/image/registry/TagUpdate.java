package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Adds to a list that several writers keep under one tag of a registry: read, add, put, and look
/// again until what was added stays there.
///
/// Registries have no transactions. Where one tells an `ETag`, the new state is put on condition
/// that nobody was faster (OCI distribution specification 1.1, "Referrers Tag Schema"). Most ignore
/// the condition; there a writer that read before us and puts after us takes ours away. So we look
/// again only after longer than such a writer takes, and add it once more where it is missing.
/// Where others have written meanwhile more of them may be at it, and we look until nobody was. To
/// take nothing from others ourselves we put at once what we read: where making the new state took
/// longer, it is read once more before.
final class TagUpdate {
  private static final int LEAST_ATTEMPTS = 12;
  private static final long LEAST_WAIT = 100;
  private static final long MOST_WAIT = 2_000;

  /// How many times as long as we took another writer may take.
  private static final int SLOWER = 4;

  /// Milliseconds from a read to the put that builds on it.
  private static final long MOMENT = 5;

  private static final int READS = 4;

  private final RegistryClient client;
  private final ManifestUploads manifests;
  private final RegistrySettings settings;

  TagUpdate(RegistryClient client, ManifestUploads manifests, RegistrySettings settings) {
    this.client = client;
    this.manifests = manifests;
    this.settings = settings;
  }

  /// What lies under the tag, and what is to lie there.
  ///
  /// @param next `null` where all of it is there
  /// @param read when
  private record Prepared(
      RegistryClient.@Nullable Document found, TagChange.@Nullable Next next, long read) {
    boolean isSameAs(RegistryClient.@Nullable Document other) {
      return found == null ? other == null : other != null && found.digest().equals(other.digest());
    }
  }

  void run(String tag, TagChange change, String what) throws IOException, InterruptedException {
    ManifestUploads.requireTag(tag);
    int attempts = Math.max(settings.attempts(), LEAST_ATTEMPTS);
    Digest seen = null;
    boolean there = false;
    long wait = 0;
    for (int attempt = 0; attempt < attempts; attempt++) {
      if (wait > 0) {
        // the first look comes as soon as it may; after that writers are not to come all at once
        long spread = attempt == 1 ? 0 : settings.random().nextLong(wait);
        settings.sleeper().sleep(Duration.ofMillis(wait + spread));
      }
      Prepared prepared = prepare(tag, change);
      TagChange.Next next = prepared.next();
      there = next == null;
      if (next == null) {
        if (seen == null || prepared.found() == null || seen.equals(prepared.found().digest())) {
          return;
        }
        seen = prepared.found().digest();
        wait = Math.min(2 * wait, MOST_WAIT);
      } else {
        manifests.put(tag, next.body(), next.mediaType(), condition(prepared.found()), what);
        seen = Digest.of("sha256", next.body());
        long took = settings.clock().millis() - prepared.read();
        wait = Math.clamp(took * (SLOWER + attempt), LEAST_WAIT, MOST_WAIT);
      }
    }
    if (there) {
      return;
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

  /// What was read a moment ago at the most, and the new state for just that.
  private Prepared prepare(String tag, TagChange change) throws IOException, InterruptedException {
    Prepared prepared = null;
    for (int reads = 0; reads < READS; reads++) {
      RegistryClient.Document found = client.taggedForUpdate(tag);
      long read = settings.clock().millis();
      prepared =
          prepared != null && prepared.isSameAs(found)
              ? new Prepared(found, prepared.next(), read)
              : new Prepared(
                  found, change.apply(found == null ? null : StoredManifest.of(found)), read);
      if (prepared.next() == null || settings.clock().millis() - read < MOMENT) {
        return prepared;
      }
    }
    return Objects.requireNonNull(prepared);
  }

  private static Map<String, String> condition(RegistryClient.@Nullable Document found) {
    if (found == null) {
      return Map.of();
    }
    String etag = found.etag();
    return etag == null ? Map.of() : Map.of("If-Match", etag);
  }
}
