package dev.drydock.image.archive;

import dev.drydock.image.Digest;
import dev.drydock.image.Layer;
import dev.drydock.image.Warnings;
import dev.drydock.image.compression.Compression;
import dev.drydock.image.layer.FileRegion;
import dev.drydock.image.layer.SeekableLayer;
import dev.drydock.image.layer.StreamLayer;
import dev.drydock.limits.Limits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Layers that are files of an archive: read by seeking where they are not compressed.
final class MemberLayers {
  private MemberLayers() {}

  /// @param digest that a compressed layer has to have; `null` where it is not verified
  static Layer of(
      Layer.Description description,
      Member member,
      @Nullable Digest digest,
      Limits limits,
      Warnings warnings)
      throws IOException {
    FileRegion region = member.region();
    if (region != null && region.compression() == Compression.NONE) {
      return new SeekableLayer(description, region, limits, warnings);
    }
    return new StreamLayer(description, member.source(), digest, member.size(), limits, warnings);
  }
}
