package dev.drydock.base.declaration;

import dev.drydock.image.registry.ImageReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where a base comes from.
public sealed interface VariantSource {

  /// A Dockerfile that is built.
  ///
  /// @param context the directory that it copies from
  /// @param arguments of the build, by name
  /// @param images from elsewhere that it is built upon, or copies from
  record Recipe(
      Path dockerfile, Path context, Map<String, String> arguments, List<ImageReference> images)
      implements VariantSource {
    public Recipe {
      arguments = Map.copyOf(arguments);
      images = List.copyOf(images);
    }
  }

  /// An image that is taken as it is.
  ///
  /// @param reference with a digest
  record Upstream(ImageReference reference) implements VariantSource {}
}
