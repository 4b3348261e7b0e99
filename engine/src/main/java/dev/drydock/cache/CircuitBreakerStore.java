package dev.drydock.cache;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A circuit breaker before a store across a network: a cache must not make anything slower.
///
/// Who asks waits for a bounded time only. The first question that fails or takes longer ends all
/// others that are under way, and from then on the store is not asked: one that answers nothing
/// costs a scan that time once.
public final class CircuitBreakerStore implements LayerStore {
  /// So many share the way there: with all layers of an image at once, each of them would be slow.
  private static final int MOST_AT_ONCE = 8;

  private final LayerStore store;
  private final Duration patience;
  private final ExecutorService threads;
  private final Semaphore permits = new Semaphore(MOST_AT_ONCE, true);
  private final Map<Long, Future<?>> underWay = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile boolean open;

  /// @param patience with one entry
  /// @param threads one for each task, since they wait for each other
  public CircuitBreakerStore(LayerStore store, Duration patience, ExecutorService threads) {
    this.store = store;
    this.patience = patience;
    this.threads = threads;
  }

  @Override
  public byte @Nullable [] get(String name, int most) throws IOException, InterruptedException {
    return ask(() -> store.get(name, most));
  }

  @Override
  public void put(String name, ByteBuffer entry) throws IOException, InterruptedException {
    ask(
        () -> {
          store.put(name, entry);
          return null;
        });
  }

  @Override
  public void remove(String name) throws IOException, InterruptedException {
    ask(
        () -> {
          store.remove(name);
          return null;
        });
  }

  private <T> @Nullable T ask(Callable<@Nullable T> question)
      throws IOException, InterruptedException {
    permits.acquire();
    try {
      return open ? null : answer(threads.submit(question));
    } finally {
      permits.release();
    }
  }

  private <T> @Nullable T answer(Future<@Nullable T> asked)
      throws IOException, InterruptedException {
    Long number = numbers.incrementAndGet();
    underWay.put(number, asked);
    try {
      // the one that failed may have looked through all before this was among them
      return open ? null : asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      giveUp(new SocketTimeoutException("no answer within " + patience.toMillis() / 1000.0 + " s"));
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> giveUp(cause);
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> giveUp(new IOException(e));
      }
    } catch (CancellationException _) {
      // another one was told why
    } finally {
      underWay.remove(number);
      asked.cancel(true);
    }
    return null;
  }

  /// Only the first one tells: what follows from it is no news.
  private void giveUp(IOException cause) throws IOException {
    synchronized (this) {
      if (open) {
        return;
      }
      open = true;
    }
    for (Future<?> other : underWay.values()) {
      other.cancel(true);
    }
    throw cause;
  }
}
