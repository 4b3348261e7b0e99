package dev.drydock.server.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Bytes between two connections, both ways, until either has said all or nothing moves any more.
final class Tunnel {
  private static final int BLOCK = 64 << 10;

  private final Duration idle;
  private final ByteBudget budget;
  private final AtomicLong moved = new AtomicLong(System.nanoTime());

  Tunnel(Duration idle, ByteBudget budget) {
    this.idle = idle;
    this.budget = budget;
  }

  /// Comes back when it is over; both connections are closed then.
  ///
  /// @param fromClient what the client says, of which something may have been read already
  void run(Socket client, InputStream fromClient, Socket target) throws IOException {
    try (client;
        target) {
      client.setSoTimeout((int) idle.toMillis());
      target.setSoTimeout((int) idle.toMillis());
      InputStream fromTarget = target.getInputStream();
      OutputStream toTarget = target.getOutputStream();
      Thread up =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      pump(fromClient, toTarget);
                      target.shutdownOutput();
                    } catch (IOException _) {
                      close(client, target);
                    }
                  });
      try {
        pump(fromTarget, client.getOutputStream());
      } finally {
        close(client, target);
        join(up);
      }
    }
  }

  private void pump(InputStream in, OutputStream out) throws IOException {
    byte[] block = new byte[BLOCK];
    while (true) {
      int n;
      try {
        n = in.read(block);
      } catch (SocketTimeoutException e) {
        // one side is silent as long as it waits for the other
        if (System.nanoTime() - moved.get() < idle.toNanos()) {
          continue;
        }
        throw e;
      }
      if (n < 0) {
        return;
      }
      budget.spend(n);
      out.write(block, 0, n);
      moved.set(System.nanoTime());
    }
  }

  private static void close(Socket one, Socket other) {
    try (one;
        other) {
      // closing is all
    } catch (IOException _) {
      // they are gone
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
