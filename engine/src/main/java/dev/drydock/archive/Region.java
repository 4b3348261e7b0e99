package dev.drydock.archive;

import dev.drydock.image.FileContent;
import dev.drydock.image.chunk.BulkInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// A part of another content, such as a stored member of an archive: read in place.
///
/// @param start within `whole`
record Region(FileContent whole, long start, long size) implements FileContent {

  /// Reads until `target` is full.
  ///
  /// @param path names the content in the error
  /// @throws EOFException where the content ends before
  static void fill(FileContent content, long position, ByteBuffer target, String path)
      throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int n = content.read(at, target);
      if (n <= 0) {
        throw new EOFException(path + " ends early");
      }
      at += n;
    }
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position < 0 || position >= size || !target.hasRemaining()) {
      return 0;
    }
    int limit = target.limit();
    if (target.remaining() > size - position) {
      target.limit(target.position() + (int) (size - position));
    }
    try {
      return whole.read(start + position, target);
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public InputStream stream() {
    return new RegionStream(this);
  }

  @Override
  public boolean durable() {
    return whole.durable();
  }

  /// A region from its start to its end.
  private static final class RegionStream extends BulkInput {
    private final Region region;
    private long at;

    RegionStream(Region region) {
      this.region = region;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, target.length);
      if (length == 0) {
        return 0;
      }
      int n = region.read(at, ByteBuffer.wrap(target, from, length));
      at += Math.max(n, 0);
      return n <= 0 ? -1 : n;
    }
  }
}
