package dev.drydock.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
  private static final Duration SLOW = Duration.ofMillis(50);
  private static final byte[] INPUT = {1, 2};

  private final AtomicInteger reads = new AtomicInteger();
  private final ProcessorTime time = new ProcessorTime(SLOW);

  /// Twice as much of a processor as is allowed.
  private static void work() {
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + 2 * SLOW.toNanos();
    while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatIsSlowTwiceFails() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                time.read(
                    INPUT,
                    _ -> {
                      reads.incrementAndGet();
                      work();
                    }))
        .withMessageMatching("slow: [0-9]{3,} ms of processor time");
    assertThat(reads).hasValue(2);
  }

  @Test
  void whatIsSlowOncePreparedSomething() {
    assertThatCode(
            () ->
                time.read(
                    INPUT,
                    _ -> {
                      if (reads.incrementAndGet() == 1) {
                        work();
                      }
                    }))
        .doesNotThrowAnyException();
    assertThat(reads).hasValue(2);
  }

  @Test
  void waitingIsNoWork() {
    assertThatCode(
            () ->
                time.read(
                    INPUT,
                    _ -> {
                      reads.incrementAndGet();
                      Thread.sleep(3 * SLOW.toMillis());
                    }))
        .doesNotThrowAnyException();
    assertThat(reads).hasValue(1);
  }
}
