package dev.drydock.image.gzip;

import dev.drydock.image.gzip.ChunkInflater.Inflated;
import dev.drydock.image.gzip.ChunkInflater.Piece;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The content of a gzip file (RFC 1952) of any number of members, inflated by several threads;
/// what follows the members and is none is passed over, as gzip does.
///
/// The thread that reads cuts the stream into chunks, others inflate them, and it puts together
/// what comes out. Where a stream cannot be cut, or too much comes out of a chunk, the rest is
/// inflated in order. Memory: a few chunks and what comes out of them, 48 MiB each at the most,
/// much less for real streams.
public final class ParallelGunzip extends InputStream {
  /// Compressed bytes of a chunk: long enough that the start, decoded slowly, does not matter.
  private static final int SEGMENT = 2 << 20;

  private static final int MOST_PENDING = 16 << 20;

  /// Chunks that are joined before the rest is inflated in order.
  private static final int MOST_JOINED = 12;

  private final InputStream stored;
  private final ChunkSplitter splitter;
  private final ExecutorService executor;
  private final int ahead;
  private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ChunkInflater> inflaters = new ConcurrentLinkedQueue<>();
  private final Deque<Future<Inflated>> tasks = new ArrayDeque<>();
  private final Window window = new Window();
  private final @Nullable CRC32 crc;
  private long memberLength;
  private boolean cutting = true;
  private boolean ended;
  private @Nullable SerialInflater serial;

  private byte[] current = new byte[0];
  private int at;
  private int to;
  private Iterator<Piece> pieces = List.<Piece>of().iterator();
  private boolean endsAfterPieces;

  /// @param stored the compressed bytes; read by the thread that reads this
  /// @param threads that inflate
  /// @param checked whether the members' own checksums are looked at; a digest makes them needless
  public ParallelGunzip(InputStream stored, int threads, boolean checked) {
    this(stored, threads, checked, SEGMENT);
  }

