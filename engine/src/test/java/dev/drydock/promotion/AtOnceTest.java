package dev.drydock.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.Digest;
import dev.drydock.image.registry.ProxyRules;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.RegistryServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Twenty promotions at the same time, of images that have layers in common, into one repository
/// and into several: none takes anything away from another.
@Timeout(180)
class AtOnceTest {
  private static final int IMAGES = 4;

  @TempDir private Path directory;

  /// One that really waits, as the others of twenty are waited for.
  private static RegistryRepository patient(String reference, int seed) {
    RegistrySettings settings =
        RegistrySettings.defaults(
                ProxyRules.none(), "drydock-test", InstantSource.system(), new Random(seed))
            .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
    return Ways.repository(reference, settings);
  }

  @Test
  void twentyPromotionsAtOnceAreTwentyPromotions() throws Exception {
    try (RegistryServer source =
            RegistryServer.start(Files.createDirectory(directory.resolve("source")));
        RegistryServer target =
            RegistryServer.start(Files.createDirectory(directory.resolve("target")))) {
      List<BuiltImage> images = new ArrayList<>();
      for (int i = 0; i < IMAGES; i++) {
        images.add(Ways.image("shop " + i, "linux/amd64", 1));
        source.push("shop", "v" + i, images.getLast());
        Ways.sign(Ways.repository(source.host() + "/shop:v" + i));
      }
      List<Callable<Outcome>> tasks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String from = source.host() + "/shop:v" + i % IMAGES;
        // each image four times into one repository, under tags of their own, and once elsewhere
        String to = i < 16 ? "/prod:v" + i : "/team" + i + "/prod:v" + i;
        RegistryRepository destination = patient(target.host() + to, i);
        tasks.add(
            () ->
                Ways.promote(
                    Ways.promotion(patient(from, 99), destination, List.of()), Ways.LENIENT));
      }
      try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
        for (Future<Outcome> one : threads.invokeAll(tasks)) {
          assertThat(one.get()).isInstanceOf(Outcome.Promoted.class);
        }
      }
      Skopeo skopeo = new Skopeo(directory);
      for (int i = 0; i < 20; i++) {
        String to = i < 16 ? "/prod:v" + i : "/team" + i + "/prod:v" + i;
        BuiltImage image = images.get(i % IMAGES);
        Path copy = skopeo.copyAll(target.host() + to, "copy" + i, "--src-tls-verify=false");
        assertThat(Files.readString(copy.resolve("index.json")))
            .contains(image.manifest().digest());
        RegistryRepository there = patient(target.host() + to, 7);
        // signature and test, and what each promotion wrote
        assertThat(there.referrers(Digest.parse(image.manifest().digest())).manifests())
            .as(to)
            .hasSize(i < 16 ? 2 + 4 : 2 + 1);
        for (String end : List.of(".sig", ".att")) {
          String tag = "sha256-" + image.manifest().hex() + end;
          assertThat(there.tagged(tag).orElseThrow().digest())
              .isEqualTo(patient(source.host() + "/shop", 7).tagged(tag).orElseThrow().digest());
        }
      }
    }
  }
}
