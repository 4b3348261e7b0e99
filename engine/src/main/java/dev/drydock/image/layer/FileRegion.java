package dev.drydock.image.layer;

import dev.drydock.image.FileContent;
import dev.drydock.image.ImageException;
import dev.drydock.image.compression.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// A part of a local file, good until the file is closed. May be read by several threads at once.
public record FileRegion(FileChannel channel, long offset, long size) implements FileContent {

  /// The part of the file that `content` is; `null` where it is held otherwise, or has holes.
  public static @Nullable FileRegion of(FileContent content) {
    // no pattern switch: the first one in a fresh JVM costs 20 ms of method handles
    if (content instanceof FileRegion region) {
      return region;
    }
    return content instanceof SeekableTar.Content inTar ? inTar.region() : null;
  }

  /// How the content is compressed, by its first bytes.
  public Compression compression() throws IOException {
    byte[] head = new byte[Compression.HEAD];
    return Compression.of(head, read(0, ByteBuffer.wrap(head)));
  }

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
