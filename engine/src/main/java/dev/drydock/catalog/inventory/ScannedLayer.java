package dev.drydock.catalog.inventory;

import dev.drydock.catalog.FileCataloger;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What is known of one layer after a walk over it, or from a cache: its entries, what file
/// catalogers found, and the contents that tree catalogers want; and what was read of it later.
///
/// All of it is in an order of its own, not of hashes: which of two findings comes first must not
/// depend on where they were taken from.
final class ScannedLayer {
  private final List<LayerEntry> entries = new ArrayList<>();
  private final Map<String, FileContent> kept = new LinkedHashMap<>();
  private final Map<String, List<Found>> found = new LinkedHashMap<>();
  private final List<Again> again = new ArrayList<>();
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private final Later later = new Later();
  private boolean warned;
  private boolean inCache;
  private @Nullable Watched watched;

  /// A file that a cataloger has to see as a whole, which shows only after some of it passed by.
  record Again(FileCataloger cataloger, LayerEntry file) {}

  /// A file that can be read at any time.
  record Waiting(List<FileCataloger> catalogers, LayerEntry file, FileContent content)
      implements Callable<List<Found>> {

    /// Lets those read it that recognise its beginning.
    @Override
    public List<Found> call() throws IOException, InterruptedException {
      List<Found> found = new ArrayList<>(1);
      byte[] head = LayerScan.head(content);
      for (FileCataloger cataloger : catalogers) {
        if (cataloger.recognises(head)) {
          found.add(LayerScan.catalog(cataloger, file, content));
        }
      }
      return found;
    }
  }

  /// What somebody saw who watched the walk, as he wrote it down.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Watched(String kind, byte[] state) {}

  /// What was read after the walk, each thing once for all views of the image.
  static final class Later {
    /// Contents that nobody was expected to ask for, and together no more than is worth keeping.
    private static final long MOST_BYTES = 16 << 20;

    private final Map<String, List<Found>> whole = new ConcurrentHashMap<>();
    private final Map<String, List<Found>> otherNames = new ConcurrentHashMap<>();
    private final Map<String, FileContent> contents = new ConcurrentHashMap<>();
    private long bytes;
    private volatile boolean grown;

    /// What was found in files of [ScannedLayer#again], by path.
    Map<String, List<Found>> whole() {
      return whole;
    }

    /// What was found in files under other names than their layer has for them, by both names with
    /// a zero between them: hard links.
    Map<String, List<Found>> otherNames() {
      return otherNames;
    }

    /// Contents, by path.
    Map<String, FileContent> contents() {
      return contents;
    }

    void addWhole(String path, List<Found> results) {
      whole.put(path, results);
      grown = true;
    }

    void addOtherName(String names, List<Found> results) {
      otherNames.put(names, results);
      grown = true;
    }

    synchronized void addContent(String path, FileContent content) {
      if (content.size() <= MOST_BYTES - bytes) {
        bytes += content.size();
        contents.put(path, content);
        grown = true;
      }
    }
  }

  /// Entries in the order of the tar, whiteouts included.
  List<LayerEntry> entries() {
    return entries;
  }

  /// Contents of files that tree catalogers want, by path.
  Map<String, FileContent> kept() {
    return kept;
  }

  /// What file catalogers found, by the path of the file.
  Map<String, List<Found>> found() {
    return found;
  }

  /// Files that have to be read again.
  List<Again> again() {
    return again;
  }

  /// Files that are better read once it is known whose they are, by path.
  Map<String, Waiting> waiting() {
    return waiting;
  }

  Later later() {
    return later;
  }

  /// Whether the image has been told of something odd about this layer.
  boolean warned() {
    return warned;
  }

  void warn() {
    warned = true;
  }

  /// `null` where nobody watched who could write it down.
  @Nullable Watched watched() {
    return watched;
  }

  void watched(@Nullable Watched told) {
    watched = told;
  }

  /// Says that all this is in a cache.
  void inCache() {
    later.grown = false;
    inCache = true;
  }

  /// Whether a cache does not have all of this.
  boolean isNews() {
    return !inCache || later.grown;
  }

  void remember(LayerEntry entry, Found result) {
    if (!result.isEmpty()) {
      found.computeIfAbsent(entry.path(), _ -> new ArrayList<>(1)).add(result);
    }
  }
}
