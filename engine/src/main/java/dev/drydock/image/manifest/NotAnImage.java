package dev.drydock.image.manifest;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import org.jspecify.annotations.Nullable;

/// Tells images from the other things that registries keep in manifests: charts, signatures,
/// attestations, caches.
public final class NotAnImage {
  private NotAnImage() {}

  /// @throws ImageException where `manifest` is not one of a container image, or has a layer that
  ///   is not a tar of files; the message names what it is
  public static void refuse(ImageManifest manifest, String what) throws ImageException {
    String config = manifest.config().mediaType();
    String artifactType = MediaTypes.bare(manifest.artifactType());
    if (!MediaTypes.isImageConfig(config)) {
      throw notAnImage(
          what, config.equals(MediaTypes.OCI_EMPTY) ? firstOf(artifactType, manifest) : config);
    }
    if (!artifactType.isEmpty() && !MediaTypes.isImageConfig(artifactType)) {
      throw notAnImage(what, artifactType);
    }
    for (int i = 0; i < manifest.layers().size(); i++) {
      String mediaType = manifest.layers().get(i).mediaType();
      if (MediaTypes.isLayer(mediaType)) {
        continue;
      }
      if (mediaType.endsWith("+encrypted")) {
        throw new ImageException(
            Kind.UNSUPPORTED,
            "layer "
                + i
                + " of "
                + what
                + " is encrypted; decrypt the image first, for example"
                + " with skopeo copy --decryption-key");
      }
      if (known(mediaType) != null) {
        throw notAnImage(what, mediaType);
      }
      throw new ImageException(
          Kind.UNSUPPORTED,
          "layer "
              + i
              + " of "
              + what
              + " has the media type "
              + ManifestReader.oneLine(mediaType)
              + ", which is not a file system layer that Drydock can read");
    }
  }

  private static String firstOf(String artifactType, ImageManifest manifest) {
    if (!artifactType.isEmpty()) {
      return artifactType;
    }
    return manifest.layers().isEmpty()
        ? MediaTypes.OCI_EMPTY
        : manifest.layers().getFirst().mediaType();
  }

  private static ImageException notAnImage(String what, String mediaType) {
    return new ImageException(
        Kind.UNSUPPORTED,
        what
            + " is not a container image but "
            + name(mediaType)
            + "; give the reference of an image");
  }

  /// In people's words, with the media type.
  static String name(String mediaType) {
    String known = known(mediaType);
    String shown = ManifestReader.oneLine(mediaType);
    return known == null ? "an artifact of type " + shown : known + " (" + shown + ")";
  }

  private static @Nullable String known(String mediaType) {
    if (mediaType.startsWith("application/vnd.cncf.helm.")) {
      return "a Helm chart";
    }
    if (mediaType.startsWith("application/vnd.dev.cosign.")
        || mediaType.startsWith("application/vnd.dev.sigstore.")
        || mediaType.startsWith("application/vnd.cncf.notary.")) {
      return "a signature";
    }
    if (mediaType.startsWith("application/vnd.in-toto")
        || mediaType.startsWith("application/vnd.dsse.")) {
      return "an attestation";
    }
    if (mediaType.startsWith("application/vnd.buildkit.cacheconfig")) {
      return "a build cache";
    }
    if (mediaType.startsWith("application/vnd.docker.plugin")) {
      return "a Docker plugin";
    }
    if (mediaType.startsWith("application/spdx")
        || mediaType.startsWith("application/vnd.cyclonedx")
        || mediaType.startsWith("text/spdx")
        || mediaType.startsWith("application/vnd.syft")) {
      return "a bill of materials";
    }
    if (mediaType.startsWith("application/vnd.wasm.") || mediaType.startsWith("application/wasm")) {
      return "a WebAssembly module";
    }
    return null;
  }
}
