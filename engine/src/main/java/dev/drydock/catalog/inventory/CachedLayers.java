package dev.drydock.catalog.inventory;

import dev.drydock.cache.DamagedEntryException;
import dev.drydock.cache.EntryReader;
import dev.drydock.cache.EntryWriter;
import dev.drydock.cache.LayerCache;
import dev.drydock.cache.LayerKey;
import dev.drydock.cache.NotCacheableException;
import dev.drydock.cache.RecallableVisitor;
import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.image.Digest;
import dev.drydock.image.Layer;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The layers that need not be read, since what is in them is in a cache.
///
/// Only layers whose bytes are verified whenever they are read: what is found is kept under the
/// digest that they were held to. May be used by several threads at once.
final class CachedLayers {
  /// Of what one visitor saw in one layer.
  private static final int MOST_STATE = 64 << 20;

  private final LayerCache cache;
  private final LayerForm form;
  private final String reading;

  CachedLayers(LayerCache cache, List<Cataloger> catalogers, Limits limits) {
    this.cache = cache;
    List<FileCataloger> fileCatalogers = new ArrayList<>();
    for (Cataloger cataloger : catalogers) {
      if (cataloger instanceof FileCataloger file) {
        fileCatalogers.add(file);
      }
    }
    this.form = new LayerForm(fileCatalogers, limits);
    this.reading = reading(cache.version(), catalogers, limits);
  }

  /// All that an answer depends on beside the bytes.
  private static String reading(String version, List<Cataloger> catalogers, Limits limits) {
    StringBuilder text = new StringBuilder(2048).append(version).append('\n');
    for (Cataloger cataloger : catalogers) {
      text.append(cataloger.name()).append('(').append(cataloger.configuration()).append(") ");
    }
    return text.append('\n')
        .append(limits.layerEntries())
        .append(' ')
        .append(limits.layerBytes())
        .append(' ')
        .append(limits.expansionRatio())
        .append(' ')
        .append(limits.fileBytes())
        .append(' ')
        .append(limits.documentBytes())
        .append(' ')
        .append(limits.nesting())
        .append(' ')
        .append(limits.pathBytes())
        .append(' ')
        .append(limits.symlinks())
        .append(' ')
        .append(limits.archiveEntries())
        .append(' ')
        .append(limits.archiveBytes())
        .append(' ')
        .append(limits.components())
        .toString();
  }

  private @Nullable LayerKey key(Layer layer) {
    Digest digest = layer.verified();
    return digest == null ? null : new LayerKey(digest, layer.description().size(), reading);
  }

  /// Those that [#find] may be asked about.
  private Set<LayerKey> keys(List<Layer> layers) {
    Set<LayerKey> keys = new LinkedHashSet<>();
    for (Layer layer : layers) {
      LayerKey key = key(layer);
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  /// Begins to look for all layers of an image, where that takes long.
  void lookAhead(List<Layer> layers) {
    cache.lookAhead(keys(layers));
  }

  /// Ends that.
  void forget(List<Layer> layers) {
    cache.forget(keys(layers));
  }

  /// What is in a layer, of which `beside` is told too; `null` where it has to be read.
  @Nullable ScannedLayer find(Layer layer, Layer.Visitor beside) throws InterruptedException {
    LayerKey key = key(layer);
    boolean watched = !(beside instanceof Nobody);
    if (key == null || watched && !(beside instanceof RecallableVisitor)) {
      return null;
    }
    EntryReader entry = cache.find(key);
    if (entry == null) {
      return null;
    }
    try {
      ScannedLayer scanned = form.read(entry, layer.description().index());
      if (beside instanceof RecallableVisitor visitor) {
        ScannedLayer.Watched told = scanned.watched();
        if (told == null || !told.kind().equals(visitor.kind())) {
          return null; // nobody watched then
        }
        visitor.recall(new EntryReader(told.state()));
      }
      return scanned;
    } catch (DamagedEntryException | RuntimeException _) {
      // whoever wrote it meant something else: values refuse what they cannot be
      cache.discard(key);
      return null;
    }
  }

  /// Notes what somebody saw who watched the walk over a layer, so that it can be kept.
  void note(Layer.Visitor beside, ScannedLayer scanned) {
    if (beside instanceof RecallableVisitor visitor) {
      try {
        EntryWriter state = new EntryWriter(MOST_STATE);
        visitor.write(state);
        scanned.watched(new ScannedLayer.Watched(visitor.kind(), state.toBytes()));
      } catch (NotCacheableException _) {
        // kept without it: whoever watches the next time has the layer read
      }
    }
  }

  /// A task for each layer of which there is something to be kept that is not in the cache.
  ///
  /// @param scanned what is known of `layers`, once the image was cataloged
  List<Callable<Boolean>> keeping(List<Layer> layers, List<ScannedLayer> scanned) {
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      ScannedLayer one = scanned.get(i);
      LayerKey key = one.isNews() ? key(layer) : null;
      if (key != null) {
        tasks.add(() -> keep(key, one, layer.description().index()));
      }
    }
    return tasks;
  }

  private boolean keep(LayerKey key, ScannedLayer scanned, int index) throws InterruptedException {
    try {
      EntryWriter entry = cache.entry(key);
      form.write(scanned, index, entry);
      cache.keep(key, entry);
      return true;
    } catch (IOException _) {
      return false; // it is read every time
    }
  }

  /// Brings the cache back within its bounds, after all was kept.
  void tidy() throws InterruptedException {
    cache.tidy();
  }
}
