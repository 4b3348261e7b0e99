package dev.drydock.catalog.inventory;

import dev.drydock.bom.Bom;
import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;

/// The stage from an image to its bill of materials.
///
/// Layers are read once and in parallel. Evidence in single files is read as it passes; evidence in
/// several files is kept and read when all layers have been laid over each other. What an upper
/// layer deleted or replaced is not in the result.
public final class ImageCatalog {
  private final List<TreeCataloger> treeCatalogers = new ArrayList<>();
  private final CatalogersByName<FileCataloger> fileCatalogersByName;
  private final CatalogersByName<TreeCataloger> treeCatalogersByName;
  private final Limits limits;
  private final ExecutorService executor;

  /// @param executor reads layers, and runs tree catalogers; one task for each
  public ImageCatalog(List<Cataloger> catalogers, Limits limits, ExecutorService executor) {
    List<FileCataloger> fileCatalogers = new ArrayList<>();
    for (Cataloger cataloger : catalogers) {
      // no pattern switch: the first one in a fresh JVM costs 20 ms of method handles
      if (cataloger instanceof FileCataloger file) {
        fileCatalogers.add(file);
      } else if (cataloger instanceof TreeCataloger tree) {
        treeCatalogers.add(tree);
      }
    }
    this.fileCatalogersByName = new CatalogersByName<>(byPart(fileCatalogers));
    this.treeCatalogersByName = new CatalogersByName<>(treeCatalogers);
    this.limits = limits;
    this.executor = executor;
  }

  /// Those that read the beginning of a file first.
  private static List<FileCataloger> byPart(List<FileCataloger> catalogers) {
    List<FileCataloger> sorted = new ArrayList<>(catalogers.size());
    for (FileCataloger.Part part : FileCataloger.Part.values()) {
      for (FileCataloger cataloger : catalogers) {
        if (cataloger.reads() == part) {
          sorted.add(cataloger);
        }
      }
    }
    return sorted;
  }

  /// @throws ImageException where a layer cannot be read: the result would be wrong without it
  /// @throws InterruptedException where the thread was interrupted; layers under way are cancelled
  public Bom catalog(Image image) throws IOException, InterruptedException {
    return catalog(image, _ -> (_, _) -> {});
  }

  /// The same, while others watch: reading an image twice would cost twice.
  ///
  /// @param beside makes a visitor for each layer, which sees all of its entries, also those that
  ///   upper layers cover; it is called by several threads
  public Bom catalog(Image image, Function<Layer, Layer.Visitor> beside)
      throws IOException, InterruptedException {
    return bom(image, scan(image.layers(), beside), new ReadLater());
  }

  /// The same, and what upper layers took away. Costs a view of the tree for each layer that does.
  public Bom catalogWithDeleted(Image image, Function<Layer, Layer.Visitor> beside)
      throws IOException, InterruptedException {
    List<LayerScan> scans = scan(image.layers(), beside);
    ReadLater later = new ReadLater();
    List<List<LayerEntry>> entries = new ArrayList<>();
    for (LayerScan scan : scans) {
      entries.add(scan.entries());
    }
    return new DeletedComponents(layers -> bom(image, scans.subList(0, layers), later))
        .in(bom(image, scans, later), entries);
  }

  /// What was read after the walk over the layers, so that it is read once for all views.
  private static final class ReadLater {
    final IdentityHashMap<LayerScan.Waiting, List<Found>> unowned = new IdentityHashMap<>();
    final Map<String, List<Found>> again = new HashMap<>();
  }

  /// @param scans of all layers, or of the first ones
  private Bom bom(Image image, List<LayerScan> scans, ReadLater later)
      throws IOException, InterruptedException {
    SquashedTree tree =
        new SquashedTree(treeCatalogersByName, limits, (layer, path) -> reread(image, layer, path));
    for (LayerScan scan : scans) {
      tree.add(scan);
    }
    tree.complete();
    List<Found> found = catalog(tree);
    visible(tree, scans, found);
    linked(tree, found);
    again(image, tree, scans, later, found);

    FileOwners owners = new FileOwners(tree);
    for (Found one : found) {
      owners.add(one);
    }
    unowned(tree, scans, owners, later, found);
    Hearsay hearsay = new Hearsay(found);
    BomAssembly assembly = new BomAssembly();
    for (Found one : found) {
      assembly.add(one, owners, hearsay, limits.components());
    }
    return assembly.build(image);
  }

  private List<LayerScan> scan(List<Layer> layers, Function<Layer, Layer.Visitor> beside)
      throws IOException, InterruptedException {
    List<Callable<LayerScan>> tasks = new ArrayList<>();
    for (Layer layer : layers) {
      tasks.add(() -> scan(layer, beside.apply(layer)));
    }
    return together(tasks);
  }

  private List<Found> catalog(SquashedTree tree) throws IOException, InterruptedException {
    List<Callable<Found>> tasks = new ArrayList<>();
    for (TreeCataloger cataloger : treeCatalogers) {
      tasks.add(() -> catalog(cataloger, tree));
    }
    return together(tasks);
  }

