package dev.drydock.image.layer;

import dev.drydock.image.FileContent;
import dev.drydock.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A part of a local file, good until the file is closed. May be read by several threads at once.
public record FileRegion(FileChannel channel, long offset, long size) implements FileContent {

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    long left = size - position;
    if (left <= 0 || !target.hasRemaining()) {
      return 0;
    }
    int limit = target.limit();
    if (left < target.remaining()) {
      target.limit(target.position() + (int) left);
    }
    try {
      int total = 0;
      while (target.hasRemaining()) {
        int n = channel.read(target, offset + position + total);
        if (n < 0) {
          throw new ImageException(
              ImageException.Kind.CORRUPT, "the file became shorter while it was read; try again");
        }
        total += n;
      }
      return total;
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public InputStream stream() {
    return new ContentInput(this);
  }

  @Override
  public boolean durable() {
    return true;
  }
}
