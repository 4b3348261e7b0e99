package dev.drydock.image.archive;

import dev.drydock.image.FileContent;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The content of a file of a directory: opened when it is first read, kept open during its visit,
/// and opened for each reading after that.
final class PathContent implements FileContent, Closeable {
  private final Path file;
  private final long size;
  private @Nullable SeekableByteChannel channel;
  private boolean visited;

  PathContent(Path file, long size) {
    this.file = file;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public synchronized int read(long position, ByteBuffer target) throws IOException {
    if (position >= size || !target.hasRemaining()) {
      return 0;
    }
    if (visited) {
      try (SeekableByteChannel again = open()) {
        return read(again, position, target);
      }
    }
    if (channel == null) {
      channel = open();
    }
    return read(channel, position, target);
  }

  private SeekableByteChannel open() throws IOException {
    return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private int read(SeekableByteChannel from, long position, ByteBuffer target) throws IOException {
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + (size - position)));
    try {
      from.position(position);
      int total = 0;
      while (target.hasRemaining()) {
        int n = from.read(target);
        if (n < 0) {
          break;
        }
        total += n;
      }
      return total;
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public InputStream stream() throws IOException {
    return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public synchronized void close() throws IOException {
    visited = true;
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
