package dev.drydock.image.manifest;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.ImageConfig.HistoryEntry;
import dev.drydock.image.Layer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The layers of an image, each with the diff_id and the history entry that belong to it.
///
/// A config that has too few or too many of either is odd, not fatal: the layers themselves are
/// what is read.
///
/// @param warnings what did not fit, one line each
public record LayerDescriptions(List<Layer.Description> layers, List<String> warnings) {

  public LayerDescriptions {
    layers = List.copyOf(layers);
    warnings = List.copyOf(warnings);
  }

  /// A layer as its source knows it.
  ///
  /// @param digest of the stored bytes; `null` where the source has none, as in docker archives
  /// @param mediaType `""` where the source does not say
  public record Stored(@Nullable Digest digest, String mediaType, long size) {}

  public static LayerDescriptions of(ImageManifest manifest, ImageConfig config) {
    List<Stored> stored = new ArrayList<>(manifest.layers().size());
    for (Descriptor layer : manifest.layers()) {
      stored.add(new Stored(layer.digest(), layer.mediaType(), layer.size()));
    }
    return of(stored, config);
  }

  /// @param stored from the base up
  public static LayerDescriptions of(List<Stored> stored, ImageConfig config) {
    int count = stored.size();
    List<Digest> diffIds = config.diffIds();
    List<String> warnings = new ArrayList<>();
    if (diffIds.size() != count) {
      warnings.add(
          "the image has "
              + count
              + " layers and its config names "
              + diffIds.size()
              + " of them (rootfs.diff_ids); the layers that are there were read");
    }
    List<HistoryEntry> instructions = instructions(config.history());
    if (!config.history().isEmpty() && instructions.size() != count) {
      warnings.add(
          "the image has "
              + count
              + " layers and its history tells of "
              + instructions.size()
              + "; which instruction made which layer cannot be said");
      instructions = List.of();
    }
    List<Layer.Description> layers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Stored layer = stored.get(i);
      layers.add(
          new Layer.Description(
              i,
              layer.digest(),
              i < diffIds.size() ? diffIds.get(i) : null,
              layer.mediaType(),
              i < instructions.size() ? instructions.get(i).createdBy() : null,
              layer.size()));
    }
    return new LayerDescriptions(layers, warnings);
  }

  private static List<HistoryEntry> instructions(List<HistoryEntry> history) {
    List<HistoryEntry> instructions = new ArrayList<>(history.size());
    for (HistoryEntry entry : history) {
      if (!entry.emptyLayer()) {
        instructions.add(entry);
      }
    }
    return instructions;
  }
}
