package dev.drydock.hygiene;

import dev.drydock.image.Image;
import dev.drydock.image.Layer;
import java.util.ArrayList;
import java.util.List;

/// Watches the layers of one image while they are read, and says afterwards what was careless.
///
/// Every layer counts, not only what is visible in the end: what an upper layer deletes is still
/// shipped, and anyone can take it out.
public final class ImageHygiene {
  private final List<LayerHygiene> layers = new ArrayList<>();

  /// The watcher of a layer, for one thread; may be called by several threads at once.
  public Layer.Visitor watch(Layer layer) {
    LayerHygiene watcher = new LayerHygiene(layer.description());
    synchronized (layers) {
      layers.add(watcher);
    }
    return watcher;
  }

  /// What was seen, once all layers were read: the worst first, then by layer and path.
  public List<Observation> of(Image image) {
    List<Observation> all = new ArrayList<>(ConfigRules.of(image.config()));
    synchronized (layers) {
      layers.sort((one, other) -> Integer.compare(one.index(), other.index()));
      for (int i = 0; i < layers.size(); i++) {
        all.addAll(layers.get(i).observations(layers.subList(i + 1, layers.size())));
      }
    }
    all.sort(
        (one, other) -> {
          int order = one.severity().compareTo(other.severity());
          if (order == 0) {
            order = Integer.compare(one.layer(), other.layer());
          }
          if (order == 0) {
            order = one.rule().compareTo(other.rule());
          }
          return order == 0
              ? String.valueOf(one.path()).compareTo(String.valueOf(other.path()))
              : order;
        });
    return all;
  }
}
