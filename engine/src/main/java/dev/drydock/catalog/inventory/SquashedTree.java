package dev.drydock.catalog.inventory;

import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.FileContent;
import dev.drydock.image.ImagePaths;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.LayerEntry.Type;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The file system that results from laying the layers over each other (OCI image specification,
/// "Image Layer Filesystem Changeset": whiteouts, opaque whiteouts, replaced directories).
///
/// Flat on purpose: one map from path to entry. Directories are walked only to follow links.
final class SquashedTree implements FileTree {
  private final Map<String, LayerEntry> entries = new HashMap<>();

  /// Directories that nothing but the paths of files in them tells of.
  private final Set<String> implied = new HashSet<>();

  /// Contents by layer, and by the path that the file has in it. A hard link's own path has none.
  private final List<Map<String, FileContent>> kept = new ArrayList<>();

  /// What tree catalogers want, each by path.
  private final Map<TreeCataloger, List<LayerEntry>> wanted = new HashMap<>();

  /// Files whose bytes their layer has under another path.
  private List<LayerEntry> linked = List.of();

  private final CatalogersByName<TreeCataloger> catalogers;
  private final Limits limits;
  private final ContentReader reader;

  /// Reads a file again from its layer.
  @FunctionalInterface
  interface ContentReader {
    FileContent read(int layer, String path) throws IOException, InterruptedException;
  }

  SquashedTree(CatalogersByName<TreeCataloger> catalogers, Limits limits, ContentReader reader) {
    this.catalogers = catalogers;
    this.limits = limits;
    this.reader = reader;
  }

  /// Lays one more layer on top.
  void add(ScannedLayer layer) {
    hideLower(layer.entries());
    String lastParent = null;
    String resolvedParent = "";
    for (LayerEntry entry : layer.entries()) {
      if (entry.whiteout()) {
        continue;
      }
      String parent = ImagePaths.parent(entry.path());
      if (!parent.equals(lastParent)) {
        lastParent = parent;
        resolvedParent = resolveDirectory(parent);
        imply(resolvedParent);
      }
      String path =
          resolvedParent.equals(parent)
              ? entry.path()
              : ImagePaths.join(resolvedParent, entry.name());
      put(path, entry);
    }
    kept.add(layer.kept());
  }

  private void imply(String directory) {
    for (String at = directory;
        !at.isEmpty() && !entries.containsKey(at) && implied.add(at);
        at = ImagePaths.parent(at)) {}
  }

  /// Sorts out which cataloger wants which file, once all layers are there.
  void complete() {
    linked = files(file -> file.link() != null);
    for (int layer = 0; layer < kept.size(); layer++) {
      for (String path : kept.get(layer).keySet()) {
        LayerEntry file = entries.get(path);
        if (file != null && file.layer() == layer && file.link() == null) {
          sortOut(file);
        }
      }
    }
    for (LayerEntry file : linked) {
      sortOut(file);
    }
    for (List<LayerEntry> files : wanted.values()) {
      files.sort((one, other) -> one.path().compareTo(other.path()));
    }
  }

  private void sortOut(LayerEntry file) {
    for (TreeCataloger cataloger : catalogers.of(file.path())) {
      if (cataloger.wants(file)) {
        wanted.computeIfAbsent(cataloger, _ -> new ArrayList<>()).add(file);
      }
    }
  }

  /// Files that go by another path here than in their layer: hard links, and files below a linked
  /// directory.
  List<LayerEntry> linked() {
    return linked;
  }

  private void put(String path, LayerEntry entry) {
    switch (entry.type()) {
      case HARDLINK -> {
        LayerEntry target = entries.get(resolveParent(String.valueOf(entry.link())));
        if (target != null && target.type() != Type.DIRECTORY) {
          entries.put(path, otherName(path, target));
        }
      }
      case DIRECTORY -> entries.put(path, entry);
      case FILE, SYMLINK, OTHER -> entries.put(path, moved(path, entry));
    }
  }

  /// A file keeps the path that it has in its layer as `link` where it goes by another one here.
  private static LayerEntry moved(String path, LayerEntry entry) {
    return entry.path().equals(path) || entry.type() != Type.FILE ? entry : otherName(path, entry);
  }

  private static LayerEntry otherName(String path, LayerEntry target) {
    return new LayerEntry(
        path, target.type(), target.size(), target.mode(), stored(target), target.layer());
  }

  /// Removes what a layer's whiteouts, and its files in the place of directories, cover.
  private void hideLower(List<LayerEntry> layer) {
    if (entries.isEmpty()) {
      return;
    }
    Set<String> gone = new HashSet<>();
    Set<String> opaque = new HashSet<>();
    for (LayerEntry entry : layer) {
      if (entry.whiteout()) {
        String name = entry.name();
        String parent = resolveDirectory(ImagePaths.parent(entry.path()));
        if (name.equals(LayerEntry.OPAQUE_WHITEOUT)) {
          opaque.add(parent);
        } else if (!name.startsWith(LayerEntry.WHITEOUT_PREFIX + LayerEntry.WHITEOUT_PREFIX)) {
          gone.add(ImagePaths.join(parent, name.substring(LayerEntry.WHITEOUT_PREFIX.length())));
        }
      } else if (entry.type() != Type.DIRECTORY) {
        LayerEntry lower = entries.get(entry.path());
        if (lower != null && lower.type() == Type.DIRECTORY || implied.contains(entry.path())) {
          gone.add(entry.path());
        }
      }
    }
    if (!gone.isEmpty() || !opaque.isEmpty()) {
      Coverage coverage = new Coverage(gone, opaque);
      entries.keySet().removeIf(coverage::covers);
    }
  }

  /// Which paths are gone, remembered by directory since neighbours share their fate.
  private static final class Coverage {
    private final Set<String> gone;
    private final Set<String> opaque;
    private final Map<String, Boolean> directories = new HashMap<>();

    Coverage(Set<String> gone, Set<String> opaque) {
      this.gone = gone;
      this.opaque = opaque;
      directories.put("", opaque.contains(""));
    }

    boolean covers(String path) {
      return gone.contains(path) || (!path.isEmpty() && contentGone(ImagePaths.parent(path)));
    }

    private boolean contentGone(String directory) {
      Boolean known = directories.get(directory);
      if (known != null) {
        return known;
      }
      boolean result =
          gone.contains(directory)
              || opaque.contains(directory)
              || contentGone(ImagePaths.parent(directory));
      directories.put(directory, result);
      return result;
    }
  }

  @Override
  public Optional<LayerEntry> file(String path) {
    LayerEntry entry = follow(path);
    return entry != null && entry.type() == Type.FILE ? Optional.of(entry) : Optional.empty();
  }

  @Override
  public List<LayerEntry> files(TreeCataloger cataloger) {
    return wanted.getOrDefault(cataloger, List.of());
  }

  @Override
  public List<LayerEntry> files(Predicate<LayerEntry> condition) {
    List<LayerEntry> result = new ArrayList<>();
    for (LayerEntry entry : entries.values()) {
      if (entry.type() == Type.FILE && condition.test(entry)) {
        result.add(entry);
      }
    }
    result.sort((one, other) -> one.path().compareTo(other.path()));
    return result;
  }

  @Override
  public List<LayerEntry> list(String path) {
    String directory = resolveDirectory(path);
    String prefix = directory.isEmpty() ? "" : directory + "/";
    return files(
        entry -> entry.path().startsWith(prefix) && entry.path().indexOf('/', prefix.length()) < 0);
  }

  @Override
  public FileContent content(LayerEntry file) throws IOException, InterruptedException {
    String stored = stored(file);
    FileContent content = kept.get(file.layer()).get(stored);
    return content == null ? reader.read(file.layer(), stored) : content;
  }

  /// Whether the file that a layer has at `path` is there now, no upper one in its place.
  boolean shows(int layer, String path) {
    LayerEntry now = entries.get(resolveParent(path));
    return now != null && now.layer() == layer && stored(now).equals(path);
  }

  /// The path of a file's bytes in its layer.
  private static String stored(LayerEntry file) {
    return file.link() == null ? file.path() : file.link();
  }

  /// The path of the file that `path` names, with every directory on the way resolved.
  String resolveParent(String path) {
    return resolve(path, false);
  }

  private @Nullable LayerEntry follow(String path) {
    return entries.get(path.contains("..") ? resolveParts(path, true) : resolve(path, true));
  }

  /// Resolves every link in a directory's path. What does not exist, or loops, stays as it is
  /// written.
  private String resolveDirectory(String directory) {
    return resolve(directory, true);
  }

  /// `path` with links followed from left to right, as a process in the image would.
  ///
  /// @param last whether the last part is followed too
  private String resolve(String path, boolean last) {
    for (int at = 0; at < path.length(); ) {
      int slash = path.indexOf('/', at);
      int end = slash < 0 ? path.length() : slash;
      if (slash < 0 && !last) {
        break;
      }
      LayerEntry entry = entries.get(slash < 0 ? path : path.substring(0, end));
      if (entry != null && entry.type() == Type.SYMLINK) {
        return resolveParts(path, last);
      }
      at = end + 1;
    }
    return path;
  }

  /// What loops stays as it is written.
  private String resolveParts(String path, boolean last) {
    String resolved = ImagePaths.resolve(path, last, this::link, limits);
    return resolved == null ? path : resolved;
  }

  private @Nullable String link(String path) {
    LayerEntry entry = entries.get(path);
    return entry == null || entry.type() != Type.SYMLINK ? null : String.valueOf(entry.link());
  }
}
