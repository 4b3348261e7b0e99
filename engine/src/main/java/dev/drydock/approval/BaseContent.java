package dev.drydock.approval;

import dev.drydock.image.Digest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a base consists of, by the content of its layers: one image, or with an index one for each
/// platform.
///
/// @param images none where nobody has said anything
public record BaseContent(List<OfImage> images) {
  public BaseContent {
    images = List.copyOf(images);
  }

  /// One image.
  ///
  /// @param digest of its manifest, as the index names it; `null` where there is no index and the
  ///   base is this image
  /// @param platform `linux/arm64`, as the index says; `null` where there is none
  /// @param layers the diffIDs from the lowest layer up, reckoned from their content
  public record OfImage(@Nullable Digest digest, @Nullable String platform, List<Digest> layers) {
    public OfImage {
      layers = List.copyOf(layers);
    }
  }

  static BaseContent none() {
    return new BaseContent(List.of());
  }

  /// Of a base that is one image.
  public static BaseContent of(List<Digest> layers) {
    return new BaseContent(List.of(new OfImage(null, null, layers)));
  }

  /// Of a base that is one image: its layers. Empty of an index.
  public List<Digest> layers() {
    return images.size() == 1 && images.getFirst().digest == null
        ? images.getFirst().layers
        : List.of();
  }

  /// The images of an index; empty where there is none.
  public Set<Digest> listed() {
    Set<Digest> listed = new HashSet<>();
    for (OfImage image : images) {
      if (image.digest != null) {
        listed.add(image.digest);
      }
    }
    return listed;
  }
}
