package dev.drydock.image.manifest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The media types that images are made of (OCI image specification, "Media Types"; Docker image
/// manifest version 2, schema 2).
public final class MediaTypes {
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";
  public static final String DOCKER_MANIFEST_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";
  public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
  public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
  public static final String OCI_EMPTY = "application/vnd.oci.empty.v1+json";

  private static final String DOCKER_SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+";

  private MediaTypes() {}

  /// A media type as this class compares them: lower case, without parameters; `""` for none.
  public static String bare(@Nullable String mediaType) {
    if (mediaType == null) {
      return "";
    }
    int semicolon = mediaType.indexOf(';');
    return (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /// Whether this is a manifest that lists other manifests.
  public static boolean isIndex(String mediaType) {
    return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_MANIFEST_LIST);
  }

  /// Whether this is the manifest of one image, or of something else in an image's clothes.
  public static boolean isManifest(String mediaType) {
    return mediaType.equals(OCI_MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
  }

  /// Docker's manifests of before 2016.
  static boolean isSchema1(String mediaType) {
    return mediaType.startsWith(DOCKER_SCHEMA_1);
  }

  /// Whether a config of this type is an image's. Registries and builders of old wrote the last
  /// four for want of a better one.
  static boolean isImageConfig(String mediaType) {
    return switch (mediaType) {
      case OCI_CONFIG, DOCKER_CONFIG -> true;
      case "application/octet-stream", "application/json", "text/html", "" -> true;
      default -> false;
    };
  }

  /// Whether a layer of this type is a tar of file system changes, however it is packed.
  static boolean isLayer(String mediaType) {
    return switch (mediaType) {
      case "application/vnd.oci.image.layer.v1.tar",
          "application/vnd.oci.image.layer.v1.tar+gzip",
          "application/vnd.oci.image.layer.v1.tar+zstd",
          "application/vnd.oci.image.layer.v1.tar+xz",
          "application/vnd.docker.image.rootfs.diff.tar",
          "application/vnd.docker.image.rootfs.diff.tar.gzip",
          "application/vnd.docker.image.rootfs.diff.tar.zstd" ->
          true;
      case "" -> true;
      default -> isForeignLayer(mediaType);
    };
  }

  /// Whether a layer of this type may be missing from the registry, since its licence forbids to
  /// hand it on: Windows base layers.
  public static boolean isForeignLayer(String mediaType) {
    return switch (mediaType) {
      case "application/vnd.oci.image.layer.nondistributable.v1.tar",
          "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
          "application/vnd.oci.image.layer.nondistributable.v1.tar+zstd",
          "application/vnd.docker.image.rootfs.foreign.diff.tar",
          "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip" ->
          true;
      default -> false;
    };
  }
}
