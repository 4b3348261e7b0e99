package dev.drydock.image.storage;

import dev.drydock.fuzz.FuzzAnswers;
import dev.drydock.fuzz.FuzzFiles;
import dev.drydock.fuzz.FuzzTree;
import dev.drydock.fuzz.ProcessorTime;
import dev.drydock.image.Image;
import dev.drydock.image.Layer;
import dev.drydock.image.Platform;
import dev.drydock.image.source.Candidate;
import dev.drydock.image.source.ImageRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What container engines keep beside their images: containerd's database, the tables, documents
/// and tar-splits of containers-storage. Beside the readers, which are no one else's to call.
public final class StoreFuzz {
  private static final Path DIRECTORY = FuzzFiles.directory();
  private static final int META = 64;
  private static final int HEADER = 16;

  private StoreFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, StoreFuzz::read);
  }

  /// JSON is containers-storage's, zeros are the first page of a database.
  private static void read(byte[] data) throws IOException, InterruptedException {
    switch (data.length == 0 ? 0 : data[0]) {
      case '[' -> storage(new FuzzAnswers(data));
      case 0 -> containerd(data);
      default -> tarSplit(data);
    }
  }

  private static ImageRequest request(String text) {
    return ImageRequest.parse(text, Platform.parse("linux/amd64"), false, FuzzTree.LIMITS);
  }

  private static Path write(String path, byte[] data) throws IOException {
    return Files.write(FuzzFiles.file(DIRECTORY, path), data);
  }

  /// Four parts: images, layers, the manifest of the image `aaa`, the tar-split of its layer `bbb`.
  private static void storage(FuzzAnswers parts) throws IOException, InterruptedException {
    write("store/overlay-images/images.json", parts.next());
    write("store/overlay-layers/layers.json", parts.next());
    write("store/overlay-images/aaa/manifest", parts.next());
    write("store/overlay-layers/bbb.tar-split.gz", parts.next());
    write("store/overlay/bbb/diff/etc/os-release", new byte[] {'I', 'D'});
    ContainersStorage store = new ContainersStorage(List.of(DIRECTORY.resolve("store")));
    for (String name : List.of("app:1", "aaa")) {
      try (Image image = store.open(name, request(name))) {
        for (Layer layer : image.layers()) {
          layer.walk((entry, content) -> content.bytes(FuzzTree.LIMITS.fileBytes(), entry.path()));
        }
      } catch (IOException _) {
        // refused
      }
    }
    StorageIndex index = new StorageIndex(DIRECTORY.resolve("store"), "overlay", FuzzTree.LIMITS);
    try {
      List<StorageIndex.StoredDiff> _ = index.layers("bbb");
    } catch (IOException _) {
      // refused
    }
  }

  private static void tarSplit(byte[] data) throws IOException, InterruptedException {
    try {
      List<String> _ = TarSplit.names(write("names.tar-split.gz", data), FuzzTree.LIMITS);
    } catch (IOException _) {
      // refused
    }
  }

  private static void containerd(byte[] data) throws IOException, InterruptedException {
    summed(data, HEADER);
    for (int page = 512; page <= 1 << 12; page <<= 1) {
      summed(data, page + HEADER);
    }
    write("containerd/io.containerd.metadata.v1.bolt/meta.db", data);
    ContainerdImages images = new ContainerdImages(List.of(DIRECTORY.resolve("containerd")), null);
    for (String name : List.of("app:1", "@sha256:" + "0".repeat(64))) {
      try {
        List<Candidate> _ = images.platforms(name, request(name));
      } catch (IOException _) {
        // refused
      }
    }
  }

  /// Puts the right checksum into what may be a meta page: else hardly an input came past it.
  private static void summed(byte[] data, int start) {
    if (start + META <= data.length) {
      ByteBuffer meta = ByteBuffer.wrap(data, start, META).slice().order(ByteOrder.LITTLE_ENDIAN);
      long hash = 0xcbf29ce484222325L;
      for (int i = 0; i < META - Long.BYTES; i++) {
        hash = (hash ^ (meta.get(i) & 0xff)) * 0x100000001b3L;
      }
      if (meta.getInt(0) == 0xED0CDAED) {
        meta.putLong(META - Long.BYTES, hash);
      }
    }
  }
}
