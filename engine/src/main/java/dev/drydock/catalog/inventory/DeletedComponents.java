package dev.drydock.catalog.inventory;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.image.LayerEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the components that lower layers brought and upper ones took away: what is in the squashed
/// view of the first layers and not in that of all.
///
/// Layers that only add need no view of their own. The bytes of what was deleted are still pulled
/// with the image, but no process in it can reach them.
final class DeletedComponents {
  /// Each view costs a catalog of the tree; images that people make have fewer layers.
  private static final int MOST_VIEWS = 150;

  private final View view;

  /// What is in the squashed view of the first layers.
  @FunctionalInterface
  interface View {
    Bom of(int layers) throws IOException, InterruptedException;
  }

  DeletedComponents(View view) {
    this.view = view;
  }

  /// @param whole of all layers
  /// @param layers entries of each
  Bom in(Bom whole, List<List<LayerEntry>> layers) throws IOException, InterruptedException {
    Set<String> there = keys(whole);
    Map<String, Bom.Deleted> deleted = new LinkedHashMap<>();
    List<Integer> takingAway = takingAway(layers);
    String warning = null;
    if (takingAway.size() > MOST_VIEWS) {
      warning =
          "deleted components were looked for in the last %d of %d layers that take something away"
              .formatted(MOST_VIEWS, takingAway.size());
      takingAway = takingAway.subList(takingAway.size() - MOST_VIEWS, takingAway.size());
    }
    Bom next = null;
    int nextLayers = 0;
    for (int layer : takingAway) {
      Bom before = next != null && layer == nextLayers ? next : view.of(layer);
      nextLayers = layer + 1;
      next = layer + 1 == layers.size() ? whole : view.of(layer + 1);
      Set<String> after = keys(next);
      for (Component component : before.components()) {
        String key = key(component);
        if (!there.contains(key) && !after.contains(key)) {
          deleted.put(key, new Bom.Deleted(component, layer));
        }
      }
    }
    return whole.withDeleted(new ArrayList<>(deleted.values()), warning);
  }

  private static String key(Component component) {
    return component.purl() + " " + component.name() + " " + component.version();
  }

  private static Set<String> keys(Bom bom) {
    Set<String> keys = new HashSet<>();
    for (Component component : bom.components()) {
      keys.add(key(component));
    }
    return keys;
  }

  /// The layers that have a whiteout, or something where a lower layer has something too.
  private static List<Integer> takingAway(List<List<LayerEntry>> layers) {
    List<Integer> takingAway = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < layers.size(); i++) {
      boolean takes = false;
      for (LayerEntry entry : layers.get(i)) {
        boolean directory = entry.type() == LayerEntry.Type.DIRECTORY;
        takes |= entry.whiteout() || !directory && paths.contains(entry.path());
      }
      for (LayerEntry entry : layers.get(i)) {
        paths.add(entry.path());
      }
      if (takes && i > 0) {
        takingAway.add(i);
      }
    }
    return takingAway;
  }
}
