package dev.drydock.promotion.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Does many things at once that wait for a network, a bounded number of them at any time. Where
/// one fails the others are cut short, and its failure is the one that is told, once all have
/// ended.
public final class ParallelWork {
  private final ExecutorService threads;
  private final Semaphore places;
  private final int most;

  /// @param threads as many as are wanted at any time: `most` for each call of [#all]
  /// @param most at any time, of all calls together
  public ParallelWork(ExecutorService threads, int most) {
    this.threads = threads;
    this.places = new Semaphore(most);
    this.most = most;
  }

  /// Something to be done.
  @FunctionalInterface
  public interface Task<T> {
    T run() throws IOException, InterruptedException;
  }

  /// Something to be done that has no result.
  @FunctionalInterface
  public interface Step {
    void run() throws IOException, InterruptedException;
  }

  /// The results, in the order of the tasks.
  public <T> List<T> all(List<Task<T>> tasks) throws IOException, InterruptedException {
    if (tasks.size() == 1) {
      return List.of(bounded(tasks.getFirst()));
    }
    AtomicReferenceArray<T> results = new AtomicReferenceArray<>(tasks.size());
    AtomicInteger next = new AtomicInteger();
    Task<Boolean> worker =
        () -> {
          for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
            results.set(i, bounded(tasks.get(i)));
          }
          return true;
        };
    List<Future<Boolean>> running = new ArrayList<>();
    Workers workers = new Workers(running);
    try {
      for (int i = 0; i < Math.min(tasks.size(), most); i++) {
        synchronized (running) {
          running.add(threads.submit(() -> workers.noticing(worker)));
        }
      }
      for (Future<Boolean> one : List.copyOf(running)) {
        one.get();
      }
      List<T> all = new ArrayList<>(tasks.size());
      for (int i = 0; i < tasks.size(); i++) {
        all.add(results.get(i));
      }
      return all;
    } catch (ExecutionException | CancellationException e) {
      throw workers.first(e);
    } finally {
      workers.cutShort();
      workers.awaitEnd();
    }
  }

  private <T> T bounded(Task<T> task) throws IOException, InterruptedException {
    places.acquire();
    try {
      return task.run();
    } finally {
      places.release();
    }
  }

  /// Those who work for one call of [#all], and what went wrong first.
  private static final class Workers {
    private final List<? extends Future<?>> running;
    private Throwable first = new InterruptedException();
    private boolean failed;
    private int atWork;
    private boolean over;

    Workers(List<? extends Future<?>> running) {
      this.running = running;
    }

    <T> T noticing(Task<T> task) throws IOException, InterruptedException {
      begin();
      try {
        return task.run();
      } catch (IOException | InterruptedException | RuntimeException e) {
        boolean mine;
        synchronized (this) {
          mine = !failed;
          first = failed ? first : e;
          failed = true;
        }
        if (mine) {
          cutShort();
        }
        throw e;
      } finally {
        end();
      }
    }

    private synchronized void begin() throws InterruptedException {
      if (over) {
        throw new InterruptedException();
      }
      atWork++;
    }

    private synchronized void end() {
      atWork--;
      notifyAll();
    }

    /// Waits until nobody is at work: a request that is still on its way would meet those of the
    /// next try.
    void awaitEnd() {
      boolean interrupted = false;
      synchronized (this) {
        over = true;
        while (atWork > 0) {
          try {
            wait();
          } catch (InterruptedException _) {
            interrupted = true;
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    void cutShort() {
      List<Future<?>> all;
      synchronized (running) {
        all = List.copyOf(running);
      }
      all.forEach(one -> one.cancel(true));
    }

    /// Thrown again by who waits.
    synchronized RuntimeException first(Exception seen) throws IOException, InterruptedException {
      Throwable cause = failed ? first : seen.getCause();
      switch (cause) {
        case IOException e -> throw e;
        case InterruptedException e -> throw e;
        case RuntimeException e -> throw e;
        case null, default -> throw new IllegalStateException(seen);
      }
    }
  }
}
