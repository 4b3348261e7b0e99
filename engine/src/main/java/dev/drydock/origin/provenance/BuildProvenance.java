package dev.drydock.origin.provenance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What BuildKit wrote down about a build. Nobody has verified it: it says where to look, and what
/// it says of an image is held against that image.
///
/// @param source address of the repository that was built; `null` where nobody told
/// @param revision the commit of it; `null` where nobody told
/// @param dockerfile its path from the root of the repository; `null` where nobody told
/// @param target the stage that was built; `null` for the last
/// @param arguments of the build, by name
/// @param images that were used
/// @param text the Dockerfile itself; `null` where it was not written down (`mode=min`)
/// @param warnings what of the document is not taken, one plain line each
public record BuildProvenance(
    @Nullable String source,
    @Nullable String revision,
    @Nullable String dockerfile,
    @Nullable String target,
    Map<String, String> arguments,
    List<BuildImage> images,
    @Nullable String text,
    List<String> warnings) {
  private static final List<String> TOOLS =
      List.of("docker/dockerfile", "docker/dockerfile-upstream", "docker/buildkit-syft-scanner");

  public BuildProvenance {
    arguments = Map.copyOf(arguments);
    images = List.copyOf(images);
    warnings = List.copyOf(warnings);
  }

  /// The one image that the build was about; empty where it used several, of which any may be the
  /// base. What builds are run with does not count.
  public Optional<BuildImage> onlyImage() {
    List<BuildImage> others =
        images.stream().filter(image -> TOOLS.stream().noneMatch(image::isOf)).toList();
    return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
  }

  /// The digest of an image that the Dockerfile names.
  public Optional<String> digestOf(String reference) {
    for (BuildImage image : images) {
      if (image.isNamed(reference)) {
        return Optional.of(image.digest());
      }
    }
    return Optional.empty();
  }
}
