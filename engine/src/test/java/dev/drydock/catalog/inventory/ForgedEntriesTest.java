package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.cache.EntryReader;
import dev.drydock.cache.EntryWriter;
import dev.drydock.cache.LayerCache;
import dev.drydock.cache.LayerStore;
import dev.drydock.cache.Seal;
import dev.drydock.catalog.Cataloger;
import dev.drydock.hygiene.ImageHygiene;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.Platform;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.image.source.ImageSources;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.Mutations;
import dev.drydock.testkit.OciLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Entries whose seal is right and whose content no Drydock wrote: they may say something else,
/// which is why a shared cache is a matter of trust, but they break nothing.
class ForgedEntriesTest {
  private static final Limits LIMITS = Limits.defaults();
  private static final List<Cataloger> CATALOGERS = Catalogers.builtIn(LIMITS);

  @TempDir private Path directory;
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final Map<String, byte[]> entries = new HashMap<>();

  private final LayerStore store =
      new LayerStore() {
        @Override
        public synchronized byte @Nullable [] get(String name, int most) {
          return entries.get(name);
        }

        @Override
        public synchronized void put(String name, ByteBuffer entry) {
          byte[] bytes = new byte[entry.remaining()];
          entry.get(bytes);
          entries.put(name, bytes);
        }

        @Override
        public synchronized void remove(String name) {
          entries.remove(name);
        }
      };
  private final LayerCache cache = new LayerCache(List.of(store), Seal.open(), "1", 1 << 28);

  @BeforeEach
  void makeAnImage() throws Exception {
    RandomLayers layers = new RandomLayers(21);
    ImageBuilder builder = new ImageBuilder();
    for (int i = 0; i < 3; i++) {
      builder.layer(layers.next(), "RUN step " + i);
    }
    OciLayout.of(builder.build()).writeTo(directory);
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private Image open() throws Exception {
    return ImageSources.ofFiles(directory)
        .open(ImageRequest.parse("oci-dir:" + directory, Platform.linuxOn("amd64"), false, LIMITS));
  }

  private Bom catalog() throws Exception {
    try (Image image = open()) {
      return new ImageCatalog(CATALOGERS, LIMITS, executor, cache)
          .catalog(image, new ImageHygiene(Limits.defaults())::watch);
    }
  }

  /// The content of an entry, which follows its key.
  private static byte[] content(byte[] entry) throws Exception {
    EntryReader reader = new EntryReader(Arrays.copyOfRange(entry, 24, entry.length));
    int key = reader.text().length();
    EntryWriter head = new EntryWriter(1 << 16);
    head.number(2L * key);
    int from = 24 + head.toBytes().length + key;
    return Arrays.copyOfRange(entry, from, entry.length);
  }

  @Test
  void theyBreakNothing() throws Exception {
    Bom read = catalog();
    Map<String, byte[]> good = Map.copyOf(entries);
    assertThat(good).hasSize(3);
    int[] results = new int[3];
    for (Map.Entry<String, byte[]> one : good.entrySet()) {
      byte[] content = content(one.getValue());
      for (byte[] forged : Mutations.of(content, 9, 700).toList()) {
        entries.clear();
        entries.putAll(good);
        entries.put(one.getKey(), sealed(one.getValue(), forged));
        try {
          boolean same = catalog().equals(read);
          results[same ? 0 : 1]++;
        } catch (ImageException e) {
          // it named a file that the layer has not
          assertThat(e).hasMessageContaining("the image changed while it was read");
          results[2]++;
        }
      }
    }
    // most are refused, and the layer is read
    assertThat(results[0]).isGreaterThan(1_000);
    assertThat(results[1]).isPositive();
  }

  /// An entry with another content under the same key.
  private static byte[] sealed(byte[] entry, byte[] content) throws Exception {
    int from = entry.length - content(entry).length;
    byte[] forged = Arrays.copyOf(entry, from + content.length);
    System.arraycopy(content, 0, forged, from, content.length);
    ByteBuffer.wrap(forged, 8, 16)
        .putLong(crc(new CRC32C(), forged))
        .putLong(crc(new CRC32(), forged));
    return forged;
  }

  private static long crc(Checksum checksum, byte[] entry) {
    checksum.update(entry, 24, entry.length - 24);
    return checksum.getValue();
  }
}
