package dev.drydock.promotion.copy;

import dev.drydock.image.manifest.Descriptor;
import java.util.ArrayList;
import java.util.List;

/// Which blobs of an image are at the destination, and which have to be brought there.
///
/// @param foreign those that even the source does not have, since their licence forbids to hand
///   them on: who runs the image gets them from where its manifest says
public record BlobInventory(
    List<Descriptor> present, List<Descriptor> missing, List<Descriptor> foreign) {
  public BlobInventory {
    present = List.copyOf(present);
    missing = List.copyOf(missing);
    foreign = List.copyOf(foreign);
  }

  /// Both together.
  public BlobInventory with(BlobInventory other) {
    return new BlobInventory(
        joined(present, other.present),
        joined(missing, other.missing),
        joined(foreign, other.foreign));
  }

  private static List<Descriptor> joined(List<Descriptor> some, List<Descriptor> others) {
    List<Descriptor> joined = new ArrayList<>(some);
    joined.addAll(others);
    return joined;
  }

  public static long bytes(List<Descriptor> blobs) {
    long bytes = 0;
    for (Descriptor blob : blobs) {
      bytes += blob.size();
    }
    return bytes;
  }
}
