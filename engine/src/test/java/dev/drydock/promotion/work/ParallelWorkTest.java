package dev.drydock.promotion.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ParallelWorkTest {
  private static final int MOST = 3;

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger highest = new AtomicInteger();

  private int counted(int result) throws InterruptedException {
    highest.accumulateAndGet(running.incrementAndGet(), Math::max);
    Thread.sleep(1);
    running.decrementAndGet();
    return result;
  }

  @Test
  void resultsComeInTheOrderOfTheTasksAndThreadsAreAsManyAsPlaces() throws Exception {
    ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newCachedThreadPool();
    try (pool) {
      List<ParallelWork.Task<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int result = i;
        tasks.add(() -> counted(result));
      }
      assertThat(new ParallelWork(pool, MOST).all(tasks))
          .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
      assertThat(highest).hasValue(MOST);
      assertThat(pool.getLargestPoolSize()).isEqualTo(MOST);
    }
  }

  @Test
  void placesAreSharedByAllWhoWork() throws Exception {
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      ParallelWork work = new ParallelWork(pool, MOST);
      List<ParallelWork.Task<List<Integer>>> outer = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        List<ParallelWork.Task<Integer>> inner = new ArrayList<>();
        for (int j = 0; j < 20; j++) {
          inner.add(() -> counted(1));
        }
        outer.add(() -> work.all(inner));
      }
      assertThat(new ParallelWork(pool, 4).all(outer)).hasSize(4).allMatch(all -> all.size() == 20);
      assertThat(highest.get()).isLessThanOrEqualTo(MOST);
    }
  }

  /// A request that cannot be broken off would meet those of the next try.
  @Test
  void nothingGoesOnAfterwards() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      ParallelWork.Task<Integer> deaf =
          () -> {
            begun.countDown();
            long end = System.nanoTime() + 300_000_000;
            while (System.nanoTime() < end) {
              Thread.onSpinWait();
            }
            return done.incrementAndGet();
          };
      ParallelWork.Task<Integer> fails =
          () -> {
            begun.await();
            throw new IOException("no");
          };

      assertThatThrownBy(() -> new ParallelWork(pool, MOST).all(List.of(deaf, fails)))
          .hasMessage("no");
      assertThat(done).hasValue(1);
    }
  }

  @Test
  void oneThatFailsCutsTheOthersShortAndIsTold() {
    AtomicInteger cut = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      CountDownLatch waiting = new CountDownLatch(1);
      List<ParallelWork.Task<Boolean>> tasks = new ArrayList<>();
      tasks.add(
          () -> {
            waiting.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              cut.incrementAndGet();
              throw e;
            }
            return true;
          });
      tasks.add(
          () -> {
            waiting.await();
            throw new IOException("no more");
          });
      for (int i = 0; i < 50; i++) {
        tasks.add(() -> begun.incrementAndGet() > 0);
      }
      assertThatThrownBy(() -> new ParallelWork(pool, 2).all(tasks))
          .isInstanceOf(IOException.class)
          .hasMessage("no more");
    }
    // all threads have ended
    assertThat(cut).hasValue(1);
    assertThat(begun).hasValue(0);
  }
}
