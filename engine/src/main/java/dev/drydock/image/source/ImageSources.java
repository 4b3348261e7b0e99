package dev.drydock.image.source;

import dev.drydock.image.Breadth;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.archive.ArchiveFormat;
import dev.drydock.image.archive.ArchiveRequest;
import dev.drydock.image.archive.LocalImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens whatever a user names: a file or directory in any of the known forms, or an image of a
/// container engine or a registry.
public final class ImageSources {
  private final Path directory;
  private final Registry registry;
  private final Engines engines;

  /// Opens images of registries.
  @FunctionalInterface
  public interface Registry {
    /// @param reference such as `debian:11` or `ghcr.io/a/b@sha256:…`
    Image open(String reference, ImageRequest request) throws IOException, InterruptedException;

    /// References that each name the image of one platform, in the order of the index.
    default List<String> platforms(String reference, ImageRequest request)
        throws IOException, InterruptedException {
      return List.of(reference);
    }
  }

  /// Opens images that container engines on this machine hold.
  public interface Engines {
    /// @param scheme which engine: Docker, Podman, containers-storage or containerd
    Image open(ImageRequest.Scheme scheme, String reference, ImageRequest request)
        throws IOException, InterruptedException;

    /// Those platforms of an image that an engine has.
    ///
    /// @throws ImageException where it hands out but one
    default List<Candidate> platforms(
        ImageRequest.Scheme scheme, String reference, ImageRequest request)
        throws IOException, InterruptedException {
      throw new ImageException(
          Kind.UNSUPPORTED,
          scheme.word()
              + " hands out an image for one platform; write registry:"
              + reference.substring(reference.startsWith("[") ? reference.indexOf(']') + 1 : 0)
              + " for all");
    }

    /// The image of that name where an engine is there and has it.
    Optional<Image> find(String reference, ImageRequest request)
        throws IOException, InterruptedException;
  }

  /// @param directory that relative paths start from
  public ImageSources(Path directory, Registry registry, Engines engines) {
    this.directory = directory;
    this.registry = registry;
    this.engines = engines;
  }

  /// Files and directories alone: no engine is asked, nothing leaves the machine.
  public static ImageSources ofFiles(Path directory) {
    return new ImageSources(directory, (name, _) -> refuse(name), new NoEngines());
  }

  private static Image refuse(String name) throws ImageException {
    throw new ImageException(Kind.NOT_FOUND, name + " is no file here; check the path");
  }

  /// A machine without container engines.
  private static final class NoEngines implements Engines {
    @Override
    public Image open(ImageRequest.Scheme scheme, String reference, ImageRequest request)
        throws IOException {
      return refuse(request.text());
    }

    @Override
    public Optional<Image> find(String reference, ImageRequest request) {
      return Optional.empty();
    }
  }

  /// @throws ImageException where it cannot be opened, with one line for the user
  public Image open(ImageRequest request) throws IOException, InterruptedException {
    ImageRequest.Scheme scheme = request.scheme();
    if (request.rest().isEmpty()) {
      throw new ImageException(
          Kind.NOT_FOUND,
          request.text().isEmpty()
              ? "the name of the image is empty; name one, such as debian:11 or app.tar"
              : "the name of the image is missing after " + request.text());
    }
    if (scheme == null) {
      return bare(request);
    }
    ArchiveFormat format = format(scheme);
    if (format != null) {
      return local(format, request);
    }
    return switch (scheme) {
      case REGISTRY -> registry.open(request.rest(), request);
      case BILL_OF_MATERIALS ->
          throw new ImageException(
              Kind.NOT_AN_IMAGE,
              request.rest() + " is a bill of materials; only scan and sbom can do with one");
      case DOCKER, PODMAN, CONTAINERS_STORAGE, CONTAINERD ->
          engines.open(scheme, request.rest(), request);
      case DOCKER_ARCHIVE, OCI_ARCHIVE, OCI_DIRECTORY, ROOT_FILE_SYSTEM, DIRECTORY ->
          throw new IllegalStateException("a form of files: " + scheme);
    };
  }

  /// All images that a request stands for.
  ///
  /// @throws ImageException where there is none, or the source cannot tell of more than one
  ///   platform
  public List<Candidate> all(ImageRequest request, Breadth breadth)
      throws IOException, InterruptedException {
    ImageRequest.Scheme scheme = request.scheme();
    ArchiveFormat format = scheme == null ? null : format(scheme);
    if (!request.rest().isEmpty() && (scheme == null || format != null)) {
      ArchiveRequest found = find(request);
      if (found != null) {
        return local(format, LocalImages.all(format, found, breadth));
      }
    }
    if (!breadth.platforms() || format != null || request.rest().isEmpty()) {
      return List.of(() -> open(request));
    }
    if (scheme != null && engine(scheme)) {
      return engines.platforms(scheme, request.rest(), request);
    }
    if (scheme == null && looksLikePath(request.rest())
        || scheme == ImageRequest.Scheme.BILL_OF_MATERIALS) {
      return List.of(() -> open(request));
    }
    List<Candidate> candidates = new ArrayList<>();
    for (String reference : registry.platforms(request.rest(), request)) {
      candidates.add(() -> registry.open(reference, request.anyPlatform()));
    }
    return candidates;
  }

