package dev.drydock.image.archive;

import dev.drydock.image.Breadth;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Layer;
import dev.drydock.image.Platform;
import dev.drydock.image.Warnings;
import dev.drydock.image.compression.Compression;
import dev.drydock.image.compression.ExpandedInput;
import dev.drydock.image.layer.FileRegion;
import dev.drydock.image.layer.SeekableLayer;
import dev.drydock.image.layer.StreamLayer;
import dev.drydock.image.layer.TarIndex;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Opens images on a local disk.
public final class LocalImages {
  /// Where `ustar` stands in the first header of a tar.
  private static final int TAR_MAGIC = 257;

  private LocalImages() {}

  /// Opens what is kept in the form that the user says.
  public static Image open(ArchiveFormat format, ArchiveRequest request)
      throws IOException, InterruptedException {
    return of(format, request, ImageSet::open, false);
  }

  /// Opens an existing file or directory, whose content says in what form it is.
  public static Image recognise(ArchiveRequest request) throws IOException, InterruptedException {
    return of(recognised(request), request, ImageSet::open, false);
  }

  /// The images that a request stands for, each to be opened by itself.
  ///
  /// @param format `null` where the content has to say it
  public static List<ArchiveRequest> all(
      @Nullable ArchiveFormat format, ArchiveRequest request, Breadth breadth)
      throws IOException, InterruptedException {
    return of(
        format == null ? recognised(request) : format, request, set -> set.all(breadth), true);
  }

  /// Of a directory; `null` for files, whose content is looked at later.
  private static @Nullable ArchiveFormat recognised(ArchiveRequest request) {
    Path path = request.path();
    if (!Files.isDirectory(path)) {
      return null;
    }
    return Files.exists(path.resolve(OciLayout.MARKER))
            || Files.exists(path.resolve(OciLayout.INDEX))
                && Files.isDirectory(path.resolve("blobs"))
        ? ArchiveFormat.OCI_DIRECTORY
        : ArchiveFormat.DIRECTORY;
  }

  /// @param close whether nothing of what `use` gives is read later
  private static <R> R of(
      @Nullable ArchiveFormat format, ArchiveRequest request, Use<ImageSet, R> use, boolean close)
      throws IOException, InterruptedException {
    if (format == ArchiveFormat.OCI_DIRECTORY) {
      requireDirectory(request);
      return with(
          new DirectoryMembers(request.path()),
          members -> use.of(new OciLayout(members, request)),
          close);
    }
    if (format == ArchiveFormat.DIRECTORY) {
      requireDirectory(request);
      if (TransportDirectory.recognised(request.path())) {
        return with(
            new DirectoryMembers(request.path()),
            members -> use.of(TransportDirectory.of(members, request)),
            close);
      }
      return use.of(new Single(request, () -> directory(request)));
    }
    FileRegion file = openFile(request);
    return with(file.channel(), _ -> use.of(tar(request, format, file)), close);
  }

  /// What holds one image and nothing else.
  private record Single(ArchiveRequest request, Opening opening) implements ImageSet {
    @Override
    public Image open() throws IOException, InterruptedException {
      return opening.open();
    }

    @Override
    public List<ArchiveRequest> all(Breadth breadth) {
      return List.of(request);
    }
  }

  private static Image directory(ArchiveRequest request) {
    Warnings warnings = new Warnings();
    Layer layer = new DirectoryLayer(request.path(), request.limits(), warnings);
    return new LocalImage(
        request.reference(), null, unknownConfig(), List.of(layer), warnings, () -> {});
  }

  private static void requireDirectory(ArchiveRequest request) throws ImageException {
    Path path = request.path();
    if (Files.notExists(path)) {
      throw notThere(request);
    }
    if (!Files.isDirectory(path)) {
      throw new ImageException(
          Kind.NOT_AN_IMAGE, path + " is a file, not a directory; leave the scheme away");
    }
    if (!Files.isReadable(path)) {
      throw denied(request, null);
    }
  }

