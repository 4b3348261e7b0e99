package dev.drydock.catalog.inventory;

import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.Onlooker;
import dev.drydock.catalog.StreamedCataloger;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.WatchingCataloger;
import dev.drydock.catalog.WatchingCataloger.Watch;
import dev.drydock.image.Digest;
import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.image.ImageException;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.PassedByException;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One walk over one layer: remembers its entries, lets file catalogers read while the bytes are
/// there, and keeps the files that tree catalogers want.
///
/// Used by one thread.
final class LayerScan implements Layer.Visitor {
  private final CatalogersByName<FileCataloger> fileCatalogers;
  private final CatalogersByName<TreeCataloger> treeCatalogers;
  private final Layer.Visitor beside;
  private final Limits limits;
  private final ScannedLayer result = new ScannedLayer();

  /// @param beside sees every entry too
  LayerScan(
      CatalogersByName<FileCataloger> fileCatalogers,
      CatalogersByName<TreeCataloger> treeCatalogers,
      Layer.Visitor beside,
      Limits limits) {
    this.beside = beside;
    this.fileCatalogers = fileCatalogers;
    this.treeCatalogers = treeCatalogers;
    this.limits = limits;
  }

  @Override
  public void visit(LayerEntry entry, FileContent content)
      throws IOException, InterruptedException {
    result.entries().add(entry);
    beside.visit(entry, content);
    if (entry.type() != LayerEntry.Type.FILE) {
      return;
    }
    result.found().remove(entry.path());
    result.kept().remove(entry.path());
    result.waiting().remove(entry.path());
    keep(entry, content);
    read(entry, content);
  }

  @Override
  public boolean wantsContentDigest() {
    return beside.wantsContentDigest();
  }

  @Override
  public void contentDigest(Digest digest) {
    beside.contentDigest(digest);
  }

  @Override
  public void warned() {
    result.warn();
    beside.warned();
  }

  /// What it brought, once the layer was walked.
  ScannedLayer result() {
    return result;
  }

  private void keep(LayerEntry entry, FileContent content) throws IOException {
    for (TreeCataloger cataloger : treeCatalogers.of(entry.path())) {
      if (cataloger.wants(entry)) {
        if (content.durable()) {
          result.kept().put(entry.path(), content);
          return;
        }
        try {
          result
              .kept()
              .put(entry.path(), new HeapContent(content.bytes(limits.fileBytes(), entry.path())));
        } catch (LimitExceededException e) {
          unreadable(entry, cataloger.name(), e);
        }
        return;
      }
    }
  }

  private void read(LayerEntry entry, FileContent content)
      throws IOException, InterruptedException {
    List<FileCataloger> readers = readers(entry, content);
    if (readers.isEmpty()) {
      return;
    }
    List<StreamedCataloger> onlookers = new ArrayList<>();
    List<StreamedCataloger.Reading> readings = new ArrayList<>();
    List<Onlooker> all = new ArrayList<>();
    Watch[] watches = new Watch[readers.size()];
    for (int i = 0; i < watches.length; i++) {
      FileCataloger reader = readers.get(i);
      if (reader instanceof StreamedCataloger onlooker) {
        onlookers.add(onlooker);
        readings.add(onlooker.begin(entry));
        all.add(readings.getLast());
      } else if (reader instanceof WatchingCataloger watching && !content.durable()) {
        watches[i] = watching.watch(entry);
        all.add(watches[i]);
      }
    }
    WatchedContent watched = all.isEmpty() ? null : new WatchedContent(content, all);
    for (int i = 0; i < watches.length; i++) {
      if (!(readers.get(i) instanceof StreamedCataloger)) {
        read(readers.get(i), watches[i], entry, watched == null ? content : watched);
      }
    }
    if (watched != null && !onlookers.isEmpty()) {
      look(entry, watched, onlookers, readings);
    }
  }

  /// Those that want to read this file now. Catalogers of files that no name tells wait, where they
  /// can, until it is known which files packages own: executables mostly, of which nearly all are.
  private List<FileCataloger> readers(LayerEntry entry, FileContent content) throws IOException {
    byte[] first = null;
    List<FileCataloger> readers = List.of();
    boolean durable = content.durable();
    for (FileCataloger cataloger : fileCatalogers.of(entry.path())) {
      if (cataloger.wants(entry)) {
        if (durable && cataloger.fileNames().any()) {
          defer(cataloger, entry, content);
          continue;
        }
        if (first == null) {
          first = head(content);
        }
        if (cataloger.recognises(first)) {
          if (readers.isEmpty()) {
            readers = new ArrayList<>(2);
          }
          readers.add(cataloger);
        }
      }
    }
    return readers;
  }

  private void defer(FileCataloger cataloger, LayerEntry entry, FileContent content) {
    ScannedLayer.Waiting known = result.waiting().get(entry.path());
    if (known == null) {
      // no lambda: linking the first one here would take a fresh JVM 20 ms
      known = new ScannedLayer.Waiting(new ArrayList<>(4), entry, content);
      result.waiting().put(entry.path(), known);
    }
    known.catalogers().add(cataloger);
  }

  private void read(
      FileCataloger cataloger, @Nullable Watch watch, LayerEntry entry, FileContent content)
      throws ImageException, InterruptedException {
    try {
      result.remember(entry, catalog(cataloger, watch, entry, content));
    } catch (PassedByException _) {
      result.again().add(new ScannedLayer.Again(cataloger, entry));
    }
  }

  /// Lets onlookers see what nobody read before them, and asks them what they saw.
  private void look(
      LayerEntry entry,
      WatchedContent content,
      List<StreamedCataloger> onlookers,
      List<StreamedCataloger.Reading> readings)
      throws ImageException {
    try {
      content.showRest();
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      unreadable(entry, onlookers.getFirst().name(), e);
      return;
    }
    for (int i = 0; i < onlookers.size(); i++) {
      Found seen = new Found(onlookers.get(i).name());
      readings.get(i).end(seen);
      result.remember(entry, seen);
    }
  }

  /// The first bytes, [FileCataloger#HEAD] of them or as many as there are.
  static byte[] head(FileContent content) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(FileCataloger.HEAD);
    int n = Math.max(0, content.read(0, head));
    return n == FileCataloger.HEAD ? head.array() : Arrays.copyOf(head.array(), n);
  }

  /// Runs one cataloger over one file. Whatever is wrong with the file becomes part of the result;
  /// only a layer that cannot be read ends the scan.
  static Found catalog(FileCataloger cataloger, LayerEntry entry, FileContent content)
      throws ImageException, PassedByException, InterruptedException {
    return catalog(cataloger, null, entry, content);
  }

  /// @param watch the cataloger's, where it has seen what others let go
  private static Found catalog(
      FileCataloger cataloger, @Nullable Watch watch, LayerEntry entry, FileContent content)
      throws ImageException, PassedByException, InterruptedException {
    Found result = new Found(cataloger.name());
    try {
      if (watch == null) {
        cataloger.catalog(entry, content, result);
      } else {
        watch.catalog(content, result);
      }
    } catch (ImageException | PassedByException e) {
      throw e;
    } catch (IOException e) {
      result.unreadable(entry.path(), reason(e));
    } catch (RuntimeException e) {
      result.unreadable(entry.path(), Faults.describe(e));
    }
    return result;
  }

  private void unreadable(LayerEntry entry, String cataloger, IOException e) {
    Found failure = new Found(cataloger);
    failure.unreadable(entry.path(), reason(e));
    result.remember(entry, failure);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
