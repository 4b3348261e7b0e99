package dev.drydock.image.layer;

import dev.drydock.image.FileContent;
import dev.drydock.image.ImageException;
import dev.drydock.image.PassedByException;
import dev.drydock.image.chunk.Chunk;
import dev.drydock.image.chunk.ChunkSource;
import dev.drydock.limits.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tar whose bytes come by once. The content of a file is held only as far as somebody reads it,
/// in the chunks that it came in, and only while the file is visited.
final class StreamedTar extends TarBytes {
  private final ChunkSource source;
  private final int fileBytes;
  private final String what;

  /// The chunk that the window is on, and those after it that a content has read ahead.
  private final List<Chunk> held = new ArrayList<>();

  private @Nullable Content current;
  private boolean ended;
  private @Nullable IOException failure;

  /// Bytes of the chunks that are not held any more.
  private long passed;

  /// @param fileBytes how much of one file may be held
  StreamedTar(ChunkSource source, int fileBytes, String what) {
    this.source = source;
    this.fileBytes = fileBytes;
    this.what = what;
  }

  @Override
  int block() throws IOException, InterruptedException {
    if (!held.isEmpty() && at >= held.getFirst().length) {
      at -= held.getFirst().length;
      drop();
    }
    if (held.isEmpty() && !fetch()) {
      return 0;
    }
    while (held.getFirst().length - at < BLOCK && (held.size() > 1 || fetch())) {
      join();
    }
    window = held.getFirst().bytes;
    return Math.min(BLOCK, held.getFirst().length - at);
  }

  /// Makes one of the first two chunks, for a header that lies across their border.
  private void join() {
    Chunk first = held.removeFirst();
    Chunk second = held.removeFirst();
    Chunk both = new Chunk(first.length - at + second.length);
    both.length = both.bytes.length;
    System.arraycopy(first.bytes, at, both.bytes, 0, first.length - at);
    System.arraycopy(second.bytes, 0, both.bytes, first.length - at, second.length);
    passed += at;
    at = 0;
    source.recycle(first);
    source.recycle(second);
    held.addFirst(both);
  }

  @Override
  boolean skip(long count) throws IOException, InterruptedException {
    long left = count;
    while (true) {
      if (held.isEmpty() && !fetch()) {
        return left == 0;
      }
      Chunk chunk = held.getFirst();
      int here = chunk.length - at;
      if (left < here) {
        at += (int) left;
        window = chunk.bytes;
        return true;
      }
      left -= here;
      at = 0;
      drop();
      if (left == 0) {
        return true;
      }
    }
  }

  private ImageException cutOff() {
    return new ImageException(
        ImageException.Kind.CORRUPT,
        what + " ends within a file (it was cut off); get or build the image again");
  }

  private void drop() {
    Chunk chunk = held.removeFirst();
    passed += chunk.length;
    source.recycle(chunk);
  }

  @Override
  long position() {
    return passed + at;
  }

  @Override
  FileContent content(long size) {
    Content content = new Content(size, at);
    current = content;
    return content;
  }

  @Override
  void release() {
    current = null;
  }

  /// Reads the rest, so that all of it is verified.
  void drain() throws IOException, InterruptedException {
    do {
      while (!held.isEmpty()) {
        drop();
      }
    } while (fetch());
  }

  private boolean fetch() throws IOException, InterruptedException {
    if (failure != null) {
      throw failure; // whoever read a content may have kept it to himself
    }
    Chunk next = null;
    try {
      next = ended ? null : source.next();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    if (next == null) {
      ended = true;
      return false;
    }
    held.add(next);
    return true;
  }

  /// The content of the file that is visited.
  private final class Content implements FileContent {
    private final long size;

    /// Where the file starts, from the first held chunk; negative once chunks were let go.
    private int start;

    /// What every reader needs, whatever the others let go of; `null` as long as all is held.
    private byte @Nullable [] head;

    /// @param start where in the first held chunk the file starts
    Content(long size, int start) {
      this.size = size;
      this.start = start;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public boolean durable() {
      return false;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      if (current != this) {
        throw new IllegalStateException("a streamed file was read after its visit");
      }
      int total = 0;
      while (target.hasRemaining() && position + total < size) {
        int n = readChunk(position + total, target);
        total += n;
      }
      return total;
    }

    @Override
    public void passBy(long position) {
      while (held.size() > 1 && start + position >= held.getFirst().length) {
        keepHead();
        int length = held.getFirst().length;
        start -= length;
        at -= length;
        drop();
      }
    }

    private void keepHead() {
      if (head == null) {
        byte[] bytes = new byte[(int) Math.min(HEAD, size)];
        int length = 0;
        for (int i = 0; i < held.size() && length < bytes.length; i++) {
          int from = i == 0 ? start : 0;
          int n = Math.min(bytes.length - length, held.get(i).length - from);
          System.arraycopy(held.get(i).bytes, from, bytes, length, n);
          length += n;
        }
        head = bytes;
      }
    }

    private int readChunk(long position, ByteBuffer target) throws IOException {
      long offset = start + position;
      if (offset < 0) {
        if (head == null || position >= head.length) {
          throw new PassedByException();
        }
        int n = Math.min(target.remaining(), head.length - (int) position);
        target.put(head, (int) position, n);
        return n;
      }
      int index = 0;
      while (true) {
        if (index == held.size() && !hold(position)) {
          throw cutOff();
        }
        if (offset < held.get(index).length) {
          break;
        }
        offset -= held.get(index++).length;
      }
      Chunk chunk = held.get(index);
      int from = (int) offset;
      int n =
          (int) Math.min(Math.min(chunk.length - from, size - position), (long) target.remaining());
      target.put(chunk.bytes, from, n);
      return n;
    }

    private boolean hold(long position) throws IOException {
      if (position >= fileBytes) {
        throw new LimitExceededException("fileBytes", "a file of " + what, fileBytes);
      }
      try {
        return fetch();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }

    @Override
    public InputStream stream() {
      return new ContentInput(this);
    }
  }
}
