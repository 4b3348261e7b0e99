package dev.drydock.image.archive;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An image in a directory as skopeo's `dir:` and `podman save --format docker-dir` write it (the
/// directory transport of containers/image): the manifest as a registry has it, beside it each blob
/// in a file that is named by its digest.
///
/// To an [OciLayout] it looks like the blobs of one.
final class TransportDirectory implements Members {
  private static final String MANIFEST = "manifest.json";
  private static final String VERSION = "version";
  private static final String MARK = "Directory Transport Version";
  private static final int VERSION_BYTES = 256;

  private final Members files;
  private final String manifestHex;

  private TransportDirectory(Members files, String manifestHex) {
    this.files = files;
    this.manifestHex = manifestHex;
  }

  static boolean recognised(Path directory) throws IOException, InterruptedException {
    try (DirectoryMembers files = new DirectoryMembers(directory)) {
      Member version = files.find(VERSION);
      return version != null
          && version.size() <= VERSION_BYTES
          && new String(version.bytes(VERSION_BYTES, VERSION), StandardCharsets.UTF_8)
              .startsWith(MARK)
          && files.find(MANIFEST) != null;
    }
  }

  static OciLayout of(Members files, ArchiveRequest request)
      throws IOException, InterruptedException {
    Member manifest = files.find(MANIFEST);
    if (manifest == null) {
      throw new ImageException(
          Kind.CORRUPT, request.what() + " has no manifest.json; copy the image again");
    }
    byte[] body = manifest.bytes(request.limits().documentBytes(), MANIFEST);
    Digest digest = Digest.of("sha256", body);
    Descriptor target =
        new Descriptor("", digest, body.length, Map.of(), null, null, List.of(), null);
    return new OciLayout(
        new TransportDirectory(files, digest.hex()), request, request.what(), target);
  }

  @Override
  public @Nullable Member find(String path) throws IOException {
    String hex = path.substring(path.lastIndexOf('/') + 1);
    if (hex.equals(manifestHex)) {
      return files.find(MANIFEST);
    }
    Member blob = files.find(hex);
    return blob == null ? files.find(hex + "." + MANIFEST) : blob;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
