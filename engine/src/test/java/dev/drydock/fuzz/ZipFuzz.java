package dev.drydock.fuzz;

import dev.drydock.archive.ArchiveReading;
import dev.drydock.archive.ZipArchive;
import dev.drydock.archive.ZipEntry;
import dev.drydock.image.HeapContent;
import java.io.IOException;

/// Zip archives.
public final class ZipFuzz {
  private ZipFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, ZipFuzz::read);
  }

  private static void read(byte[] data) {
    try (ArchiveReading reading = new ArchiveReading(FuzzTree.LIMITS)) {
      ZipArchive archive = reading.open(new HeapContent(data), "x.zip");
      for (ZipEntry entry : archive.entries((_, _, _) -> true)) {
        byte[] _ = archive.read(entry, FuzzTree.LIMITS.fileBytes());
      }
    } catch (IOException _) {
      // refused
    }
  }
}