  /// @param format `null` where the content has to say it
  private static ImageSet tar(
      ArchiveRequest request, @Nullable ArchiveFormat format, FileRegion file)
      throws IOException, InterruptedException {
    Compression compression = file.compression();
    refuseOthers(request, file);
    ImageSet root = new Single(request, () -> rootFileSystem(request, file, compression));
    if (format == ArchiveFormat.ROOT_FILE_SYSTEM) {
      return root;
    }
    TarIndex index = index(request, file, compression, format != null);
    Members members = new TarMembers(file, index, request.limits(), request.what());
    if (format == ArchiveFormat.OCI_ARCHIVE) {
      return new OciLayout(members, request);
    }
    boolean docker = format != null || members.find(DockerArchive.MANIFEST) != null;
    boolean layout = format == null && members.find(OciLayout.INDEX) != null;
    if (docker && layout) {
      return new BothForms(
          new DockerArchive(members, request), new OciLayout(members, request), request);
    }
    if (docker) {
      return new DockerArchive(members, request);
    }
    if (layout) {
      return new OciLayout(members, request);
    }
    if (index.rootFilesystem()) {
      return root;
    }
    throw new ImageException(Kind.NOT_AN_IMAGE, NoImage.tar(members, request, index.entries()));
  }

  /// Says what a file is that is known to be something else; tars may start with anything, but not
  /// with these.
  private static void refuseOthers(ArchiveRequest request, FileRegion file) throws IOException {
    byte[] head = new byte[TAR_MAGIC + 5];
    int length = file.read(0, ByteBuffer.wrap(head));
    boolean tar =
        length == head.length
            && new String(head, TAR_MAGIC, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    String kind = tar ? null : NoImage.kind(head, length);
    if (kind != null) {
      throw new ImageException(
          Kind.NOT_AN_IMAGE, request.what() + " is no image but " + kind + "; " + NoImage.SAVE);
    }
  }

  private static TarIndex index(
      ArchiveRequest request, FileRegion file, Compression compression, boolean whole)
      throws IOException, InterruptedException {
    if (compression == Compression.NONE) {
      return TarIndex.of(file, whole, request.what(), request.limits());
    }
    try (InputStream in = ExpandedInput.of(file.stream(), request.limits(), request.what())) {
      return TarIndex.of(in, whole, request.what(), request.limits());
    }
  }

  private static Image rootFileSystem(
      ArchiveRequest request, FileRegion file, Compression compression) {
    Warnings warnings = new Warnings();
    Layer.Description description = new Layer.Description(0, null, null, "", null, file.size());
    Layer layer =
        compression == Compression.NONE
            ? new SeekableLayer(description, file, request.limits(), warnings)
            : new StreamLayer(
                description, file::stream, null, file.size(), request.limits(), warnings);
    return new LocalImage(
        request.reference(), null, unknownConfig(), List.of(layer), warnings, file.channel());
  }

  private static ImageConfig unknownConfig() {
    return new ImageConfig(
        null,
        new Platform("linux", "unknown", null),
        null,
        null,
        List.of(),
        false,
        List.of(),
        List.of(),
        Map.of());
  }

  private static FileRegion openFile(ArchiveRequest request) throws IOException {
    Path path = request.path();
    if (Files.isDirectory(path)) {
      throw new ImageException(
          Kind.NOT_AN_IMAGE, path + " is a directory, not an archive; leave the scheme away");
    }
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      long size = channel.size();
      if (size == 0) {
        channel.close();
        throw new ImageException(Kind.NOT_AN_IMAGE, path + " is empty; save the image again");
      }
      return new FileRegion(channel, 0, size);
    } catch (NoSuchFileException _) {
      throw notThere(request);
    } catch (AccessDeniedException e) {
      throw denied(request, e);
    }
  }

  private static ImageException notThere(ArchiveRequest request) {
    return new ImageException(Kind.NOT_FOUND, request.path() + " is not there; check the path");
  }

  private static ImageException denied(ArchiveRequest request, @Nullable Throwable cause) {
    return new ImageException(
        Kind.UNAVAILABLE,
        request.path() + " may not be read (permission denied); change its permissions",
        cause);
  }

  /// Opens one image.
  @FunctionalInterface
  private interface Opening {
    Image open() throws IOException, InterruptedException;
  }

  /// Makes something out of an open resource.
  @FunctionalInterface
  private interface Use<T, R> {
    R of(T resource) throws IOException, InterruptedException;
  }

  /// Closes the resource where that fails, and where `close` says so.
  private static <T extends Closeable, R> R with(T resource, Use<T, R> use, boolean close)
      throws IOException, InterruptedException {
    boolean keep = false;
    try {
      R result = use.of(resource);
      keep = !close;
      return result;
    } finally {
      if (!keep) {
        resource.close();
      }
    }
  }
}
