package dev.drydock.archive;

import dev.drydock.image.FileContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Bytes on the heap as content, such as an inflated member of an archive.
final class HeapContent implements FileContent {
  private final byte[] content;

  HeapContent(byte[] content) {
    this.content = content;
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public int read(long position, ByteBuffer target) {
    if (position < 0 || position >= content.length) {
      return 0;
    }
    int n = (int) Math.min(target.remaining(), content.length - position);
    target.put(content, (int) position, n);
    return n;
  }

  @Override
  public InputStream stream() {
    return new ByteArrayInputStream(content);
  }

  @Override
  public boolean durable() {
    return true;
  }
}
