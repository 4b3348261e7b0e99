package dev.drydock.image.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Chunks that a thread of their own reads ahead of the one that asks for them, a few at the most.
public final class ReadAhead implements ChunkSource, Runnable {
  private final InputStream in;
  private final int capacity;
  private final ArrayBlockingQueue<Item> ready;
  private final ArrayBlockingQueue<Chunk> free;
  private boolean ended;
  private volatile boolean closed;

  /// What the reading thread hands over: a chunk, or why there is none.
  private record Item(@Nullable Chunk chunk, @Nullable Throwable failure) {}

  private ReadAhead(InputStream in, int capacity, int depth) {
    this.in = in;
    this.capacity = capacity;
    this.ready = new ArrayBlockingQueue<>(depth);
    this.free = new ArrayBlockingQueue<>(depth + 2);
  }

  /// Starts reading.
  ///
  /// @param depth how many chunks may wait
  public static ReadAhead start(InputStream in, int capacity, int depth, String name) {
    ReadAhead ahead = new ReadAhead(in, capacity, depth);
    Thread thread = new Thread(ahead, name);
    thread.setDaemon(true);
    thread.start();
    return ahead;
  }

  @Override
  public void run() {
    Item last = new Item(null, null);
    try {
      while (!closed) {
        Chunk chunk = free.poll();
        if (chunk == null) {
          chunk = new Chunk(capacity);
        }
        chunk.length = in.readNBytes(chunk.bytes, 0, capacity);
        if (chunk.length == 0) {
          break;
        }
        ready.put(new Item(chunk, null));
      }
    } catch (Throwable e) {
      // whatever it is, the walking thread has to hear of it
      last = new Item(null, e);
    }
    try {
      if (!closed) {
        ready.put(last);
      }
    } catch (InterruptedException _) {
      // nobody interrupts this thread, and if so nobody waits
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public @Nullable Chunk next() throws IOException, InterruptedException {
    if (ended) {
      return null;
    }
    Item item = ready.take();
    if (item.chunk() != null) {
      return item.chunk();
    }
    ended = true;
    if (item.failure() == null) {
      return null;
    }
    switch (item.failure()) {
      case IOException e -> throw e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(item.failure());
    }
  }

  @Override
  public void recycle(Chunk chunk) {
    boolean _ = free.offer(chunk);
  }

  @Override
  public void close() {
    closed = true;
    ended = true;
    ready.clear(); // whoever waits to put the next one sees then that it is over
  }
}