  ParallelGunzip(InputStream stored, int threads, boolean checked, int segment) {
    this.stored = stored;
    this.splitter = new ChunkSplitter(stored, segment, Math.max(MOST_PENDING, 4 * segment));
    this.ahead = threads + 1;
    this.crc = checked ? new CRC32() : null;
    this.executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("drydock-inflate-", 0).factory());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (at == to) {
      if (serial != null) {
        return serially(serial, target, offset, count);
      }
      if (!nextPiece()) {
        return -1;
      }
    }
    int n = Math.min(count, to - at);
    System.arraycopy(current, at, target, offset, n);
    at += n;
    return n;
  }

  @Override
  public void close() throws IOException {
    executor.shutdownNow();
    for (ChunkInflater inflater : inflaters) {
      inflater.close();
    }
    if (serial != null) {
      serial.close();
    }
    stored.close();
  }

  /// Makes the next known bytes current.
  private boolean nextPiece() throws IOException {
    while (!ended) {
      if (pieces.hasNext()) {
        switch (pieces.next()) {
          case Piece.Known(byte[] bytes, int length) -> {
            recycle();
            current(bytes, length);
            return true;
          }
          case Piece.MemberEnd(long checksum, long size) -> endMember(checksum, size);
        }
        continue;
      }
      if (endsAfterPieces) {
        ended = true;
        break;
      }
      Inflated inflated = next();
      if (inflated == null) {
        throw new EOFException("its gzip data ends early");
      }
      if (!inflated.complete()) {
        inflated = joined(inflated.chunk());
      }
      if (!inflated.complete()) {
        goSerial(inflated.chunk());
        return true;
      }
      pieces = inflated.pieces().iterator();
      endsAfterPieces = inflated.ended();
      if (inflated.marked().length > 0) {
        recycle();
        byte[] bytes = fillIn(inflated.marked());
        current(bytes, bytes.length);
        return true;
      }
    }
    return false;
  }

  private void current(byte[] bytes, int length) {
    current = bytes;
    at = 0;
    to = length;
    account(bytes, 0, length);
  }

  private void account(byte[] bytes, int offset, int length) {
    memberLength += length;
    window.append(bytes, offset, length);
    if (crc != null) {
      crc.update(bytes, offset, length);
    }
  }

  private void recycle() {
    if (current.length == ChunkInflater.PIECE) {
      free.add(current);
    }
    current = new byte[0];
  }

  private byte[] fillIn(char[] marked) throws DamagedException {
    byte[] bytes = new byte[marked.length];
    for (int i = 0; i < marked.length; i++) {
      int value = marked[i];
      bytes[i] =
          value < BlockDecoder.FIRST_MARKER
              ? (byte) value
              : window.at(value - BlockDecoder.FIRST_MARKER);
    }
    return bytes;
  }

  private void endMember(long checksum, long size) throws ZipException {
    if (crc != null) {
      if (checksum != crc.getValue() || size != (memberLength & 0xffffffffL)) {
        throw new ZipException("its gzip checksum does not fit its content");
      }
      crc.reset();
    }
    memberLength = 0;
    window.clear();
  }

  /// What came out of the next chunk; keeps the inflating threads busy with those after it.
  private @Nullable Inflated next() throws IOException {
    fill();
    Future<Inflated> task = tasks.poll();
    if (task == null) {
      return splitter.ended() && splitter.pending().length == 0 ? null : leftOver();
    }
    return await(task);
  }

  private void fill() throws IOException {
    while (cutting && tasks.size() < ahead) {
      GzipChunk chunk = splitter.next();
      if (chunk == null) {
        cutting = false;
      } else {
        cutting = !chunk.last();
        tasks.add(executor.submit(() -> inflate(chunk)));
      }
    }
  }

  /// Inflates a chunk that does not end between two blocks, with as many of those after it as it
  /// takes.
  ///
  /// What seemed to be the start of a block lay in a stored one: compressed files in a layer hold
  /// what looks just like it.
  private Inflated joined(GzipChunk start) throws IOException {
    GzipChunk chunk = start;
    for (int i = 0; i < MOST_JOINED && chunk.number() >= 0 && !chunk.last(); i++) {
      fill();
      Future<Inflated> task = tasks.poll();
      if (task == null) {
        break;
      }
      chunk = chunk.with(await(task).chunk());
      ChunkInflater inflater = inflater();
      Inflated inflated = inflater.inflate(chunk, window);
      inflaters.add(inflater);
      if (inflated.complete()) {
        return inflated;
      }
    }
    return new Inflated(chunk, new char[0], List.of(), false, false);
  }

  private static Inflated await(Future<Inflated> task) throws InterruptedIOException {
    try {
      return task.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Inflated inflate(GzipChunk chunk) {
    ChunkInflater inflater = inflater();
    try {
      return inflater.inflate(chunk);
    } finally {
      inflaters.add(inflater);
    }
  }

  private ChunkInflater inflater() {
    ChunkInflater inflater = inflaters.poll();
    return inflater == null ? new ChunkInflater(free) : inflater;
  }

  /// Whether the rest is inflated in order.
  boolean serial() {
    return serial != null;
  }

  /// What could not be cut, as a chunk that nobody inflated.
  private Inflated leftOver() {
    return new Inflated(
        new GzipChunk(-1, new byte[BlockDecoder.PADDING], 0, 0, false),
        new char[0],
        List.of(),
        false,
        false);
  }

  /// Goes on in order from the start of `chunk`: its bytes, those of the chunks after it, and the
  /// rest.
  private void goSerial(GzipChunk chunk) throws IOException {
    recycle();
    at = 0;
    to = 0;
    boolean none = chunk.number() < 0;
    int skip = (int) ((none ? splitter.from() : chunk.from()) & 7);
    Deque<GzipChunk> chunks = new ArrayDeque<>();
    if (!none) {
      chunks.add(chunk);
    }
    for (Future<Inflated> task : tasks) {
      chunks.add(await(task).chunk());
    }
    tasks.clear();
    InputStream rest = new ByteArrayInputStream(new byte[0]);
    int shared = none ? 0 : -1;
    for (GzipChunk one : chunks) {
      int start = shared < 0 ? (int) (one.from() >>> 3) : shared;
      rest = after(rest, new ByteArrayInputStream(one.bytes(), start, one.length() - start));
      shared = (one.to() & 7) == 0 ? 0 : 1;
    }
    byte[] pending = splitter.pending();
    boolean last = !chunks.isEmpty() && chunks.getLast().last();
    if (!last) {
      int start = none ? (int) (splitter.from() >>> 3) : shared;
      rest = after(rest, new ByteArrayInputStream(pending, start, pending.length - start));
      rest = after(rest, stored);
    }
    serial = new SerialInflater(rest, skip, window.toArray());
  }

  private static InputStream after(InputStream first, InputStream second) {
    return new SequenceInputStream(first, second);
  }

  private int serially(SerialInflater inflater, byte[] target, int offset, int count)
      throws IOException {
    while (true) {
      switch (inflater.next(target, offset, count)) {
        case null -> {
          return -1;
        }
        case SerialInflater.Step.Bytes(int length) -> {
          account(target, offset, length);
          return length;
        }
        case SerialInflater.Step.MemberEnd(long checksum, long size) -> endMember(checksum, size);
      }
    }
  }
}
