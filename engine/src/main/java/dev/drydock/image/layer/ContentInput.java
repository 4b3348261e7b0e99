package dev.drydock.image.layer;

import dev.drydock.image.FileContent;
import dev.drydock.image.chunk.BulkInput;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A content from its start to its end. Not buffered: readers of single bytes do that themselves.
final class ContentInput extends BulkInput {
  private final FileContent content;
  private long position;

  ContentInput(FileContent content) {
    this.content = content;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int n = content.read(position, ByteBuffer.wrap(target, offset, length));
    if (n <= 0) {
      return -1;
    }
    position += n;
    return n;
  }

  @Override
  public long skip(long count) {
    long n = Math.max(0, Math.min(count, content.size() - position));
    position += n;
    return n;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, content.size() - position);
  }
}
