package dev.drydock.cache.registry;

import dev.drydock.cache.LayerStore;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Entries as artifacts of a registry's repository (OCI image specification 1.1, "Guidelines for
/// Artifact Usage"): a manifest under a tag that comes from the entry's name, and one blob.
public final class RegistryStore implements LayerStore {
  static final String MEDIA_TYPE = "application/vnd.drydock.layer.v1";

  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  /// Enough to tell entries apart; an entry says itself what it is about.
  private static final int TAG_DIGITS = 40;

  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final RegistryRepository repository;
  private final RegistrySettings.Sleeper sleeper;
  private final ManifestReader reader;

  /// All entries have the same one.
  private volatile boolean configThere;

  public RegistryStore(
      RegistryRepository repository, Limits limits, RegistrySettings.Sleeper sleeper) {
    this.repository = repository;
    this.sleeper = sleeper;
    this.reader = new ManifestReader(limits);
  }

  private static String tag(String name) {
    return "layer-" + name.substring(0, TAG_DIGITS);
  }

  @Override
  public byte @Nullable [] get(String name, int most) throws IOException, InterruptedException {
    StoredManifest stored = repository.tagged(tag(name)).orElse(null);
    Descriptor blob = stored == null ? null : blob(stored);
    if (blob == null || blob.size() > most) {
      return null;
    }
    try (InputStream in = repository.open(blob, "an entry")) {
      return Bounded.readAll(in, most, "an entry"); // its seal says whether it is whole
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.CORRUPT) {
        return null; // the registry has cleaned up
      }
      throw e;
    }
  }

  /// `null` of what somebody else keeps under the tag.
  private @Nullable Descriptor blob(StoredManifest stored) {
    Manifest manifest;
    try {
      manifest = reader.read(stored.body(), stored.mediaType(), "an entry");
    } catch (ImageException _) {
      return null;
    }
    return manifest instanceof ImageManifest image
            && image.layers().size() == 1
            && image.layers().getFirst().mediaType().equals(MEDIA_TYPE)
        ? image.layers().getFirst()
        : null;
  }

  /// Registries that several write the same to at once may see what is half written, and refuse: it
  /// is tried again when that is over.
  @Override
  public void put(String name, ByteBuffer entry) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        push(name, entry.slice());
        entry.position(entry.limit());
        return;
      } catch (ImageException e) {
        if (attempt == ATTEMPTS || e.kind() != Kind.UNSUPPORTED) {
          throw e;
        }
      }
      sleeper.sleep(PAUSE.multipliedBy(attempt));
    }
  }

  private void push(String name, ByteBuffer entry) throws IOException, InterruptedException {
    MessageDigest digest = Digest.messageDigest("sha256");
    digest.update(entry.slice());
    Digest blob = new Digest("sha256", HexFormat.of().formatHex(digest.digest()));
    int size = entry.remaining();
    int from = entry.arrayOffset() + entry.position();
    byte[] bytes = entry.array();
    if (!configThere) {
      repository.pushBlob(EMPTY, "the config of an entry");
      configThere = true;
    }
    repository.pushBlob(blob, size, () -> new ByteArrayInputStream(bytes, from, size), "an entry");
    repository.pushManifest(tag(name), manifest(blob, size), MediaTypes.OCI_MANIFEST);
  }

  /// The entry that takes its place gets its tag: registries seldom let anybody delete.
  @Override
  public void remove(String name) {
    // nothing to be done: what is of no use here is written anew
  }

  /// Of digests and numbers only, which need no escaping.
  private static byte[] manifest(Digest blob, int size) {
    return """
    {"schemaVersion":2,"mediaType":"%s","artifactType":"%s",\
    "config":{"mediaType":"%s","digest":"%s","size":%d},\
    "layers":[{"mediaType":"%s","digest":"%s","size":%d}]}"""
        .formatted(
            MediaTypes.OCI_MANIFEST,
            MEDIA_TYPE,
            MediaTypes.OCI_EMPTY,
            Digest.of("sha256", EMPTY),
            EMPTY.length,
            MEDIA_TYPE,
            blob,
            size)
        .getBytes(StandardCharsets.UTF_8);
  }
}
