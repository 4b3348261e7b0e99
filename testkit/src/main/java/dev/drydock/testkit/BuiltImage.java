package dev.drydock.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An image as its blobs: what a registry or a layout keeps of it.
///
/// @param platform `os/architecture[/variant]`
/// @param tags `name:tag`
/// @param layers from the base up
public record BuiltImage(
    String platform, List<String> tags, Blob manifest, Blob config, List<Blob> layers) {

  public BuiltImage {
    tags = List.copyOf(tags);
    layers = List.copyOf(layers);
  }

  /// Config and layers, then the manifest.
  public List<Blob> blobs() {
    List<Blob> blobs = new ArrayList<>(layers);
    blobs.addFirst(config);
    blobs.add(manifest);
    return blobs;
  }

  /// The manifest as an index tells of it: with its platform, and its first tag as the name.
  public String indexEntry() {
    String[] parts = platform.split("/", -1);
    StringBuilder entry = new StringBuilder(manifest.descriptorStart());
    entry.append(",\"platform\":{\"os\":\"").append(parts[0]);
    entry.append("\",\"architecture\":\"").append(parts[1]).append('"');
    if (parts.length > 2) {
      entry.append(",\"variant\":\"").append(parts[2]).append('"');
    }
    entry.append('}');
    if (!tags.isEmpty()) {
      String tag = tags.getFirst().substring(tags.getFirst().lastIndexOf(':') + 1);
      entry.append(",\"annotations\":{\"org.opencontainers.image.ref.name\":\"");
      entry.append(tag).append("\"}");
    }
    return entry.append('}').toString();
  }

  /// An index of several images.
  public static Blob index(BuiltImage... images) {
    return index(String.join(",", Arrays.stream(images).map(BuiltImage::indexEntry).toList()));
  }

  /// An index of what `entries` says, descriptors with commas between them.
  public static Blob index(String entries) {
    String mediaType = "application/vnd.oci.image.index.v1+json";
    return Blob.of(
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
            .formatted(mediaType, entries)
            .getBytes(StandardCharsets.UTF_8),
        mediaType);
  }
}
