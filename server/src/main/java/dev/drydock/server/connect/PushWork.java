package dev.drydock.server.connect;

import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Works off what registries told, several at once, as long as there is any.
@Component
class PushWork {
  private static final Logger LOG = LoggerFactory.getLogger(PushWork.class);

  private final PushQueue queue;
  private final Bringing bringing;
  private final Semaphore places;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  PushWork(PushQueue queue, Bringing bringing, ConnectSettings settings) {
    this.queue = queue;
    this.bringing = bringing;
    this.places = new Semaphore(settings.atOnce());
  }

  /// Fills the places that are free; does not wait for what they do.
  void begin() {
    while (!threads.isShutdown() && places.tryAcquire()) {
      List<Claimed> next;
      try {
        next = queue.claim(1);
      } catch (RuntimeException e) {
        places.release();
        throw e;
      }
      if (next.isEmpty()) {
        places.release();
        return;
      }
      threads.execute(() -> workOff(next));
    }
  }

  private void workOff(List<Claimed> first) {
    try {
      List<Claimed> claimed = first;
      while (!claimed.isEmpty()) {
        bringing.bring(claimed.getFirst());
        claimed = queue.claim(1);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // its lease ends, and it is tried again
      LOG.warn("An image of a registry could not be brought in: {}", e.toString());
    } finally {
      places.release();
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
