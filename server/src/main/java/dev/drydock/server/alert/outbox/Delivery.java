package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.AlertSettings;
import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.channel.Channel;
import dev.drydock.server.alert.channel.DeliveryException;
import dev.drydock.server.alert.channel.Outlets;
import dev.drydock.server.alert.subscription.ChannelStore;
import dev.drydock.server.secret.UnreadableSecretException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Delivers messages that are due, several at once, so that a slow receiver holds up nobody else.
@Component
public class Delivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(25);

  private final Outbox outbox;
  private final Contents contents;
  private final ChannelStore channels;
  private final Outlets outlets;
  private final JdbcClient database;
  private final AlertSettings settings;
  private final Semaphore places;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Delivery(
      Outbox outbox,
      Contents contents,
      ChannelStore channels,
      Outlets outlets,
      JdbcClient database,
      AlertSettings settings) {
    this.outbox = outbox;
    this.contents = contents;
    this.channels = channels;
    this.outlets = outlets;
    this.database = database;
    this.settings = settings;
    this.places = new Semaphore(settings.atOnce());
  }

  /// Begins to deliver all that is due, and does not wait for the last ones.
  public void begin() throws InterruptedException {
    long end = System.nanoTime() + LONGEST_RUN.toNanos();
    while (System.nanoTime() < end) {
      if (!places.tryAcquire(LONGEST_RUN.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      int free = 1 + places.drainPermits();
      List<Claimed> claimed;
      try {
        claimed = outbox.claim(free);
      } catch (RuntimeException e) {
        places.release(free);
        throw e;
      }
      places.release(free - claimed.size());
      if (claimed.isEmpty()) {
        return;
      }
      for (Claimed message : claimed) {
        threads.execute(
            () -> {
              try {
                deliver(message);
              } finally {
                places.release();
              }
            });
      }
    }
  }

  /// Waits until nothing is being delivered.
  public boolean awaitIdle(Duration longest) throws InterruptedException {
    if (!places.tryAcquire(settings.atOnce(), longest.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    places.release(settings.atOnce());
    return true;
  }

  /// Tries one message. Where even what became of it cannot be written down, its lease runs out and
  /// it is tried again with the same key.
  void deliver(Claimed message) {
    try {
      tryOnce(message);
    } catch (RuntimeException e) {
      LOG.error("Message {} could not be tried", message.key(), e);
    }
  }

  private void tryOnce(Claimed claimed) {
    Optional<ChannelStore.Row> row = channels.find(claimed.channel());
    if (row.isEmpty()) {
      return; // removed just now, together with what waited for it
    }
    try {
      Message message = contents.of(claimed);
      if (message.groups().isEmpty()) {
        outbox.withdrawn(claimed);
        return;
      }
      Channel channel = channels.open(row.get());
      String receipt =
          channel.deliver(message, outlets.with(new StoredIssues(database, claimed.channel())));
      outbox.sent(claimed, receipt);
    } catch (DeliveryException e) {
      outbox.failed(claimed, e.getMessage(), e.again(), e.patience().orElse(Duration.ZERO));
    } catch (UnreadableSecretException e) {
      outbox.failed(claimed, String.valueOf(e.getMessage()), true, Duration.ZERO);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
