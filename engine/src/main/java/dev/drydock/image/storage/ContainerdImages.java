package dev.drydock.image.storage;

import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.archive.ArchiveRequest;
import dev.drydock.image.archive.ContentStore;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.source.Candidate;
import dev.drydock.image.source.ImageRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens images that containerd holds, out of its directory: the content store has their blobs, the
/// metadata database their names. Its socket is not asked: that speaks gRPC, and to those who may
/// read the directory it has nothing to add (docs/adr/0009).
///
/// `containerd:REF`, `containerd:[k8s.io]REF`, `containerd:[k8s.io@/srv/containerd]REF`.
public final class ContainerdImages {
  private static final String METADATA = "io.containerd.metadata.v1.bolt/meta.db";
  private static final String CONTENT = "io.containerd.content.v1.content";
  private static final int TRIES = 3;

  /// Where most images are that people mean: of `ctr` and `nerdctl`, of Kubernetes, of Docker.
  private static final List<String> FIRST = List.of("default", "k8s.io", "moby");

  private final List<Path> roots;
  private final @Nullable String namespace;

  /// @param roots to look into, in this order, where the reference names none
  /// @param namespace `CONTAINERD_NAMESPACE`; `null` to look into all
  public ContainerdImages(List<Path> roots, @Nullable String namespace) {
    this.roots = List.copyOf(roots);
    this.namespace = namespace;
  }

  /// An image of a store.
  private record Target(Path root, String name, Descriptor descriptor) {}

  public Image open(String reference, ImageRequest request)
      throws IOException, InterruptedException {
    Target target = find(reference);
    return ContentStore.open(
        target.root().resolve(CONTENT),
        target.name(),
        target.descriptor(),
        archive(request, target, null));
  }

  /// Those platforms of an image that the store holds.
  public List<Candidate> platforms(String reference, ImageRequest request)
      throws IOException, InterruptedException {
    Target target = find(reference);
    Path content = target.root().resolve(CONTENT);
    List<Candidate> candidates = new ArrayList<>();
    for (ArchiveRequest one :
        ContentStore.platforms(
            content, target.name(), target.descriptor(), archive(request, target, null))) {
      candidates.add(() -> ContentStore.open(content, target.name(), target.descriptor(), one));
    }
    return candidates;
  }

  private static ArchiveRequest archive(
      ImageRequest request, Target target, @Nullable String selector) {
    return new ArchiveRequest(
        request.text(),
        target.root(),
        selector,
        request.platform(),
        request.platformGiven(),
        request.limits());
  }

  private Target find(String reference) throws IOException {
    String wanted = namespace;
    List<Path> places = roots;
    String name = reference;
    int end = reference.startsWith("[") ? reference.indexOf(']') : -1;
    if (end > 0) {
      String inner = reference.substring(1, end);
      int at = inner.indexOf('@');
      boolean path = at < 0 && inner.startsWith("/");
      wanted = path ? namespace : at < 0 ? inner : inner.substring(0, at);
      places = path || at >= 0 ? List.of(path(inner.substring(at + 1))) : roots;
      name = reference.substring(end + 1);
    }
    List<String> looked = new ArrayList<>();
    for (Path root : places) {
      Path database = root.resolve(METADATA);
      requireReadable(root, database);
      if (Files.exists(database)) {
        Target found = find(root, database, wanted, name, looked);
        if (found != null) {
          return found;
        }
      }
    }
    throw new ImageException(
        Kind.NOT_FOUND,
        looked.isEmpty()
            ? "there is no containerd in "
                + String.join(", ", places.stream().map(Path::toString).toList())
                + "; name its directory: containerd:[NAMESPACE@/PATH]"
                + name
            : name
                + " is not in "
                + String.join(", ", looked)
                + "; `ctr -n NAMESPACE images ls`"
                + " lists what is there");
  }

