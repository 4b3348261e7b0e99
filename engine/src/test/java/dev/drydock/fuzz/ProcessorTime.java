package dev.drydock.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The judge of how long one input takes: by the time that the fuzzing thread had of a processor,
/// not by the clock, so that a busy machine fails nothing.
///
/// An input above [#SLOW] fails when it has ended, and only if it is so a second time: the first
/// time may have prepared classes. One above [#ENDLESS] may never end, so that the whole run is
/// ended and the input kept. What waits without a processor is left to Jazzer's `-timeout`.
public final class ProcessorTime {
  static final Duration SLOW = Duration.ofSeconds(5);
  static final Duration ENDLESS = Duration.ofSeconds(20);

  private static final int ENDED_BY_US = 77;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final ProcessorTime OF_THIS_RUN = new ProcessorTime(SLOW);

  private final Duration slow;
  private @Nullable Running running;
  private Duration longest = Duration.ofMillis(50);
  private boolean watched;

  ProcessorTime(Duration slow) {
    this.slow = slow;
  }

  /// What a fuzz target does with an input: throws nothing where all is well.
  public interface Target {
    void read(byte[] data) throws IOException, InterruptedException;
  }

  private record Running(byte[] data, Thread thread, long start) {
    Duration taken() {
      return Duration.ofNanos(THREADS.getThreadCpuTime(thread.threadId()) - start);
    }

    /// Whether this thread, or one that reads ahead of it, is above the bound.
    boolean endless() {
      return taken().compareTo(ENDLESS) > 0
          || Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
              .filter(info -> info != null && info.getThreadName().startsWith("drydock-"))
              .anyMatch(info -> THREADS.getThreadCpuTime(info.getThreadId()) > ENDLESS.toNanos());
    }
  }

  /// Lets `target` read `data`.
  ///
  /// @throws IllegalStateException where it takes more than [#SLOW]
  public static void judge(byte[] data, Target target) throws IOException, InterruptedException {
    OF_THIS_RUN.read(data, target);
  }

  void read(byte[] data, Target target) throws IOException, InterruptedException {
    Duration taken = time(data, target);
    if (taken.compareTo(slow) > 0) {
      taken = time(data, target);
    }
    if (taken.compareTo(slow) > 0) {
      throw new IllegalStateException("slow: " + taken.toMillis() + " ms of processor time");
    }
    note(taken);
  }

  private Duration time(byte[] data, Target target) throws IOException, InterruptedException {
    Running now = new Running(data, Thread.currentThread(), THREADS.getCurrentThreadCpuTime());
    synchronized (this) {
      running = now;
      if (!watched) {
        watched = true;
        Thread.ofPlatform().daemon().name("processor time").start(this::watch);
      }
    }
    try {
      target.read(data);
      return now.taken();
    } finally {
      synchronized (this) {
        running = null;
      }
    }
  }

  /// A line for `bench/fuzz` whenever an input took half as long again as all before it.
  private void note(Duration taken) {
    if (taken.compareTo(longest.multipliedBy(3).dividedBy(2)) > 0) {
      longest = taken;
      System.err.println("Longest input: " + taken.toMillis() + " ms of processor time");
    }
  }

  private void watch() {
    while (true) {
      try {
        Thread.sleep(1000);
      } catch (InterruptedException _) {
        return;
      }
      synchronized (this) {
        if (running != null && running.endless()) {
          end(running);
        }
      }
    }
  }

  /// As Jazzer does with a crash: the stack and the input are kept, and nothing runs on.
  private static void end(Running running) {
    IllegalStateException endless =
        new IllegalStateException("endless: " + running.taken().toMillis() + " ms and not done");
    endless.setStackTrace(running.thread().getStackTrace());
    System.err.println("== Java Exception: ");
    endless.printStackTrace();
    try {
      Path directory =
          Path.of(System.getProperty("drydock.fuzz.found", System.getProperty("java.io.tmpdir")));
      Path file = Files.createTempFile(directory, "timeout-", "");
      Files.write(file, running.data());
      System.err.println("Test unit written to " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Runtime.getRuntime().halt(ENDED_BY_US);
    }
  }
}
