package dev.drydock.base.view;

import dev.drydock.image.FileContent;
import dev.drydock.image.ImagePaths;
import dev.drydock.image.Layer;
import dev.drydock.image.Layer.Owner;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.LayerEntry.Type;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Lays layers over each other. Names in them are never trusted: a file lies where its directories
/// lead to, within the image, and what has a file in its place is gone.
final class Layering {
  private static final int DIRECTORY_MODE = 0755;

  private final TreeMap<String, FileNode> files = new TreeMap<>();
  private final PathResolution resolution;
  private final Limits limits;

  private record Owned(LayerEntry entry, Owner owner) {}

  Layering(Limits limits) {
    this.limits = limits;
    this.resolution = new PathResolution(files, limits);
    files.put("", directory(0));
  }

  ImageView view() {
    return new ImageView(files, limits);
  }

  private static FileNode directory(int layer) {
    return new FileNode(Type.DIRECTORY, 0, DIRECTORY_MODE, new Owner(0, 0), null, layer, "");
  }

  void add(Layer layer) throws IOException, InterruptedException {
    List<Owned> entries = new ArrayList<>();
    layer.walk(
        new Layer.Visitor() {
          @Override
          public void visit(LayerEntry entry, FileContent content) {
            entries.add(new Owned(entry, new Owner(-1, -1)));
          }

          @Override
          public void visit(LayerEntry entry, Owner owner, FileContent content) {
            entries.add(new Owned(entry, owner));
          }
        });
    hideLower(entries);
    for (Owned owned : entries) {
      if (!owned.entry().whiteout()) {
        put(owned.entry(), owned.owner());
      }
    }
  }

  /// What whiteouts take away is of lower layers, wherever in the layer they stand.
  private void hideLower(List<Owned> entries) {
    for (Owned owned : entries) {
      LayerEntry entry = owned.entry();
      if (!entry.whiteout()) {
        continue;
      }
      String parent = resolution.of(ImagePaths.parent(entry.path()), true);
      if (parent == null) {
        continue;
      }
      if (entry.name().equals(LayerEntry.OPAQUE_WHITEOUT)) {
        below(parent).clear();
      } else if (!ImageView.isMarker(entry)) {
        remove(
            ImagePaths.join(parent, entry.name().substring(LayerEntry.WHITEOUT_PREFIX.length())));
      }
    }
  }

  private SortedMap<String, FileNode> below(String directory) {
    // what follows the slash in the order of characters
    return directory.isEmpty()
        ? files.tailMap("", false)
        : files.subMap(directory + "/", directory + "0");
  }

  private void remove(String path) {
    below(path).clear();
    if (!path.isEmpty()) {
      files.remove(path);
    }
  }

  private void put(LayerEntry entry, Owner owner) throws LimitExceededException {
    String parent = resolution.of(ImagePaths.parent(entry.path()), true);
    if (parent == null || !directories(parent, entry.layer())) {
      return; // its directory leads nowhere: no process would ever see it
    }
    String path = entry.path().isEmpty() ? "" : ImagePaths.join(parent, entry.name());
    if (entry.type() == Type.HARDLINK) {
      String target = resolution.of(String.valueOf(entry.link()), false);
      FileNode file = target == null ? null : files.get(target);
      if (file != null && !file.isDirectory() && !path.equals(target)) {
        replace(path, file);
      }
      return;
    }
    FileNode file =
        new FileNode(
            entry.type(),
            entry.size(),
            entry.mode(),
            owner,
            entry.type() == Type.SYMLINK ? entry.link() : null,
            entry.layer(),
            entry.path());
    if (!file.isDirectory()) {
      replace(path, file);
      return;
    }
    FileNode before = files.get(path);
    if (before != null && !before.isDirectory()) {
      replace(path, file);
    } else {
      files.put(path, file);
    }
  }

  private void replace(String path, FileNode file) throws LimitExceededException {
    if (path.isEmpty()) {
      return; // the root stays a directory
    }
    remove(path);
    files.put(path, file);
    if (files.size() > limits.layerEntries()) {
      throw new LimitExceededException("layerEntries", "the image", limits.layerEntries());
    }
  }

  /// Makes those that a layer does not tell of.
  ///
  /// @return whether there is a directory now; not where a file is on the way
  private boolean directories(String path, int layer) {
    String at = path;
    while (!files.containsKey(at)) {
      files.put(at, directory(layer));
      at = ImagePaths.parent(at);
    }
    return isDirectory(at);
  }

  private boolean isDirectory(String path) {
    FileNode file = files.get(path);
    return file != null && file.isDirectory();
  }
}
