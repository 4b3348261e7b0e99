package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.manifest.Descriptor;
import java.util.List;
import java.util.Map;

/// A manifest as a registry keeps it, byte by byte.
///
/// @param mediaType as the registry says
/// @param digest of `body`, by our own reckoning
@SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
public record StoredManifest(String mediaType, Digest digest, byte[] body) {

  static StoredManifest of(RegistryClient.Document document) {
    return new StoredManifest(document.mediaType(), document.digest(), document.body());
  }

  /// As another manifest names it.
  public Descriptor descriptor() {
    return new Descriptor(mediaType, digest, body.length, Map.of(), null, null, List.of(), null);
  }
}
