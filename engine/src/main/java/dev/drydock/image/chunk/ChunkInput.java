package dev.drydock.image.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/// A stream over chunks, for decoders; gives the current chunk away to those who can use it whole.
public final class ChunkInput extends InputStream {
  private final ChunkSource source;
  private @Nullable Chunk chunk;
  private int at;
  private long count;
  private @Nullable IOException failure;

  public ChunkInput(ChunkSource source) {
    this.source = source;
  }

  /// Bytes of all chunks so far.
  public long count() {
    return count;
  }

  /// The current chunk with something left, or the next; `null` at the end.
  public @Nullable Chunk chunk() throws IOException {
    while (chunk == null || at >= chunk.length) {
      if (chunk != null) {
        source.recycle(chunk);
      }
      at = 0;
      try {
        chunk = source.next();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        failure = new InterruptedIOException("interrupted");
        throw failure;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      if (chunk == null) {
        return null;
      }
      count += chunk.length;
    }
    return chunk;
  }

  /// What kept the stored bytes from being read: other failures are the decoder's.
  public @Nullable IOException failure() {
    return failure;
  }

  /// Where in [#chunk()] the next byte is.
  public int at() {
    return at;
  }

  /// Says that bytes of the current chunk up to `position` have been used.
  public void at(int position) {
    at = position;
  }

  @Override
  public int read() throws IOException {
    Chunk current = chunk();
    return current == null ? -1 : current.bytes[at++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Chunk current = length == 0 ? null : chunk();
    if (current == null) {
      return length == 0 ? 0 : -1;
    }
    int n = Math.min(length, current.length - at);
    System.arraycopy(current.bytes, at, target, offset, n);
    at += n;
    return n;
  }

  /// Lets all that is left pass by.
  public void drain() throws IOException {
    for (Chunk rest = chunk(); rest != null; rest = chunk()) {
      at = rest.length;
    }
  }
}
