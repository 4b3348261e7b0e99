package dev.drydock.fuzz;

import dev.drydock.image.Breadth;
import dev.drydock.image.Image;
import dev.drydock.image.Layer;
import dev.drydock.image.Platform;
import dev.drydock.image.archive.ArchiveRequest;
import dev.drydock.image.archive.LocalImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Archives of images: `docker save`, OCI layouts, root file systems.
public final class ArchiveFuzz {
  private static final Path DIRECTORY = FuzzFiles.directory();

  private ArchiveFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, ArchiveFuzz::read);
  }

  /// Each input is a file of its own: an image that is open may still read its own.
  private static void read(byte[] data) throws IOException, InterruptedException {
    Path file = Files.write(Files.createTempFile(DIRECTORY, "image", ".tar"), data);
    ArchiveRequest request =
        new ArchiveRequest("x", file, null, Platform.parse("linux/amd64"), false, FuzzTree.LIMITS);
    try {
      List<ArchiveRequest> _ = LocalImages.all(null, request, new Breadth(true, true));
    } catch (IOException _) {
      // refused
    }
    try (Image image = LocalImages.recognise(request)) {
      for (Layer layer : image.layers()) {
        layer.walk((entry, content) -> content.bytes(FuzzTree.LIMITS.fileBytes(), entry.path()));
      }
    } catch (IOException _) {
      // refused
    } finally {
      Files.delete(file);
    }
  }
}
