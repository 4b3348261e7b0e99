package dev.drydock.server.fault;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Lets something happen a number of times, each at a random moment after all is ready.
final class Trouble {
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  /// What happens, once.
  @FunctionalInterface
  interface Event {
    void happen() throws Exception;
  }

  /// @param longestMillis until the next one
  static Trouble begin(int times, int longestMillis, Random random, Event event) {
    return new Trouble(times, longestMillis, random, event);
  }

  private Trouble(int times, int longestMillis, Random random, Event event) {
    thread =
        Thread.ofPlatform()
            .name("trouble")
            .start(
                () -> {
                  try {
                    for (int i = 0; i < times; i++) {
                      Thread.sleep(random.nextInt(longestMillis));
                      event.happen();
                    }
                  } catch (Exception | AssertionError e) {
                    failure = e;
                  }
                });
  }

  boolean isOver() {
    return !thread.isAlive();
  }

  void await() throws InterruptedException {
    thread.join();
    if (failure != null) {
      throw new AssertionError("the servers did not come back", failure);
    }
  }
}
