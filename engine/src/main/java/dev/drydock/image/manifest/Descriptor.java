package dev.drydock.image.manifest;

import dev.drydock.image.Digest;
import dev.drydock.image.Platform;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A pointer to content: what it is, its digest and its size (OCI image specification, "Content
/// Descriptors").
///
/// @param mediaType without parameters and in lower case; `""` where it is not said
/// @param size in bytes, never negative
/// @param platform what a manifest in an index is made for; `null` where it is not said
/// @param urls where else the content may be had
/// @param data the content itself in Base64, not checked; `null` where it is not there
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    Map<String, String> annotations,
    @Nullable Platform platform,
    @Nullable String artifactType,
    List<String> urls,
    @Nullable String data) {

  public Descriptor {
    annotations = Map.copyOf(annotations);
    urls = List.copyOf(urls);
  }

  /// The content that came with the descriptor, where it did and has the right length. The digest
  /// has still to be checked.
  public Optional<byte[]> embedded() {
    if (data == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(data)).filter(bytes -> bytes.length == size);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
