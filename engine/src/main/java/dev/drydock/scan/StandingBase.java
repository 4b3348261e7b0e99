package dev.drydock.scan;

import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.origin.KnownBase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The base that the content of an image's layers has shown, for telling what came with it.
public final class StandingBase {
  private StandingBase() {}

  /// By what the image calls the same layers; empty where nobody can tell.
  public static List<KnownBase> known(@Nullable Standing standing, Bom.Subject image) {
    Standing.Base base = standing == null ? null : standing.base();
    if (base == null || base.layers() < 1 || base.layers() >= image.layers().size()) {
      return List.of();
    }
    List<String> diffIds = new ArrayList<>();
    for (Bom.LayerSummary layer : image.layers().subList(0, base.layers())) {
      if (layer.diffId() != null) {
        diffIds.add(layer.diffId());
      }
    }
    return diffIds.size() < base.layers()
        ? List.of()
        : List.of(new KnownBase(base.reference(), base.digest(), diffIds));
  }
}
