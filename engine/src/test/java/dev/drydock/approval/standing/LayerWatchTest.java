package dev.drydock.approval.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cache.DirectoryStore;
import dev.drydock.cache.LayerCache;
import dev.drydock.cache.Seal;
import dev.drydock.catalog.inventory.Catalogers;
import dev.drydock.catalog.inventory.ImageCatalog;
import dev.drydock.hygiene.ImageHygiene;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.Layer;
import dev.drydock.image.Platform;
import dev.drydock.image.registry.CredentialStore;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.ProxyRules;
import dev.drydock.image.registry.RegistryImages;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.OciRegistry;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Layers are digested on their way through the scan, once, and remembered.
@Timeout(60)
class LayerWatchTest {
  private static final byte[] LOW = new TarWriter().file("etc/os-release", "ID=debian\n").bytes();
  private static final byte[] HIGH = new TarWriter().file("srv/shop", "shop\n").bytes();
  private static final BuiltImage SHOP =
      new ImageBuilder()
          .layer(LOW, "ADD")
          .packing(Packing.ZSTD)
          .layer(HIGH, "COPY")
          .diffIdsTooFew(2)
          .build();
  private static final List<LayerIdentity> IDENTITIES =
      List.of(
          new LayerIdentity(Digest.parse(SHOP.layers().get(0).digest()), Digest.of("sha256", LOW)),
          new LayerIdentity(
              Digest.parse(SHOP.layers().get(1).digest()), Digest.of("sha256", HIGH)));

  @TempDir Path directory;

  private LayerCache cache() throws ImageException {
    return new LayerCache(
        List.of(new DirectoryStore(directory, 1 << 30, InstantSource.system())),
        Seal.open(),
        "1",
        1 << 20);
  }

  private static Image open(OciRegistry registry) throws IOException, InterruptedException {
    return RegistryImages.open(
        ImageReference.parse(registry.host() + "/shop:1"),
        Platform.parse("linux/amd64"),
        false,
        Limits.defaults(),
        CredentialStore.none(),
        RegistrySettings.defaults(
            ProxyRules.none(), "drydock-test", InstantSource.system(), new Random(7)));
  }

  private List<LayerIdentity> scan(
      OciRegistry registry, boolean watching, int most, Set<Digest> blobs)
      throws IOException, InterruptedException {
    LayerCache cache = cache();
    LayerWatch watch = new LayerWatch(cache);
    ImageHygiene hygiene = new ImageHygiene(Limits.defaults());
    try (ExecutorService threads = Executors.newFixedThreadPool(2);
        Image image = open(registry)) {
      ImageCatalog catalog =
          new ImageCatalog(
              Catalogers.builtIn(Limits.defaults()), Limits.defaults(), threads, cache);
      catalog.catalog(
          image,
          (Layer layer) ->
              watching ? watch.watch(layer, hygiene.watch(layer)) : hygiene.watch(layer));
      return watching ? watch.identities(image.layers(), most, blobs) : List.of();
    }
  }

  private static long blobs(OciRegistry registry) {
    return registry.requests().stream()
        .filter(
            one ->
                SHOP.layers().stream().map(Blob::digest).anyMatch(digest -> one.endsWith(digest)))
        .count();
  }

  @Test
  void layersAreReadOnceAndRemembered() throws Exception {
    try (OciRegistry registry = OciRegistry.start()) {
      registry.push("shop", "1", SHOP);
      assertThat(scan(registry, true, 9, Set.of())).isEqualTo(IDENTITIES);
      assertThat(blobs(registry)).isEqualTo(2);
      assertThat(scan(registry, true, 9, Set.of())).isEqualTo(IDENTITIES);
      // nor does a scan that does not ask read them again, or lose what another one left
      scan(registry, false, 9, Set.of());
      assertThat(scan(registry, true, 9, Set.of())).isEqualTo(IDENTITIES);
      assertThat(blobs(registry)).isEqualTo(2);
    }
  }

  @Test
  void layersOfAnEarlierScanThatDidNotAskAreReadForThisAlone() throws Exception {
    try (OciRegistry registry = OciRegistry.start()) {
      registry.push("shop", "1", SHOP);
      scan(registry, false, 9, Set.of());
      assertThat(blobs(registry)).isEqualTo(2);
      Digest low = Digest.parse(SHOP.layers().getFirst().digest());
      // those that are known by their blob need not be, nor those that no base reaches up to
      assertThat(scan(registry, true, 1, Set.of(low)))
          .containsExactly(new LayerIdentity(low, null));
      assertThat(blobs(registry)).isEqualTo(2);
      assertThat(scan(registry, true, 2, Set.of(low)))
          .containsExactly(new LayerIdentity(low, null), IDENTITIES.get(1));
      assertThat(blobs(registry)).isEqualTo(3);
      assertThat(scan(registry, true, 2, Set.of())).isEqualTo(IDENTITIES);
      assertThat(blobs(registry)).isEqualTo(4);
      scan(registry, true, 2, Set.of());
      assertThat(blobs(registry)).isEqualTo(4);
    }
  }
}
