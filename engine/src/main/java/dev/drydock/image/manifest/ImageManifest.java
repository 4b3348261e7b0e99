package dev.drydock.image.manifest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The manifest of one image of one platform (OCI image specification, "Image Manifest").
///
/// ```json
/// {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
///  "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "sha256:…", "size": 7023},
///  "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": "sha256:…", "size": 32654}]}
/// ```
///
/// @param layers from the base up
/// @param subject the manifest that this one speaks about: signatures and attestations have one
public record ImageManifest(
    String mediaType,
    @Nullable String artifactType,
    Descriptor config,
    List<Descriptor> layers,
    @Nullable Descriptor subject,
    Map<String, String> annotations)
    implements Manifest {

  public ImageManifest {
    layers = List.copyOf(layers);
    annotations = Map.copyOf(annotations);
  }
}
