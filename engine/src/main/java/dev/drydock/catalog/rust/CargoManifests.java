package dev.drydock.catalog.rust;

import dev.drydock.catalog.FileTree;
import dev.drydock.document.TomlReader;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The `Cargo.toml` files of an image, each read once, where a lock file needs it.
final class CargoManifests {
  static final String FILE = "Cargo.toml";

  /// More than any workspace has.
  private static final int MOST = 2_000;

  private final FileTree tree;
  private final Limits limits;
  private final TomlReader reader;
  private final NavigableMap<String, LayerEntry> files = new TreeMap<>();
  private final Map<String, @Nullable CargoManifest> read = new HashMap<>();

  CargoManifests(FileTree tree, Limits limits, TomlReader reader) {
    this.tree = tree;
    this.limits = limits;
    this.reader = reader;
  }

  void add(LayerEntry file) {
    files.put(file.path(), file);
  }

  /// What each package of a workspace needs for development only, by its name; `null` where that
  /// cannot be told, since the file of one is missing, cannot be read, or is there twice.
  ///
  /// @param folder of the workspace, with a trailing slash, or `""`
  /// @param packages of the workspace, which all lie below
  @Nullable Map<String, Set<String>> onlyDeveloped(String folder, Set<String> packages)
      throws InterruptedException {
    LayerEntry beside = files.get(folder + FILE);
    CargoManifest root = beside == null ? null : read(beside);
    if (root == null) {
      return null;
    }
    Map<String, Set<String>> byPackage = new HashMap<>();
    int seen = 0;
    for (LayerEntry file : files.tailMap(folder, true).values()) {
      if (!file.path().startsWith(folder)) {
        break;
      }
      if (++seen > MOST) {
        return null;
      }
      CargoManifest manifest = read(file);
      String name = manifest == null ? null : manifest.name();
      if (manifest != null
          && name != null
          && packages.contains(name)
          && byPackage.put(name, manifest.onlyDeveloped(root)) != null) {
        return null;
      }
    }
    return byPackage.size() == packages.size() ? byPackage : null;
  }

  private @Nullable CargoManifest read(LayerEntry file) throws InterruptedException {
    if (!read.containsKey(file.path())) {
      CargoManifest manifest = null;
      try {
        Json document =
            reader.read(tree.content(file).bytes(limits.documentBytes(), file.path()), file.path());
        manifest = CargoManifest.of(document);
      } catch (IOException e) {
        // it tells of no component itself: the lock file counts as a whole then
      }
      read.put(file.path(), manifest);
    }
    return read.get(file.path());
  }
}
