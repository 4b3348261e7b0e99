package dev.drydock.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One directory used by several threads and several processes at once, which write, read, damage
/// and evict: what is found is what belongs there, or nothing.
class SharedDirectoryTest {
  private static final int KEYS = 60;
  private static final int ROUNDS = 300;
  private static final long ROOM = 200_000;

  @TempDir private Path directory;

  /// Works on a directory.
  ///
  /// @return how many entries were found
  static int work(Path directory, long seed) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    DirectoryStore store = new DirectoryStore(directory, ROOM, InstantSource.system());
    LayerCache cache = new LayerCache(List.of(store), Seal.open(), "1", 1 << 20);
    int hits = 0;
    for (int i = 0; i < ROUNDS; i++) {
      int number = random.nextInt(KEYS);
      LayerKey key = new LayerKey(Digest.of("sha256", new byte[] {(byte) number}), 1, "");
      EntryReader found = cache.find(key);
      if (found != null) {
        hits++;
        if (!found.text().equals(content(number))) {
          throw new IllegalStateException("found something else about " + number);
        }
        found.end();
      } else {
        EntryWriter entry = cache.entry(key);
        entry.text(content(number));
        cache.keep(key, entry);
        cache.tidy();
      }
      if (random.nextInt(40) == 0) {
        Path file = directory.resolve(key.name(Seal.open()) + DirectoryStore.ENDING);
        Files.write(file, new byte[random.nextInt(2000)]);
      }
    }
    if (!cache.problems().isEmpty()) {
      throw new IllegalStateException(cache.problems().getFirst().cause());
    }
    return hits;
  }

  private static String content(int number) {
    return ("content " + number + " ").repeat(300 + 10 * number);
  }

  /// @param args a directory, and a seed
  public static void main(String[] args) throws Exception {
    System.exit(work(Path.of(args[0]), Long.parseLong(args[1])) > 0 ? 0 : 1);
  }

  @Test
  void threadsAndProcessesFindOnlyWhatBelongsThere() throws Exception {
    List<Process> processes = new ArrayList<>();
    List<Future<Integer>> threads = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 2; i++) {
        processes.add(process(i));
      }
      for (int i = 0; i < 4; i++) {
        long seed = 100L + i;
        threads.add(executor.submit(() -> work(directory, seed)));
      }
      for (Future<Integer> thread : threads) {
        assertThat(thread.get()).isPositive();
      }
    }
    for (Process process : processes) {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }
    DirectoryStore store = new DirectoryStore(directory, ROOM, InstantSource.system());
    store.tidy();
    assertThat(store.status().bytes()).isBetween(1L, ROOM);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).allMatch(file -> file.toString().endsWith(DirectoryStore.ENDING));
    }
  }

  private Process process(int seed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SharedDirectoryTest.class.getName(),
            directory.toString(),
            Integer.toString(seed))
        .redirectErrorStream(true)
        .start();
  }
}