  private static boolean engine(ImageRequest.Scheme scheme) {
    return switch (scheme) {
      case DOCKER, PODMAN, CONTAINERS_STORAGE, CONTAINERD -> true;
      case DOCKER_ARCHIVE,
          OCI_ARCHIVE,
          OCI_DIRECTORY,
          ROOT_FILE_SYSTEM,
          DIRECTORY,
          REGISTRY,
          BILL_OF_MATERIALS ->
          false;
    };
  }

  private static List<Candidate> local(
      @Nullable ArchiveFormat format, List<ArchiveRequest> requests) {
    List<Candidate> candidates = new ArrayList<>();
    for (ArchiveRequest one : requests) {
      candidates.add(
          () -> format == null ? LocalImages.recognise(one) : LocalImages.open(format, one));
    }
    return candidates;
  }

  /// The form of a file or directory; `null` where the scheme is of something else.
  private static @Nullable ArchiveFormat format(ImageRequest.Scheme scheme) {
    return switch (scheme) {
      case DOCKER_ARCHIVE -> ArchiveFormat.DOCKER_ARCHIVE;
      case OCI_ARCHIVE -> ArchiveFormat.OCI_ARCHIVE;
      case OCI_DIRECTORY -> ArchiveFormat.OCI_DIRECTORY;
      case ROOT_FILE_SYSTEM -> ArchiveFormat.ROOT_FILE_SYSTEM;
      case DIRECTORY -> ArchiveFormat.DIRECTORY;
      case REGISTRY, DOCKER, PODMAN, CONTAINERS_STORAGE, CONTAINERD, BILL_OF_MATERIALS -> null;
    };
  }

  private Image local(ArchiveFormat format, ImageRequest request)
      throws IOException, InterruptedException {
    ArchiveRequest found = find(request);
    return LocalImages.open(
        format, found == null ? archive(request, path(request.rest()), null) : found);
  }

  private Image bare(ImageRequest request) throws IOException, InterruptedException {
    ArchiveRequest found = find(request);
    if (found != null) {
      return LocalImages.recognise(found);
    }
    if (looksLikePath(request.rest())) {
      throw new ImageException(Kind.NOT_FOUND, request.rest() + " is not there; check the path");
    }
    Optional<Image> here = engines.find(request.rest(), request);
    return here.isPresent() ? here.get() : registry.open(request.rest(), request);
  }

  /// Whether nobody would call an image of a registry so.
  private static boolean looksLikePath(String text) {
    return text.startsWith("/")
        || text.startsWith("./")
        || text.startsWith("../")
        || text.startsWith("~")
        || text.indexOf('\\') >= 0
        || text.endsWith(".tar")
        || text.endsWith(".tar.gz")
        || text.endsWith(".tgz")
        || text.endsWith(".tar.zst")
        || text.endsWith(".tar.xz")
        || text.endsWith("/");
  }

  /// The existing file or directory that the request starts with; `null` where there is none. What
  /// follows it after a colon or an at sign chooses one of its images.
  private @Nullable ArchiveRequest find(ImageRequest request) throws ImageException {
    String text = request.rest();
    if (exists(text)) {
      return archive(request, path(text), null);
    }
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if ((c == ':' || c == '@') && holdsImages(text.substring(0, i), request)) {
        return archive(request, path(text.substring(0, i)), text.substring(c == '@' ? i : i + 1));
      }
    }
    return null;
  }

  private ArchiveRequest archive(ImageRequest request, Path path, @Nullable String selector) {
    return new ArchiveRequest(
        request.text(),
        path,
        selector,
        request.platform(),
        request.platformGiven(),
        request.limits());
  }

  private boolean exists(String text) {
    try {
      return Files.exists(directory.resolve(text));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  /// A directory called `debian` must not get in the way of the image `debian:11`.
  private boolean holdsImages(String text, ImageRequest request) {
    return exists(text)
        && (request.scheme() != null
            || Files.isRegularFile(directory.resolve(text))
            || Files.exists(directory.resolve(text).resolve("oci-layout")));
  }

  private Path path(String text) throws ImageException {
    try {
      return directory.resolve(text);
    } catch (InvalidPathException e) {
      throw new ImageException(Kind.NOT_FOUND, "no path can be written like that", e);
    }
  }
}
