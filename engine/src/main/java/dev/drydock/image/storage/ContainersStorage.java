package dev.drydock.image.storage;

import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Layer;
import dev.drydock.image.Warnings;
import dev.drydock.image.archive.LocalImage;
import dev.drydock.image.manifest.ConfigReader;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.LayerDescriptions;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.NotAnImage;
import dev.drydock.image.manifest.PlatformSelection;
import dev.drydock.image.source.ImageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Opens images in the storage of Podman, Buildah, CRI-O and skopeo, without asking any of them:
/// `containers-storage:REF`, `containers-storage:[vfs@/srv/storage]REF`.
public final class ContainersStorage {
  private static final List<String> DRIVERS = List.of("overlay", "vfs");
  private static final int SHORTEST_ID = 3;

  private final List<Path> roots;

  /// @param roots to look into, in this order, where the reference names none
  public ContainersStorage(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /// Where to look for what.
  ///
  /// @param driver `null` where each is to be tried
  private record Place(@Nullable String driver, List<Path> roots, String name) {}

  /// @param reference a name, an id or the start of one, `NAME@DIGEST`; before it in brackets where
  ///   to look, in skopeo's words: `[driver@root+runroot:options]`
  /// @throws ImageException where it is not there or cannot be read
  public Image open(String reference, ImageRequest request)
      throws IOException, InterruptedException {
    Place place = place(reference);
    List<String> looked = new ArrayList<>();
    for (Path root : place.roots()) {
      for (String driver : DRIVERS) {
        boolean wanted = place.driver() == null || place.driver().equals(driver);
        if (wanted && readable(root, driver)) {
          StorageIndex index = new StorageIndex(root, driver, request.limits());
          StorageIndex.Stored image = find(index.images(), place.name());
          if (image != null) {
            return open(index, image, request);
          }
          looked.add(root + " (" + driver + ")");
        }
      }
    }
    throw new ImageException(
        Kind.NOT_FOUND,
        looked.isEmpty()
            ? "there is no containers-storage in "
                + String.join(", ", place.roots().stream().map(Path::toString).toList())
                + "; name its place: containers-storage:[overlay@/PATH]"
                + place.name()
            : place.name()
                + " is not in "
                + String.join(", ", looked)
                + "; `podman images` lists what is there");
  }

  private static boolean readable(Path root, String driver) throws ImageException {
    Path table = root.resolve(driver + "-images").resolve("images.json");
    if (StorageIndex.exists(root, driver)) {
      return true;
    }
    Path nearest = table;
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest != null
        && nearest.startsWith(root)
        && Files.isDirectory(nearest)
        && !Files.isExecutable(nearest)) {
      throw StorageIndex.denied(nearest, null);
    }
    return false;
  }

  private Place place(String reference) throws ImageException {
    int end = reference.startsWith("[") ? reference.indexOf(']') : -1;
    if (end < 0) {
      return new Place(null, roots, reference);
    }
    String inner = reference.substring(1, end);
    int at = inner.indexOf('@');
    String driver = at < 0 ? null : inner.substring(0, at);
    String root = inner.substring(at + 1);
    int plus = root.indexOf('+');
    int colon = root.indexOf(':');
    int stop = plus < 0 ? colon : colon < 0 ? plus : Math.min(plus, colon);
    if (driver != null && !DRIVERS.contains(driver)) {
      throw new ImageException(
          Kind.UNSUPPORTED,
          "storage driver "
              + driver
              + " is not read, only "
              + String.join(" and ", DRIVERS)
              + "; save the image to a file: podman save -o image.tar");
    }
    try {
      return new Place(
          driver,
          List.of(Path.of(stop < 0 ? root : root.substring(0, stop))),
          reference.substring(end + 1));
    } catch (InvalidPathException e) {
      throw new ImageException(Kind.NOT_FOUND, "no path can be written like that", e);
    }
  }

