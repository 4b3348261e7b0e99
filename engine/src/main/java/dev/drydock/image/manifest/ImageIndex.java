package dev.drydock.image.manifest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list of manifests, one for each platform, beside attestations about them (OCI image
/// specification, "Image Index"; Docker's manifest list).
///
/// ```json
/// {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
///  "manifests": [{"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "sha256:…", "size": 7143,
///                 "platform": {"os": "linux", "architecture": "arm64", "variant": "v8"}}]}
/// ```
public record ImageIndex(
    String mediaType,
    @Nullable String artifactType,
    List<Descriptor> manifests,
    Map<String, String> annotations)
    implements Manifest {

  public ImageIndex {
    manifests = List.copyOf(manifests);
    annotations = Map.copyOf(annotations);
  }
}
