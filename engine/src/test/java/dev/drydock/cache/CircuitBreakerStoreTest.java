package dev.drydock.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.drydock.image.Digest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CircuitBreakerStoreTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /// A store in memory.
  private static class Kept implements LayerStore {
    final Map<String, byte[]> entries = new ConcurrentHashMap<>();
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public byte @Nullable [] get(String name, int most) throws IOException, InterruptedException {
      asked.incrementAndGet();
      return entries.get(name);
    }

    @Override
    public void put(String name, ByteBuffer entry) throws IOException, InterruptedException {
      asked.incrementAndGet();
      byte[] bytes = new byte[entry.remaining()];
      entry.get(bytes);
      entries.put(name, bytes);
    }

    @Override
    public void remove(String name) {
      asked.incrementAndGet();
      entries.remove(name);
    }
  }

  /// One that never answers.
  private static final class Silent extends Kept {
    final CountDownLatch never = new CountDownLatch(1);

    @Override
    public byte @Nullable [] get(String name, int most) throws InterruptedException {
      asked.incrementAndGet();
      never.await();
      return null;
    }
  }

  @Test
  void isInNobodysWay() throws Exception {
    Kept kept = new Kept();
    CircuitBreakerStore store = new CircuitBreakerStore(kept, LONG, threads);
    store.put("a", ByteBuffer.wrap(new byte[] {1}));
    assertThat(store.get("a", 10)).containsExactly(1);
    assertThat(store.get("b", 10)).isNull();
    store.remove("a");
    assertThat(kept.entries).isEmpty();
    assertThat(kept.asked).hasValue(4);
  }

  @Test
  void oneFailureIsEnough() throws Exception {
    Kept broken =
        new Kept() {
          @Override
          public byte[] get(String name, int most) throws IOException {
            asked.incrementAndGet();
            throw new IOException("it burns");
          }
        };
    CircuitBreakerStore store = new CircuitBreakerStore(broken, LONG, threads);
    assertThatIOException().isThrownBy(() -> store.get("a", 10)).withMessage("it burns");
    assertThat(store.get("a", 10)).isNull();
    store.put("a", ByteBuffer.wrap(new byte[1]));
    store.remove("a");
    assertThat(broken.asked).hasValue(1);
    assertThat(broken.entries).isEmpty();
  }

  @Test
  void aMistakeOfOursIsNotHidden() {
    Kept wrong =
        new Kept() {
          @Override
          public byte[] get(String name, int most) {
            throw new IllegalStateException("ours");
          }
        };
    CircuitBreakerStore store = new CircuitBreakerStore(wrong, LONG, threads);
    assertThatIllegalStateException().isThrownBy(() -> store.get("a", 10)).withMessage("ours");
  }

  @Test
  void silenceIsWaitedForOnceByAll() throws Exception {
    Silent silent = new Silent();
    CircuitBreakerStore store = new CircuitBreakerStore(silent, Duration.ofMillis(300), threads);
    AtomicInteger told = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      String name = "layer" + i;
      all.add(
          threads.submit(
              () -> {
                try {
                  assertThat(store.get(name, 10)).isNull();
                } catch (SocketTimeoutException e) {
                  assertThat(e).hasMessage("no answer within 0.3 s");
                  told.incrementAndGet();
                }
                return null;
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(told).hasValue(1);
    // one after the other it would be 30 s, eight at a time 3.9 s
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    assertThat(silent.asked.get()).isBetween(1, 8);
  }

  @Test
  void allLayersAreLookedForAtOnce() throws Exception {
    CountDownLatch all = new CountDownLatch(6);
    Kept meeting =
        new Kept() {
          @Override
          public byte @Nullable [] get(String name, int most)
              throws IOException, InterruptedException {
            all.countDown();
            all.await();
            return super.get(name, most);
          }
        };
    Kept near = new Kept();
    LayerCache writer = new LayerCache(List.of(meeting), Seal.open(), "1", 1000);
    List<LayerKey> keys = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      byte[] bytes = ("layer " + i).getBytes(StandardCharsets.UTF_8);
      LayerKey key = new LayerKey(Digest.of("sha256", bytes), bytes.length, "reading");
      EntryWriter entry = writer.entry(key);
      entry.number(i);
      writer.keep(key, entry);
      keys.add(key);
    }
    CircuitBreakerStore far = new CircuitBreakerStore(meeting, LONG, threads);
    LayerCache cache = new LayerCache(List.of(near, far), Seal.open(), "1", 1000, threads);
    cache.lookAhead(keys);
    cache.lookAhead(keys); // nobody is asked twice
    for (int i = 0; i < 6; i++) {
      EntryReader found = Objects.requireNonNull(cache.find(keys.get(i)));
      assertThat(found.number()).isEqualTo(i);
    }
    assertThat(meeting.asked).hasValue(6 + 6);
    assertThat(near.entries.keySet()).isEqualTo(meeting.entries.keySet()).hasSize(6);
    EntryReader again = Objects.requireNonNull(cache.find(keys.getFirst()));
    assertThat(again.number()).isZero();
    assertThat(meeting.asked).hasValue(6 + 6);
    assertThat(cache.problems()).isEmpty();
  }

  @Test
  void whatNobodyAsksAboutIsForgotten() throws Exception {
    Silent silent = new Silent();
    CircuitBreakerStore far = new CircuitBreakerStore(silent, LONG, threads);
    LayerCache cache = new LayerCache(List.of(far), Seal.open(), "1", 1000, threads);
    LayerKey key = new LayerKey(Digest.of("sha256", new byte[1]), 1, "reading");
    cache.lookAhead(List.of(key));
    while (silent.asked.get() == 0) {
      Thread.onSpinWait();
    }
    cache.forget(List.of(key));
    silent.never.countDown();
    assertThat(cache.find(key)).isNull();
    assertThat(silent.asked).hasValue(2);
  }
}
