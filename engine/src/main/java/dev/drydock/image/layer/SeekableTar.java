package dev.drydock.image.layer;

import dev.drydock.image.FileContent;
import dev.drydock.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// A tar in a local file, read from header to header. Each read takes a little more than a header,
/// so that small files come with it.
final class SeekableTar extends TarBytes {
  private static final int WINDOW = 16 << 10;

  private final FileRegion region;
  private final ByteBuffer buffer;

  /// Where in the region the window starts, and how much of it is filled.
  private long start;

  private int filled;
  private final long walker = Thread.currentThread().threadId();

  SeekableTar(FileRegion region) {
    this.region = region;
    this.buffer = ByteBuffer.allocate((int) Math.min(WINDOW, Math.max(BLOCK, region.size())));
    this.window = buffer.array();
  }

  @Override
  int block() throws IOException {
    if (filled - at >= BLOCK) {
      return BLOCK;
    }
    start += at;
    at = 0;
    buffer.clear();
    filled = region.read(start, buffer);
    return Math.min(BLOCK, filled);
  }

  @Override
  boolean skip(long count) {
    if (count <= filled - at) {
      at += (int) count;
      return true;
    }
    long left = region.size() - start - at;
    start += at + Math.min(count, left);
    at = 0;
    filled = 0;
    return count <= left;
  }

  @Override
  long position() {
    return start + at;
  }

  @Override
  FileContent content(long size) throws ImageException {
    long position = start + at;
    if (size > region.size() - position) {
      throw new ImageException(
          ImageException.Kind.CORRUPT,
          "the archive ends within a file (it was cut off); get it again");
    }
    return new Content(new FileRegion(region.channel(), region.offset() + position, size));
  }

  @Override
  void release() {
    // contents are durable
  }

  /// The content of a file: what the window has of it needs no reading.
  final class Content implements FileContent {
    private final FileRegion file;

    private Content(FileRegion file) {
      this.file = file;
    }

    FileRegion region() {
      return file;
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      int wanted = (int) Math.min(target.remaining(), file.size() - position);
      long from = file.offset() - region.offset() + position - start;
      if (wanted > 0
          && Thread.currentThread().threadId() == walker
          && from >= 0
          && from + wanted <= filled) {
        target.put(window, (int) from, wanted);
        return wanted;
      }
      return file.read(position, target);
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
}
