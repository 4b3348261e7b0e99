package dev.drydock.image.manifest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a registry or layout keeps under a tag: one image, or a list of images.
public sealed interface Manifest permits ImageManifest, ImageIndex {

  /// One of [MediaTypes].
  String mediaType();

  /// What it holds, where that is no image.
  @Nullable String artifactType();

  Map<String, String> annotations();
}
