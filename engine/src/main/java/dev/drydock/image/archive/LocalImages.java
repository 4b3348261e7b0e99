package dev.drydock.image.archive;

import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Layer;
import dev.drydock.image.Platform;
import dev.drydock.image.Warnings;
import dev.drydock.image.layer.Compression;
import dev.drydock.image.layer.ExpandedInput;
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
    return switch (format) {
      case DOCKER_ARCHIVE -> tar(request, format);
      case OCI_ARCHIVE -> tar(request, format);
      case ROOT_FILE_SYSTEM -> tar(request, format);
      case OCI_DIRECTORY -> layout(request);
      case DIRECTORY -> directory(request);
    };
  }

  /// Opens an existing file or directory, whose content says in what form it is.
  public static Image recognise(ArchiveRequest request) throws IOException, InterruptedException {
    Path path = request.path();
    if (!Files.isDirectory(path)) {
      return tar(request, null);
    }
    return Files.exists(path.resolve(OciLayout.MARKER))
            || Files.exists(path.resolve(OciLayout.INDEX))
                && Files.isDirectory(path.resolve("blobs"))
        ? layout(request)
        : directory(request);
  }

  private static Image layout(ArchiveRequest request) throws IOException, InterruptedException {
    requireDirectory(request);
    return orClose(
        new DirectoryMembers(request.path()), members -> new OciLayout(members, request).open());
  }

  private static Image directory(ArchiveRequest request) throws IOException {
    requireDirectory(request);
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
  private static Image tar(ArchiveRequest request, @Nullable ArchiveFormat format)
      throws IOException, InterruptedException {
    FileRegion file = openFile(request);
    return orClose(
        file.channel(),
        _ -> {
          Compression compression = file.compression();
          refuseOthers(request, file);
          if (format == ArchiveFormat.ROOT_FILE_SYSTEM) {
            return rootFileSystem(request, file, compression);
          }
          TarIndex index = index(request, file, compression, format != null);
          Members members = new TarMembers(file, index, request.limits(), request.what());
          if (format != ArchiveFormat.OCI_ARCHIVE
              && (format != null || members.find(DockerArchive.MANIFEST) != null)) {
            return new DockerArchive(members, request).open();
          }
          if (format != null || members.find(OciLayout.INDEX) != null) {
            return new OciLayout(members, request).open();
          }
          if (index.rootFilesystem()) {
            return rootFileSystem(request, file, compression);
          }
          throw new ImageException(
              Kind.NOT_AN_IMAGE, NoImage.tar(members, request, index.entries()));
        });
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

  /// Something that is opened out of an open resource.
  @FunctionalInterface
  private interface Opening<T> {
    Image open(T resource) throws IOException, InterruptedException;
  }

  private static <T extends Closeable> Image orClose(T resource, Opening<T> opening)
      throws IOException, InterruptedException {
    boolean opened = false;
    try {
      Image image = opening.open(resource);
      opened = true;
      return image;
    } finally {
      if (!opened) {
        resource.close();
      }
    }
  }
}
