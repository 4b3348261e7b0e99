package dev.drydock.base.pipeline;

import dev.drydock.image.Digest;
import dev.drydock.image.Platform;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Brings an image into a repository: one that was built, or one of another repository. The tag
/// comes last, so that there never is one whose blobs are missing.
final class LayoutPush {
  private final RegistryRepository target;
  private final Limits limits;

  LayoutPush(RegistryRepository target, Limits limits) {
    this.target = target;
    this.limits = limits;
  }

  /// @param layout OCI image layout of one image
  Digest push(Path layout, String tag) throws IOException, InterruptedException {
    Json index =
        new JsonReader(limits)
            .read(
                Bounded.readFile(layout.resolve("index.json"), limits.documentBytes()),
                "the index of what was built");
    List<Json> manifests = index.items("manifests");
    String digest = manifests.size() == 1 ? manifests.getFirst().text("digest") : null;
    if (digest == null) {
      throw new IOException("what was built is not one image");
    }
    byte[] body = Bounded.readFile(blob(layout, Digest.parse(digest)), limits.documentBytes());
    String type = manifests.getFirst().text("mediaType");
    for (Descriptor part : parts(body, type == null ? "" : type)) {
      Path file = blob(layout, part.digest());
      target.pushBlob(
          part.digest(), part.size(), () -> Files.newInputStream(file), "what was built");
    }
    return target.pushManifest(tag, body, type == null ? "" : type);
  }

  private static Path blob(Path layout, Digest digest) {
    return layout.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
  }

  private List<Descriptor> parts(byte[] body, String mediaType) throws IOException {
    Manifest manifest = new ManifestReader(limits).read(body, mediaType, "what was built");
    if (!(manifest instanceof ImageManifest image)) {
      throw new IOException("what was built is not one image");
    }
    List<Descriptor> parts = new ArrayList<>(image.layers());
    parts.add(image.config());
    return parts;
  }

  /// @param source opened with the digest to copy
  Digest copy(RegistryRepository source, Platform platform, String tag)
      throws IOException, InterruptedException {
    StoredManifest stored = source.resolve(platform);
    String what = source.reference().familiar();
    boolean here = source.reference().registry().equals(target.reference().registry());
    for (Descriptor part : parts(stored.body(), stored.mediaType())) {
      boolean mounted = here && target.mountBlob(part.digest(), source.reference().repository());
      if (!mounted) {
        target.pushBlob(part.digest(), part.size(), () -> source.open(part, what), what);
      }
    }
    return target.pushManifest(tag, stored.body(), stored.mediaType());
  }
}
