package dev.drydock.image.chunk;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Chunks that are read when they are asked for, in the thread that asks.
public final class PulledChunks implements ChunkSource {
  private final InputStream in;
  private final int capacity;
  private @Nullable Chunk free;

  public PulledChunks(InputStream in, int capacity) {
    this.in = in;
    this.capacity = capacity;
  }

  @Override
  public @Nullable Chunk next() throws IOException {
    Chunk chunk = free == null ? new Chunk(capacity) : free;
    free = null;
    chunk.length = in.readNBytes(chunk.bytes, 0, capacity);
    return chunk.length == 0 ? null : chunk;
  }

  @Override
  public void recycle(Chunk chunk) {
    free = chunk;
  }

  @Override
  public void close() {
    // the stream belongs to whoever opened it
  }
}
