package dev.drydock.cache.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.drydock.image.registry.CredentialFile;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.ProxyRules;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against the distribution project's registry.
class RegistryStoreTest {
  private static final String NAME = "ef".repeat(32);

  @TempDir private Path home;

  private RegistryRepository repository(String host) {
    RegistrySettings settings =
        RegistrySettings.defaults(
            ProxyRules.none(), "test", InstantSource.system(), new SplittableRandom(1));
    return new RegistryRepository(
        ImageReference.parse(host + "/ci/layers"),
        CredentialFile.docker(home.resolve("docker"), Limits.defaults()),
        settings,
        Limits.defaults());
  }

  private RegistryStore store(String host) {
    return new RegistryStore(repository(host), Limits.defaults(), Thread::sleep);
  }

  @Test
  void givesWhatItWasGiven() throws Exception {
    try (RegistryServer server = RegistryServer.start(home)) {
      RegistryStore store = store(server.host());
      assertThat(store.get(NAME, 10)).isNull();
      byte[] entry = new byte[300_000];
      new Random(1).nextBytes(entry);
      ByteBuffer part = ByteBuffer.wrap(entry, 10, 200_000);
      store.put(NAME, part);
      assertThat(part.hasRemaining()).isFalse();
      byte[] kept = Arrays.copyOfRange(entry, 10, 200_010);
      assertThat(store(server.host()).get(NAME, 200_000)).isEqualTo(kept);
      assertThat(store.get(NAME, 199_999)).isNull();
      store.put(NAME, ByteBuffer.wrap(new byte[] {1}));
      assertThat(store.get(NAME, 10)).containsExactly(1);
      store.remove(NAME);
      assertThat(store.get("fe".repeat(32), 10)).isNull();
    }
  }

  @Test
  void severalMayWriteTheSame() throws Exception {
    try (RegistryServer server = RegistryServer.start(home);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> upload =
          () -> {
            store(server.host()).put(NAME, ByteBuffer.wrap(new byte[] {7, 7}));
            return true;
          };
      for (Future<Boolean> done :
          threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> upload).toList())) {
        assertThat(done.get()).isTrue();
      }
      assertThat(store(server.host()).get(NAME, 10)).containsExactly(7, 7);
    }
  }

  @Test
  void whatIsNoEntryIsAMiss() throws Exception {
    try (RegistryServer server = RegistryServer.start(home)) {
      server.push(
          "ci/layers",
          "layer-" + NAME.substring(0, 40),
          new ImageBuilder().layer(new TarWriter().file("a", "b"), "COPY a").build());
      assertThat(store(server.host()).get(NAME, 1000)).isNull();

      store(server.host()).put(NAME, ByteBuffer.wrap(new byte[] {1, 2, 3}));
      removeBlobs(3);
      assertThat(store(server.host()).get(NAME, 1000)).isNull();
    }
  }

  /// As who cleans up in the registry's storage does.
  private void removeBlobs(long size) throws IOException {
    try (Stream<Path> all = Files.walk(home.resolve("data"))) {
      for (Path file : all.filter(one -> one.endsWith("data")).toList()) {
        if (Files.isRegularFile(file) && Files.size(file) == size) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void saysWhoDoesNotAnswer() throws Exception {
    String host;
    try (RegistryServer server = RegistryServer.start(home)) {
      host = server.host();
    }
    assertThatIOException()
        .isThrownBy(() -> store(host).get(NAME, 10))
        .withMessageContaining(host)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    assertThatIOException()
        .isThrownBy(() -> store(host).put(NAME, ByteBuffer.wrap(new byte[1])))
        .withMessageContaining(host);
  }

  @Test
  void needsALoginWhereTheRegistryDoes() throws Exception {
    try (RegistryServer server = RegistryServer.start(home, RegistryServer.Option.LOGIN)) {
      assertThatIOException()
          .isThrownBy(() -> store(server.host()).put(NAME, ByteBuffer.wrap(new byte[1])))
          .withMessageContaining("docker login " + server.host());
    }
  }
}
