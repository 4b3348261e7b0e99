package dev.drydock.catalog.inventory;

import dev.drydock.catalog.FileCataloger;
import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// What has to be read of an image's layers after the walk over them, each thing once for all views
/// of the image.
final class LateReadings {
  private final Image image;
  private final List<ScannedLayer> layers;
  private final CatalogersByName<FileCataloger> catalogers;
  private final Limits limits;
  private final IdentityHashMap<ScannedLayer.Waiting, List<Found>> unowned =
      new IdentityHashMap<>();

  /// @param layers all of the image's
  LateReadings(
      Image image,
      List<ScannedLayer> layers,
      CatalogersByName<FileCataloger> catalogers,
      Limits limits) {
    this.image = image;
    this.layers = layers;
    this.catalogers = catalogers;
    this.limits = limits;
  }

  /// Runs tasks at once, and gives their results in order.
  @FunctionalInterface
  interface Together {
    List<List<Found>> run(List<Callable<List<Found>>> tasks)
        throws IOException, InterruptedException;
  }

  /// Reads files that could wait until it was known whose they are: most are a package's, and need
  /// not be read.
  ///
  /// @param view so many of the layers
  void unowned(SquashedTree tree, int view, FileOwners owners, Together together, List<Found> found)
      throws IOException, InterruptedException {
    List<ScannedLayer.Waiting> wanted = new ArrayList<>();
    for (int i = 0; i < view; i++) {
      for (ScannedLayer.Waiting one : layers.get(i).waiting().values()) {
        String path = one.file().path();
        if (tree.shows(i, path) && !owners.owns(path)) {
          wanted.add(one);
        }
      }
    }
    List<ScannedLayer.Waiting> unread = new ArrayList<>();
    List<Callable<List<Found>>> tasks = new ArrayList<>();
    for (ScannedLayer.Waiting one : wanted) {
      if (!unowned.containsKey(one)) {
        unread.add(one);
        tasks.add(one);
      }
    }
    List<List<Found>> results = together.run(tasks);
    for (int i = 0; i < unread.size(); i++) {
      unowned.put(unread.get(i), results.get(i));
    }
    for (ScannedLayer.Waiting one : wanted) {
      found.addAll(unowned.getOrDefault(one, List.of()));
    }
  }

  /// Reads hard links whose name is of interest where that of the file they name is not.
  void otherNames(SquashedTree tree, List<Found> found) throws IOException, InterruptedException {
    for (LayerEntry entry : tree.linked()) {
      List<FileCataloger> wanting = wantingOnly(entry);
      if (!wanting.isEmpty()) {
        ScannedLayer.Later later = layers.get(entry.layer()).later();
        String names = entry.link() + "\0" + entry.path();
        List<Found> known = later.otherNames().get(names);
        if (known == null) {
          known = read(wanting, entry, tree.content(entry));
          later.addOtherName(names, known);
        }
        found.addAll(known);
      }
    }
  }

  /// Those that want a file under this name, and not under the one that it has in its layer.
  private List<FileCataloger> wantingOnly(LayerEntry entry) {
    LayerEntry stored =
        new LayerEntry(
            String.valueOf(entry.link()),
            entry.type(),
            entry.size(),
            entry.mode(),
            null,
            entry.layer());
    List<FileCataloger> wanting = new ArrayList<>(0);
    for (FileCataloger cataloger : catalogers.of(entry.path())) {
      if (cataloger.wants(entry) && !cataloger.wants(stored)) {
        wanting.add(cataloger);
      }
    }
    return wanting;
  }

  private static List<Found> read(
      List<FileCataloger> catalogers, LayerEntry entry, FileContent content)
      throws IOException, InterruptedException {
    List<Found> results = new ArrayList<>(1);
    byte[] head = LayerScan.head(content);
    for (FileCataloger cataloger : catalogers) {
      if (cataloger.recognises(head)) {
        results.add(LayerScan.catalog(cataloger, entry, content));
      }
    }
    return results;
  }

  /// Reads files again that a cataloger could not make out while they passed by: one more walk for
  /// each layer that has such.
  ///
  /// @param view so many of the layers
  void again(SquashedTree tree, int view, List<Found> found)
      throws IOException, InterruptedException {
    for (int i = 0; i < view; i++) {
      Map<String, List<Found>> known = layers.get(i).later().whole();
      Set<String> shown = new LinkedHashSet<>();
      Map<String, List<FileCataloger>> unread = new HashMap<>();
      for (ScannedLayer.Again one : layers.get(i).again()) {
        String path = one.file().path();
        if (tree.shows(i, path)) {
          shown.add(path);
          if (!known.containsKey(path)) {
            unread.computeIfAbsent(path, _ -> new ArrayList<>()).add(one.cataloger());
          }
        }
      }
      if (!unread.isEmpty()) {
        readAgain(i, unread);
      }
      for (String path : shown) {
        found.addAll(known.getOrDefault(path, List.of()));
      }
    }
  }

  private void readAgain(int layer, Map<String, List<FileCataloger>> wanted)
      throws IOException, InterruptedException {
    Map<String, List<Found>> results = new HashMap<>();
    image
        .layers()
        .get(layer)
        .walk(
            (entry, content) -> {
              List<FileCataloger> readers = wanted.get(entry.path());
              if (readers != null && entry.type() == LayerEntry.Type.FILE) {
                results.put(entry.path(), whole(readers, entry, content));
              }
            });
    results.forEach((path, found) -> layers.get(layer).later().addWhole(path, found));
  }

  private List<Found> whole(List<FileCataloger> readers, LayerEntry entry, FileContent content)
      throws IOException, InterruptedException {
    List<Found> results = new ArrayList<>();
    try {
      FileContent held = new HeapContent(content.bytes(limits.fileBytes(), entry.path()));
      for (FileCataloger cataloger : new LinkedHashSet<>(readers)) {
        results.add(LayerScan.catalog(cataloger, entry, held));
      }
    } catch (LimitExceededException e) {
      Found result = new Found(readers.getFirst().name());
      result.unreadable(entry.path(), String.valueOf(e.getMessage()));
      results.add(result);
    }
    return results;
  }

  /// A file that nobody was expected to ask for: its layer is read again.
  FileContent content(int layer, String path) throws IOException, InterruptedException {
    ScannedLayer.Later later = layers.get(layer).later();
    FileContent known = later.contents().get(path);
    if (known != null) {
      return known;
    }
    @Nullable FileContent[] result = new FileContent[1];
    image
        .layers()
        .get(layer)
        .walk(
            (entry, content) -> {
              if (entry.type() == LayerEntry.Type.FILE && entry.path().equals(path)) {
                result[0] =
                    content.durable()
                        ? content
                        : new HeapContent(content.bytes(limits.fileBytes(), path));
              }
            });
    FileContent read = result[0];
    if (read == null) {
      throw new ImageException(
          ImageException.Kind.CORRUPT,
          "the image changed while it was read: " + path + " is gone; try again");
    }
    later.addContent(path, read);
    return read;
  }
}