  /// Runs all at once, and gives their results in order; the first failure ends the others.
  private <T> List<T> together(List<Callable<T>> tasks) throws IOException, InterruptedException {
    List<Future<T>> running = new ArrayList<>();
    for (Callable<T> task : tasks) {
      running.add(executor.submit(task));
    }
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> task : running) {
        results.add(task.get());
      }
      return results;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case InterruptedException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } finally {
      for (Future<T> task : running) {
        task.cancel(true);
      }
    }
  }

  private LayerScan scan(Layer layer, Layer.Visitor beside)
      throws IOException, InterruptedException {
    LayerScan scan = new LayerScan(fileCatalogersByName, treeCatalogersByName, beside, limits);
    layer.walk(scan);
    return scan;
  }

  private static Found catalog(TreeCataloger cataloger, SquashedTree tree)
      throws IOException, InterruptedException {
    Found result = new Found(cataloger.name());
    try {
      cataloger.catalog(tree, result);
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      result.unreadable("", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      result.unreadable("", Faults.describe(e));
    }
    return result;
  }

  /// Adds what was found in files that no upper layer covers.
  private static void visible(SquashedTree tree, List<LayerScan> scans, List<Found> found) {
    for (int i = 0; i < scans.size(); i++) {
      int index = i;
      scans
          .get(i)
          .found()
          .forEach(
              (path, results) -> {
                if (tree.shows(index, path)) {
                  found.addAll(results);
                }
              });
    }
  }

  /// Reads files that could wait until it was known whose they are: most are a package's, and need
  /// not be read.
  private void unowned(
      SquashedTree tree,
      List<LayerScan> scans,
      FileOwners owners,
      ReadLater later,
      List<Found> found)
      throws IOException, InterruptedException {
    List<LayerScan.Waiting> wanted = new ArrayList<>();
    List<Callable<List<Found>>> tasks = new ArrayList<>();
    for (int i = 0; i < scans.size(); i++) {
      for (LayerScan.Waiting one : scans.get(i).waiting()) {
        String path = one.file().path();
        if (tree.shows(i, path) && !owners.owns(path)) {
          wanted.add(one);
        }
      }
    }
    List<LayerScan.Waiting> unread = new ArrayList<>();
    for (LayerScan.Waiting one : wanted) {
      if (!later.unowned.containsKey(one)) {
        unread.add(one);
        tasks.add(one);
      }
    }
    List<List<Found>> results = together(tasks);
    for (int i = 0; i < unread.size(); i++) {
      later.unowned.put(unread.get(i), results.get(i));
    }
    for (LayerScan.Waiting one : wanted) {
      found.addAll(later.unowned.getOrDefault(one, List.of()));
    }
  }

  /// Reads hard links whose name is of interest where that of the file they name is not.
  private void linked(SquashedTree tree, List<Found> found)
      throws IOException, InterruptedException {
    for (LayerEntry entry : tree.linked()) {
      LayerEntry stored =
          new LayerEntry(
              String.valueOf(entry.link()),
              entry.type(),
              entry.size(),
              entry.mode(),
              null,
              entry.layer());
      for (FileCataloger cataloger : fileCatalogersByName.of(entry.path())) {
        if (cataloger.wants(entry) && !cataloger.wants(stored)) {
          FileContent content = tree.content(entry);
          byte[] head = LayerScan.head(content);
          if (cataloger.recognises(head)) {
            found.add(LayerScan.catalog(cataloger, entry, content));
          }
        }
      }
    }
  }

  /// Reads files again that a cataloger could not make out while they passed by: one more walk for
  /// each layer that has such.
  private void again(
      Image image, SquashedTree tree, List<LayerScan> scans, ReadLater later, List<Found> found)
      throws IOException, InterruptedException {
    for (int i = 0; i < scans.size(); i++) {
      Map<String, List<FileCataloger>> wanted = new HashMap<>();
      for (LayerScan.Again one : scans.get(i).again()) {
        List<Found> known = later.again.get(i + ":" + one.file().path());
        if (known != null && tree.shows(i, one.file().path())) {
          known.stream().filter(result -> !found.contains(result)).forEach(found::add);
        } else if (tree.shows(i, one.file().path())) {
          wanted.computeIfAbsent(one.file().path(), _ -> new ArrayList<>()).add(one.cataloger());
        }
      }
      if (!wanted.isEmpty()) {
        Map<String, List<Found>> results = new LinkedHashMap<>();
        image
            .layers()
            .get(i)
            .walk(
                (entry, content) -> {
                  List<FileCataloger> catalogers = wanted.get(entry.path());
                  if (catalogers != null && entry.type() == LayerEntry.Type.FILE) {
                    results.put(entry.path(), whole(catalogers, entry, content));
                  }
                });
        for (Map.Entry<String, List<Found>> result : results.entrySet()) {
          later.again.put(i + ":" + result.getKey(), result.getValue());
          found.addAll(result.getValue());
        }
      }
    }
  }

  private List<Found> whole(List<FileCataloger> catalogers, LayerEntry entry, FileContent content)
      throws IOException, InterruptedException {
    List<Found> results = new ArrayList<>();
    try {
      FileContent held = new HeapContent(content.bytes(limits.fileBytes(), entry.path()));
      for (FileCataloger cataloger : new LinkedHashSet<>(catalogers)) {
        results.add(LayerScan.catalog(cataloger, entry, held));
      }
    } catch (LimitExceededException e) {
      Found result = new Found(catalogers.getFirst().name());
      result.unreadable(entry.path(), String.valueOf(e.getMessage()));
      results.add(result);
    }
    return results;
  }

  /// Reads a layer again for one file that nobody was expected to ask for.
  private FileContent reread(Image image, int layer, String path)
      throws IOException, InterruptedException {
    FileContent[] result = new FileContent[1];
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
    if (result[0] == null) {
      throw new ImageException(
          ImageException.Kind.CORRUPT,
          "the image changed while it was read: " + path + " is gone; try again");
    }
    return result[0];
  }
}
