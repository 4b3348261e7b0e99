package dev.drydock.server.outgoing;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// How many bytes may still go through a proxy, of all its connections together.
final class ByteBudget {
  static final String SPENT =
      "more was to be fetched than the operator allows (drydock.connect.download)";

  private final AtomicLong left;

  ByteBudget(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  boolean spent() {
    return left.get() < 0;
  }

  void spend(int bytes) throws IOException {
    if (left.addAndGet(-bytes) < 0) {
      throw new IOException(SPENT);
    }
  }
}
