package dev.drydock.promotion.copy;

import dev.drydock.image.chunk.BulkInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A stream that is read by a thread of its own, so that the source is not kept waiting while what
/// came of it is digested and sent on. Holds a few chunks at the most.
final class ReadAhead extends BulkInput {
  static final int CHUNK = 256 << 10;
  private static final int CHUNKS = 4;

  private final InputStream in;
  private final ArrayBlockingQueue<Piece> ready = new ArrayBlockingQueue<>(CHUNKS);
  private final ArrayBlockingQueue<byte[]> free = new ArrayBlockingQueue<>(CHUNKS + 2);
  private final Future<?> reading;
  private @Nullable Piece current;
  private int position;

  /// What the reading thread hands over: bytes, or why there are no more.
  private record Piece(byte[] bytes, int length, @Nullable Throwable failure) {}

  ReadAhead(InputStream in, ExecutorService threads) {
    this.in = in;
    this.reading = threads.submit(this::readAll);
  }

  private @Nullable Void readAll() throws InterruptedException {
    try {
      for (; ; ) {
        byte[] chunk = free.poll();
        chunk = chunk == null ? new byte[CHUNK] : chunk;
        // what is there, and not all that has room: nobody waits for a slow line's last byte
        int n = in.read(chunk, 0, chunk.length);
        ready.put(new Piece(chunk, n, null));
        if (n < 0) {
          return null;
        }
      }
    } catch (IOException | RuntimeException e) {
      ready.put(new Piece(new byte[0], -1, e));
      return null;
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    Piece piece = current();
    if (piece.length() < 0) {
      return -1;
    }
    int n = Math.min(length, piece.length() - position);
    System.arraycopy(piece.bytes(), position, target, offset, n);
    position += n;
    return n;
  }

  /// One with bytes that are still to be given, or the last.
  private Piece current() throws IOException {
    Piece piece = current;
    while (piece == null || piece.length() >= 0 && position == piece.length()) {
      if (piece != null) {
        boolean _ = free.offer(piece.bytes());
      }
      try {
        piece = ready.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
      current = piece;
      position = 0;
    }
    // no pattern switch: the first one of a process costs it milliseconds
    if (piece.failure() instanceof IOException e) {
      throw e;
    }
    if (piece.failure() instanceof RuntimeException e) {
      throw e;
    }
    if (piece.failure() != null) {
      throw new IllegalStateException(piece.failure());
    }
    return piece;
  }

  @Override
  public void close() throws IOException {
    reading.cancel(true);
    in.close();
  }
}
