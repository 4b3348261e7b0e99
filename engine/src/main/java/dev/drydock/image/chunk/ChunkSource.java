package dev.drydock.image.chunk;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A stream as a sequence of chunks.
public interface ChunkSource extends Closeable {

  /// The next piece, `null` at the end.
  @Nullable Chunk next() throws IOException, InterruptedException;

  /// Gives back a chunk that [#next] handed out, to be used again.
  void recycle(Chunk chunk);

  /// No more is wanted.
  @Override
  void close();
}
