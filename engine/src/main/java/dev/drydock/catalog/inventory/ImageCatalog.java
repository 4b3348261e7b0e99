package dev.drydock.catalog.inventory;

import dev.drydock.bom.Bom;
import dev.drydock.cache.LayerCache;
import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The stage from an image to its bill of materials.
///
/// Layers are read once and in parallel. Evidence in single files is read as it passes; evidence in
/// several files is kept and read when all layers have been laid over each other. What an upper
/// layer deleted or replaced is not in the result. With a cache, layers are not read that were read
/// before; the result is the same.
public final class ImageCatalog {
  private final List<TreeCataloger> treeCatalogers = new ArrayList<>();
  private final CatalogersByName<FileCataloger> fileCatalogersByName;
  private final CatalogersByName<TreeCataloger> treeCatalogersByName;
  private final Limits limits;
  private final ExecutorService executor;
  private final @Nullable CachedLayers cache;

  /// @param executor reads layers, and runs tree catalogers; one task for each
  public ImageCatalog(List<Cataloger> catalogers, Limits limits, ExecutorService executor) {
    this(catalogers, limits, executor, null);
  }

  /// @param cache has what was found in layers before; `null` where all are read
  public ImageCatalog(
      List<Cataloger> catalogers,
      Limits limits,
      ExecutorService executor,
      @Nullable LayerCache cache) {
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
    this.cache = cache == null ? null : new CachedLayers(cache, catalogers, limits);
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
    return catalog(image, Nobody.WATCHES);
  }

  /// The same, while others watch: reading an image twice would cost twice.
  ///
  /// @param beside makes a visitor for each layer, which sees all of its entries, also those that
  ///   upper layers cover; it is called by several threads
  public Bom catalog(Image image, Function<Layer, Layer.Visitor> beside)
      throws IOException, InterruptedException {
    List<ScannedLayer> layers = scan(image.layers(), beside);
    Bom bom = bom(image, layers, late(image, layers));
    keep(image.layers(), layers);
    return bom;
  }

  /// What is in the image, and what upper layers took away.
  public Bom catalogWithDeleted(Image image) throws IOException, InterruptedException {
    return catalogWithDeleted(image, Nobody.WATCHES);
  }

  /// The same, while others watch. Costs a view of the tree for each layer that takes something
  /// away.
  public Bom catalogWithDeleted(Image image, Function<Layer, Layer.Visitor> beside)
      throws IOException, InterruptedException {
    List<ScannedLayer> layers = scan(image.layers(), beside);
    LateReadings late = late(image, layers);
    List<List<LayerEntry>> entries = new ArrayList<>();
    for (ScannedLayer layer : layers) {
      entries.add(layer.entries());
    }
    Bom bom =
        new DeletedComponents(view -> bom(image, layers.subList(0, view), late))
            .in(bom(image, layers, late), entries);
    keep(image.layers(), layers);
    return bom;
  }

  private LateReadings late(Image image, List<ScannedLayer> layers) {
    return new LateReadings(image, layers, fileCatalogersByName, limits);
  }

  /// @param layers all of them, or the first ones
  private Bom bom(Image image, List<ScannedLayer> layers, LateReadings late)
      throws IOException, InterruptedException {
    SquashedTree tree = new SquashedTree(treeCatalogersByName, limits, late::content);
    for (ScannedLayer layer : layers) {
      tree.add(layer);
    }
    tree.complete();
    List<Found> found = catalog(tree);
    visible(tree, layers, found);
    late.otherNames(tree, found);
    late.again(tree, layers.size(), found);

    FileOwners owners = new FileOwners(tree);
    for (Found one : found) {
      owners.add(one);
    }
    late.unowned(tree, layers.size(), owners, this::together, found);
    Hearsay hearsay = new Hearsay(found);
    BomAssembly assembly = new BomAssembly(LinkedPackages.of(tree, owners, found));
    for (Found one : found) {
      assembly.add(one, owners, hearsay, limits.components());
    }
    return assembly.build(image);
  }

  private List<ScannedLayer> scan(List<Layer> layers, Function<Layer, Layer.Visitor> beside)
      throws IOException, InterruptedException {
    List<Callable<ScannedLayer>> tasks = new ArrayList<>();
    for (Layer layer : layers) {
      tasks.add(() -> scan(layer, beside.apply(layer)));
    }
    if (cache == null) {
      return together(tasks);
    }
    cache.lookAhead(layers);
    try {
      return together(tasks);
    } finally {
      cache.forget(layers);
    }
  }

  private ScannedLayer scan(Layer layer, Layer.Visitor beside)
      throws IOException, InterruptedException {
    ScannedLayer known = cache == null ? null : cache.find(layer, beside);
    if (known != null) {
      return known;
    }
    LayerScan scan = new LayerScan(fileCatalogersByName, treeCatalogersByName, beside, limits);
    layer.walk(scan);
    if (cache != null) {
      cache.note(beside, scan.result());
    }
    return scan.result();
  }

  /// Keeps what was read, for the next image with the same layers.
  private void keep(List<Layer> layers, List<ScannedLayer> scanned)
      throws IOException, InterruptedException {
    if (cache != null) {
      List<Callable<Boolean>> tasks = cache.keeping(layers, scanned);
      if (!tasks.isEmpty()) {
        together(tasks);
        cache.tidy();
      }
    }
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
  private static void visible(SquashedTree tree, List<ScannedLayer> layers, List<Found> found) {
    for (int i = 0; i < layers.size(); i++) {
      for (Map.Entry<String, List<Found>> file : layers.get(i).found().entrySet()) {
        if (tree.shows(i, file.getKey())) {
          found.addAll(file.getValue());
        }
      }
    }
  }
}
