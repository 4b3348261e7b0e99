package dev.drydock.approval.standing;

import dev.drydock.cache.DamagedEntryException;
import dev.drydock.cache.EntryReader;
import dev.drydock.cache.EntryWriter;
import dev.drydock.cache.LayerCache;
import dev.drydock.cache.LayerKey;
import dev.drydock.cache.NotCacheableException;
import dev.drydock.cache.RecallableVisitor;
import dev.drydock.image.Digest;
import dev.drydock.image.FileContent;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reckons what the layers of an image hold while they are read anyway, and remembers it by the
/// digest of their stored bytes. May be used by several threads at once.
public final class LayerWatch {
  /// What an answer depends on beside the bytes: nothing, whatever version of Drydock asks.
  private static final String READING = "content digest, version 1";

  private final @Nullable LayerCache cache;
  private final Map<Integer, Digest> contents = new ConcurrentHashMap<>();

  /// Layers that were read: those of which nothing is known then are no tars where they lie.
  private final Set<Integer> walked = ConcurrentHashMap.newKeySet();

  /// @param cache `null` where nothing is remembered
  public LayerWatch(@Nullable LayerCache cache) {
    this.cache = cache;
  }

  /// One who sees what `beside` sees, and the layer as a whole.
  public Layer.Visitor watch(Layer layer, Layer.Visitor beside) {
    int index = layer.description().index();
    return beside instanceof RecallableVisitor recallable
        ? new RecallableOnlooker(index, recallable)
        : new Onlooker(index, beside);
  }

  /// What is known of the lowest layers, once the image was read. What came from a cache, and is
  /// not known by its blob, is read for this alone.
  ///
  /// @param most how many are asked about
  /// @param blobs layers of bases by the digests of their stored bytes
  public List<LayerIdentity> identities(List<Layer> layers, int most, Set<Digest> blobs)
      throws IOException, InterruptedException {
    List<LayerIdentity> identities = new ArrayList<>();
    for (Layer layer : layers.subList(0, Math.min(most, layers.size()))) {
      Digest content = contents.get(layer.description().index());
      Digest verified = layer.verified();
      if (content == null && (verified == null || !blobs.contains(verified))) {
        content = remembered(layer);
        if (content == null && !walked.contains(layer.description().index())) {
          layer.walk(new Onlooker(layer.description().index(), (_, _) -> {}));
          content = contents.get(layer.description().index());
        }
      }
      if (content != null) {
        remember(layer, content);
      }
      identities.add(new LayerIdentity(verified, content));
    }
    return identities;
  }

  private static @Nullable LayerKey key(Layer layer) {
    Digest verified = layer.verified();
    return verified == null ? null : new LayerKey(verified, layer.description().size(), READING);
  }

  private @Nullable Digest remembered(Layer layer) throws InterruptedException {
    LayerKey key = key(layer);
    if (cache == null || key == null) {
      return null;
    }
    EntryReader entry = cache.find(key);
    try {
      return entry == null ? null : Digest.parse(entry.text());
    } catch (DamagedEntryException | IllegalArgumentException _) {
      cache.discard(key);
      return null;
    }
  }

  private void remember(Layer layer, Digest content) throws InterruptedException {
    LayerKey key = key(layer);
    if (cache == null || key == null || cache.find(key) != null) {
      return;
    }
    try {
      EntryWriter entry = cache.entry(key);
      entry.text(content.toString());
      cache.keep(key, entry);
    } catch (NotCacheableException _) {
      // it is reckoned each time
    }
  }

  private class Onlooker implements Layer.Visitor {
    private final int index;
    private final Layer.Visitor beside;

    Onlooker(int index, Layer.Visitor beside) {
      this.index = index;
      this.beside = beside;
    }

    @Override
    public void visit(LayerEntry entry, FileContent content)
        throws IOException, InterruptedException {
      walked.add(index);
      beside.visit(entry, content);
    }

    @Override
    public boolean wantsContentDigest() {
      return true;
    }

    @Override
    public void contentDigest(Digest digest) {
      contents.put(index, digest);
      beside.contentDigest(digest);
    }

    @Override
    public void warned() {
      beside.warned();
    }
  }

  /// Is remembered as who it stands beside: the digest has an entry of its own, so that scans that
  /// do not ask for it find what they look for.
  private final class RecallableOnlooker extends Onlooker implements RecallableVisitor {
    private final RecallableVisitor beside;

    RecallableOnlooker(int index, RecallableVisitor beside) {
      super(index, beside);
      this.beside = beside;
    }

    @Override
    public String kind() {
      return beside.kind();
    }

    @Override
    public void write(EntryWriter out) throws NotCacheableException {
      beside.write(out);
    }

    @Override
    public void recall(EntryReader in) throws DamagedEntryException {
      beside.recall(in);
    }
  }
}