  /// The image that is called so, by the rules by which Podman completes short names; else the one
  /// whose id starts so.
  private static StorageIndex.@Nullable Stored find(
      List<StorageIndex.Stored> images, String reference) {
    int at = reference.indexOf('@');
    String digest = at < 0 ? null : reference.substring(at + 1);
    String name = at < 0 ? reference : reference.substring(0, at);
    for (String candidate : StoredNames.candidates(name, digest != null)) {
      for (StorageIndex.Stored image : images) {
        for (String known : image.names()) {
          boolean named =
              digest == null ? known.equals(candidate) : StoredNames.sameName(known, candidate);
          if (named && (digest == null || hasDigest(image, digest))) {
            return image;
          }
        }
      }
    }
    String id = (digest != null && name.isEmpty() ? digest : name).toLowerCase(Locale.ROOT);
    String hex = id.startsWith("sha256:") ? id.substring(7) : id;
    StorageIndex.Stored found = null;
    for (StorageIndex.Stored image : images) {
      boolean fits = hex.length() >= SHORTEST_ID && image.id().startsWith(hex);
      if (fits && found != null) {
        return null;
      }
      found = fits ? image : found;
    }
    return found;
  }

  private static boolean hasDigest(StorageIndex.Stored image, String digest) {
    return digest.equals(image.digest()) || digest.equals(image.id());
  }

  private static Image open(StorageIndex index, StorageIndex.Stored image, ImageRequest request)
      throws IOException, InterruptedException {
    String what = image.names().isEmpty() ? image.id() : image.names().getFirst();
    Warnings warnings = new Warnings();
    ManifestReader reader = new ManifestReader(request.limits());
    byte[] body = required(index, image, "manifest", what);
    Manifest read = reader.read(body, null, what);
    if (read instanceof ImageIndex several) {
      Descriptor chosen =
          PlatformSelection.from(several, request.platform(), request.platformGiven(), what)
              .chosen();
      body = required(index, image, "manifest-" + chosen.digest(), what);
      read = reader.read(body, chosen.mediaType(), what);
    }
    if (!(read instanceof ImageManifest manifest)) {
      throw new ImageException(Kind.CORRUPT, what + " has an index within an index");
    }
    NotAnImage.refuse(manifest, what);
    Digest configDigest = manifest.config().digest();
    byte[] document = required(index, image, configDigest.toString(), what);
    if (!Digest.of(configDigest.algorithm(), document).equals(configDigest)) {
      throw new ImageException(
          Kind.CORRUPT, what + " has a config of another digest; pull the image again");
    }
    ImageConfig config =
        new ConfigReader(request.limits())
            .read(document, configDigest, manifest.annotations(), what);
    PlatformSelection.confirm(config.platform(), request.platform(), request.platformGiven(), what);
    List<StorageIndex.StoredDiff> diffs = index.layers(image.layer());
    LayerDescriptions described = descriptions(manifest, diffs, config);
    described.warnings().forEach(warnings);
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < diffs.size(); i++) {
      StoredLayer.Places places = index.places(diffs.get(i), i == 0 ? null : diffs.get(i - 1));
      if (!Files.isReadable(places.root())) {
        throw Files.exists(places.root()) || !Files.isReadable(places.root().getParent())
            ? StorageIndex.denied(places.root(), null)
            : new ImageException(
                Kind.CORRUPT, what + " lacks " + places.root() + "; pull the image again");
      }
      layers.add(new StoredLayer(described.layers().get(i), places, request.limits(), warnings));
    }
    return new LocalImage(
        request.text(), Digest.of("sha256", body), config, layers, warnings, () -> {});
  }

  /// As the manifest has them, where it has as many as there are.
  private static LayerDescriptions descriptions(
      ImageManifest manifest, List<StorageIndex.StoredDiff> diffs, ImageConfig config) {
    if (manifest.layers().size() == diffs.size()) {
      return LayerDescriptions.of(manifest, config);
    }
    List<LayerDescriptions.Stored> stored = new ArrayList<>();
    for (StorageIndex.StoredDiff diff : diffs) {
      stored.add(new LayerDescriptions.Stored(diff.digest(), "", diff.size()));
    }
    return LayerDescriptions.of(stored, config);
  }

  private static byte[] required(
      StorageIndex index, StorageIndex.Stored image, String key, String what) throws IOException {
    byte[] document = index.document(image, key);
    if (document == null) {
      throw new ImageException(
          Kind.CORRUPT, what + " lacks its " + key + " in the storage; pull the image again");
    }
    return document;
  }
}
