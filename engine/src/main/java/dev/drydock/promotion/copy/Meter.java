package dev.drydock.promotion.copy;

import java.util.concurrent.atomic.AtomicLong;

/// How far the copying has come, for who watches.
final class Meter {
  private final CopyProgress progress;
  private final long total;
  private final AtomicLong done = new AtomicLong();

  /// @param total bytes that are to be copied
  Meter(CopyProgress progress, long total) {
    this.progress = progress;
    this.total = total;
  }

  void passed(int bytes) {
    progress.copied(done.addAndGet(bytes), total);
  }
}
