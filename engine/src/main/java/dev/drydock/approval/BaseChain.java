package dev.drydock.approval;

import dev.drydock.image.Digest;
import java.util.List;

/// The layers of one image of a base, from the lowest up: what an image that stands upon it begins
/// with.
///
/// @param blobs as its manifest names them
/// @param contents as its approvers have signed them
public record BaseChain(List<Digest> blobs, List<Digest> contents) {
  public BaseChain {
    blobs = List.copyOf(blobs);
    contents = List.copyOf(contents);
  }

  /// Whether its manifest and what was signed are about the same number of layers, and any at all.
  public boolean isWhole() {
    return !contents.isEmpty() && blobs.size() == contents.size();
  }
}
