package dev.drydock.catalog.inventory;

import dev.drydock.catalog.Onlooker;
import dev.drydock.catalog.StreamedCataloger;
import dev.drydock.image.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file that passes by in a stream, with onlookers: they see every byte before it is let go.
final class WatchedContent implements FileContent {
  private final FileContent content;
  private final List<Onlooker> onlookers;
  private final ByteBuffer buffer = ByteBuffer.allocate(StreamedCataloger.MOST);
  private long seen;
  private @Nullable IOException failure;

  WatchedContent(FileContent content, List<? extends Onlooker> onlookers) {
    this.content = content;
    this.onlookers = List.copyOf(onlookers);
  }

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    return content.read(position, target);
  }

  @Override
  public void passBy(long position) {
    try {
      show(Math.min(position, content.size()));
      content.passBy(position);
    } catch (IOException e) {
      // whoever let the bytes go did not ask for them: those who did are told when they read on
      failure = e;
    }
  }

  @Override
  public InputStream stream() throws IOException {
    return content.stream();
  }

  @Override
  public boolean durable() {
    return content.durable();
  }

  /// Shows the rest, once nobody else reads any more.
  void showRest() throws IOException {
    if (failure != null) {
      throw failure;
    }
    show(content.size());
  }

  private void show(long end) throws IOException {
    while (seen < end && failure == null) {
      content.passBy(seen);
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - seen));
      int n = content.read(seen, buffer);
      if (n <= 0) {
        throw new IOException("the file ends early");
      }
      for (Onlooker onlooker : onlookers) {
        onlooker.bytes(buffer.array(), n);
      }
      seen += n;
    }
  }
}
