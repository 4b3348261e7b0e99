package dev.drydock.image.storage;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tables of one store (github.com/containers/storage): `DRIVER-images/images.json`,
/// `DRIVER-layers/layers.json`, and the documents beside the former.
///
/// ```json
/// [{"id": "a9a7…", "digest": "sha256:0ce4…", "names": ["localhost/base:1"], "layer": "5b67…"}]
/// [{"id": "5b67…", "parent": "162e…", "diff-digest": "sha256:5b67…", "diff-size": 4608}]
/// ```
final class StorageIndex {
  private static final int MOST_LAYERS = 10_000;

  private final Path root;
  private final String driver;
  private final Limits limits;
  private final JsonReader json;

  /// One image of the store.
  ///
  /// @param layer the topmost; `null` where the image has none
  record Stored(String id, @Nullable String digest, List<String> names, @Nullable String layer) {}

  /// One layer of the store.
  record StoredDiff(String id, @Nullable Digest digest, long size) {}

  /// @param driver `overlay` or `vfs`
  StorageIndex(Path root, String driver, Limits limits) {
    this.root = root;
    this.driver = driver;
    this.limits = limits;
    this.json = new JsonReader(limits);
  }

  /// Whether there is such a store.
  static boolean exists(Path root, String driver) {
    return Files.exists(root.resolve(driver + "-images").resolve("images.json"));
  }

  List<Stored> images() throws IOException {
    List<Stored> images = new ArrayList<>();
    Path file = root.resolve(driver + "-images").resolve("images.json");
    for (Json item : read(file).items()) {
      String id = item.text("id");
      if (id != null && plain(id)) {
        String layer = item.text("layer");
        images.add(
            new Stored(
                id,
                item.text("digest"),
                item.texts("names"),
                layer == null || layer.isEmpty() ? null : layer));
      }
    }
    return images;
  }

  /// The layers of an image from the base up.
  List<StoredDiff> layers(@Nullable String top) throws IOException {
    Map<String, Json> byId = new HashMap<>();
    for (String name : List.of("layers.json", "volatile-layers.json")) {
      Path file = root.resolve(driver + "-layers").resolve(name);
      if (Files.exists(file)) {
        for (Json item : read(file).items()) {
          String id = item.text("id");
          if (id != null && plain(id)) {
            byId.put(id, item);
          }
        }
      }
    }
    List<StoredDiff> layers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String id = top; id != null && !id.isEmpty(); ) {
      Json layer = byId.get(id);
      if (layer == null || !seen.add(id) || layers.size() == MOST_LAYERS) {
        throw corrupt("its layers do not hang together at " + id, null);
      }
      layers.add(new StoredDiff(id, digest(layer.text("compressed-diff-digest")), size(layer)));
      id = layer.text("parent");
    }
    return layers.reversed();
  }

  private static long size(Json layer) {
    return Math.max(0, layer.integer("diff-size").orElse(0L));
  }

  private static @Nullable Digest digest(@Nullable String text) {
    try {
      return text == null ? null : Digest.parse(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// A document of an image: its manifest, its config.
  ///
  /// @return `null` where there is none of that name
  byte @Nullable [] document(Stored image, String key) throws IOException {
    Path directory = root.resolve(driver + "-images").resolve(image.id());
    String encoded = "=" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    for (String name : List.of(key, encoded)) {
      Path file = directory.resolve(name);
      if (plain(name) && Files.isRegularFile(file)) {
        return Bounded.readFile(file, limits.documentBytes());
      }
    }
    return null;
  }

  /// Where the unpacked files of a layer are.
  StoredLayer.Places places(StoredDiff layer, @Nullable StoredDiff below) {
    Path tarSplit = root.resolve(driver + "-layers").resolve(layer.id() + ".tar-split.gz");
    return driver.equals("vfs")
        ? new StoredLayer.Places(tree(layer), below == null ? null : tree(below), tarSplit)
        : new StoredLayer.Places(
            root.resolve(driver).resolve(layer.id()).resolve("diff"), null, tarSplit);
  }

  private Path tree(StoredDiff layer) {
    return root.resolve(driver).resolve("dir").resolve(layer.id());
  }

  private Json read(Path file) throws IOException {
    try {
      return json.read(Bounded.readFile(file, limits.documentBytes()), file.toString());
    } catch (AccessDeniedException e) {
      throw denied(file, e);
    } catch (LimitExceededException e) {
      throw e;
    } catch (IOException e) {
      throw corrupt(String.valueOf(e.getMessage()), e);
    }
  }

  static ImageException denied(Path file, @Nullable Throwable cause) {
    return new ImageException(
        Kind.REFUSED,
        file + " may not be read by this user; run it with sudo, or within `podman unshare`",
        cause);
  }

  private ImageException corrupt(String why, @Nullable Throwable cause) {
    return new ImageException(
        Kind.CORRUPT, "the images in " + root + " cannot be read: " + why, cause);
  }

  /// Whether this can be nothing but one part of a path, in any encoding of file names.
  private static boolean plain(String name) {
    return !name.isEmpty()
        && !name.startsWith(".")
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/' && c != '\\')
        && name.length() < 250;
  }
}