  private static Path path(String text) throws ImageException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ImageException(Kind.NOT_FOUND, "no path can be written like that", e);
    }
  }

  private static void requireReadable(Path root, Path database) throws ImageException {
    Path nearest = database;
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    if (nearest == null || !nearest.startsWith(root)) {
      return;
    }
    if (Files.isDirectory(nearest) ? !Files.isExecutable(nearest) : !Files.isReadable(nearest)) {
      throw new ImageException(
          Kind.REFUSED,
          nearest
              + " is containerd's, and open to root alone; run it with sudo, or save the image:"
              + " ctr images export image.tar NAME");
    }
  }

  /// @param looked is told the places where it was not
  private static @Nullable Target find(
      Path root, Path database, @Nullable String namespace, String name, List<String> looked)
      throws IOException {
    IOException problem = null;
    for (int i = 0; i < TRIES; i++) {
      List<String> places = new ArrayList<>();
      try (BoltFile file = BoltFile.open(database)) {
        Target found = find(root, file, namespace, name, places);
        if (found != null || !file.changed()) {
          looked.addAll(places);
          return found;
        }
      } catch (IOException e) {
        problem = e; // perhaps somebody wrote meanwhile
      }
    }
    throw new ImageException(
        Kind.CORRUPT,
        database
            + " cannot be read"
            + (problem == null ? ", since it changes all the time" : ": " + problem.getMessage())
            + "; try again",
        problem);
  }

  private static @Nullable Target find(
      Path root, BoltFile file, @Nullable String wanted, String name, List<String> looked)
      throws IOException {
    BoltFile.Bucket version = file.root().bucket("v1");
    if (version == null) {
      return null;
    }
    Set<String> namespaces = new LinkedHashSet<>();
    if (wanted != null) {
      namespaces.add(wanted);
    } else {
      namespaces.addAll(FIRST);
      namespaces.addAll(version.buckets());
    }
    for (String namespace : namespaces) {
      BoltFile.Bucket inner = version.bucket(namespace);
      BoltFile.Bucket images = inner == null ? null : inner.bucket("images");
      if (images != null) {
        Target found = find(root, images, name);
        if (found != null) {
          return found;
        }
      }
      if (inner != null || wanted != null) {
        looked.add(root + " (" + namespace + ")");
      }
    }
    if (looked.isEmpty()) {
      looked.add(root.toString());
    }
    return null;
  }

  private static @Nullable Target find(Path root, BoltFile.Bucket images, String reference)
      throws IOException {
    int at = reference.indexOf('@');
    for (String candidate : StoredNames.candidates(reference, at >= 0)) {
      Target found = target(root, candidate, images.bucket(candidate), null);
      if (found != null) {
        return found;
      }
    }
    if (at < 0) {
      return null;
    }
    // names without their digest, and any name of that digest where there is no name
    String digest = reference.substring(at + 1);
    List<String> names = StoredNames.candidates(reference.substring(0, at), true);
    for (String known : images.buckets()) {
      boolean fits = at == 0;
      for (String name : names) {
        fits |= StoredNames.sameName(known, name);
      }
      Target found = fits ? target(root, known, images.bucket(known), digest) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// @param digest that it has to have; `null` for any
  private static @Nullable Target target(
      Path root, String name, BoltFile.@Nullable Bucket image, @Nullable String digest)
      throws IOException {
    BoltFile.Bucket target = image == null ? null : image.bucket("target");
    String text = target == null ? null : target.text("digest");
    if (target == null || text == null || digest != null && !digest.equals(text)) {
      return null;
    }
    try {
      return new Target(
          root,
          name,
          new Descriptor(
              MediaTypes.bare(target.text("mediatype")),
              Digest.parse(text),
              0,
              Map.of(),
              null,
              null,
              List.of(),
              null));
    } catch (IllegalArgumentException e) {
      throw new IOException("it names an image by " + text + ", which is no digest", e);
    }
  }
}
