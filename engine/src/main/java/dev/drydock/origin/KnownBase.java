package dev.drydock.origin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A base image whose layers are known.
///
/// @param reference under which it can be had
/// @param digest of its manifest; `null` where unknown
/// @param diffIds digests of its uncompressed layers, the lowest first
public record KnownBase(String reference, @Nullable String digest, List<String> diffIds) {
  public KnownBase {
    diffIds = List.copyOf(diffIds);
  }

  /// Whether these are the lowest layers of an image, which has more.
  boolean beneath(List<@Nullable String> image) {
    return !diffIds.isEmpty()
        && diffIds.size() < image.size()
        && image.subList(0, diffIds.size()).equals(diffIds);
  }

  /// How many of the lowest layers of an image are these.
  int shared(List<@Nullable String> image) {
    int shared = 0;
    while (shared < Math.min(diffIds.size(), image.size())
        && diffIds.get(shared).equals(image.get(shared))) {
      shared++;
    }
    return shared;
  }
}
