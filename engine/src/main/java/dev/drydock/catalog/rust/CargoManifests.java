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

  /// What packages of a workspace need for development only, by their names. Of one whose file is
  /// missing, cannot be read or is there twice that is nothing.
  ///
  /// @param folder of the workspace, with a trailing slash, or `""`
  /// @param packages of the workspace
  Map<String, Set<String>> onlyDeveloped(String folder, Set<String> packages)
      throws InterruptedException {
    LayerEntry beside = files.get(folder + FILE);
    CargoManifest root = beside == null ? null : read(beside);
    if (root == null) {
      return Map.of(); // it may say what the others inherit
    }
    Map<String, Set<String>> byPackage = new HashMap<>();
    int seen = 0;
    for (LayerEntry file : files.tailMap(folder, true).values()) {
      if (!file.path().startsWith(folder)) {
        break;
      }
      if (++seen > MOST) {
        return Map.of();
      }
      CargoManifest manifest = read(file);
      String name = manifest == null ? null : manifest.name();
      if (manifest != null && name != null && packages.contains(name)) {
        byPackage.put(name, byPackage.containsKey(name) ? Set.of() : manifest.onlyDeveloped(root));
      }
    }
    return byPackage;
  }

  private @Nullable CargoManifest read(LayerEntry file) throws InterruptedException {
    if (!read.containsKey(file.path())) {
      CargoManifest manifest = null;
      try {
        Json document =
            reader.read(tree.content(file).bytes(limits.documentBytes(), file.path()), file.path());
        manifest = CargoManifest.of(document);
      } catch (IOException e) {
        // it tells of no component itself: what the lock file says of its package counts
      }
      read.put(file.path(), manifest);
    }
    return read.get(file.path());
  }
}
