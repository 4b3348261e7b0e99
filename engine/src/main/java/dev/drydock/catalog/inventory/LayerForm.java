package dev.drydock.catalog.inventory;

import dev.drydock.cache.DamagedEntryException;
import dev.drydock.cache.EntryReader;
import dev.drydock.cache.EntryWriter;
import dev.drydock.cache.NotCacheableException;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How a [ScannedLayer] stands in a cache: its entries, what was found in its files, and the
/// contents that catalogers of several files want. With them an image is cataloged as if the layer
/// had been read.
final class LayerForm {
  private final Map<String, FileCataloger> catalogers = new HashMap<>();
  private final Limits limits;

  /// @param catalogers which are named in an entry
  LayerForm(List<FileCataloger> catalogers, Limits limits) {
    for (FileCataloger cataloger : catalogers) {
      this.catalogers.put(cataloger.name(), cataloger);
    }
    this.limits = limits;
  }

  /// @param index of the layer in the image at hand
  /// @throws NotCacheableException where reading the layer again may bring something else
  void write(ScannedLayer layer, int index, EntryWriter out) throws IOException {
    if (layer.warned()) {
      throw new NotCacheableException("the image warns of something in this layer");
    }
    FoundForm found = new FoundForm(index);
    EntriesForm.write(layer.entries(), out);
    write(layer.found(), found, out);
    contents(layer.kept(), out);
    out.number(layer.again().size());
    for (ScannedLayer.Again one : layer.again()) {
      out.text(one.cataloger().name());
      EntriesForm.write(List.of(one.file()), out);
    }
    out.number(layer.waiting().size());
    for (ScannedLayer.Waiting one : layer.waiting().values()) {
      waiting(one, out);
    }
    write(layer.later().whole(), found, out);
    write(layer.later().otherNames(), found, out);
    contents(layer.later().contents(), out);
    ScannedLayer.Watched watched = layer.watched();
    out.flag(watched != null);
    if (watched != null) {
      out.text(watched.kind());
      out.bytes(watched.state());
    }
  }

  /// @param index of the layer in the image at hand
  /// @throws DamagedEntryException where this is nothing that [#write] wrote
  ScannedLayer read(EntryReader in, int index) throws DamagedEntryException {
    ScannedLayer layer = new ScannedLayer();
    FoundForm found = new FoundForm(index);
    EntriesForm.read(in, index, limits.layerEntries(), layer.entries());
    read(in, found, layer.found());
    readContents(in, layer.kept());
    int again = in.count();
    for (int i = 0; i < again; i++) {
      FileCataloger cataloger = cataloger(in.text());
      layer.again().add(new ScannedLayer.Again(cataloger, file(in, index)));
    }
    int waiting = in.count();
    for (int i = 0; i < waiting; i++) {
      ScannedLayer.Waiting one = readWaiting(in, index);
      layer.waiting().put(one.file().path(), one);
    }
    read(in, found, layer.later().whole());
    read(in, found, layer.later().otherNames());
    readContents(in, layer.later().contents());
    layer.watched(in.flag() ? new ScannedLayer.Watched(in.text(), in.bytes()) : null);
    in.end();
    layer.inCache();
    return layer;
  }

  private static void write(Map<String, List<Found>> all, FoundForm form, EntryWriter out)
      throws NotCacheableException {
    out.number(all.size());
    for (Map.Entry<String, List<Found>> one : all.entrySet()) {
      out.text(one.getKey());
      form.write(one.getValue(), out);
    }
  }

  private static void read(EntryReader in, FoundForm form, Map<String, List<Found>> all)
      throws DamagedEntryException {
    int count = in.count();
    for (int i = 0; i < count; i++) {
      String path = in.text();
      all.put(path, form.read(in));
    }
  }

  private void contents(Map<String, FileContent> all, EntryWriter out) throws IOException {
    out.number(all.size());
    for (Map.Entry<String, FileContent> one : all.entrySet()) {
      out.text(one.getKey());
      out.bytes(one.getValue().bytes(limits.fileBytes(), one.getKey()));
    }
  }

  private static void readContents(EntryReader in, Map<String, FileContent> all)
      throws DamagedEntryException {
    int count = in.count();
    for (int i = 0; i < count; i++) {
      String path = in.text();
      all.put(path, in.content());
    }
  }

  /// Of a layer that passed by, only empty files can still be read at any time.
  private static void waiting(ScannedLayer.Waiting one, EntryWriter out)
      throws NotCacheableException {
    if (one.content().size() != 0) {
      throw new NotCacheableException(one.file().path() + " is read where it lies");
    }
    List<String> names = new ArrayList<>();
    for (FileCataloger cataloger : one.catalogers()) {
      names.add(cataloger.name());
    }
    out.texts(names);
    EntriesForm.write(List.of(one.file()), out);
  }

  private ScannedLayer.Waiting readWaiting(EntryReader in, int index) throws DamagedEntryException {
    List<FileCataloger> readers = new ArrayList<>();
    for (String name : in.texts()) {
      readers.add(cataloger(name));
    }
    return new ScannedLayer.Waiting(readers, file(in, index), new HeapContent(new byte[0]));
  }

  private static LayerEntry file(EntryReader in, int index) throws DamagedEntryException {
    List<LayerEntry> one = new ArrayList<>(1);
    EntriesForm.read(in, index, 1, one);
    if (one.isEmpty()) {
      throw new DamagedEntryException("a file is missing");
    }
    return one.getFirst();
  }

  private FileCataloger cataloger(String name) throws DamagedEntryException {
    FileCataloger cataloger = catalogers.get(name);
    if (cataloger == null) {
      throw new DamagedEntryException("no cataloger has the name " + name);
    }
    return cataloger;
  }
}
