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
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
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
  private static final int SEGMENT = 3 << 20;

  private static final int MOST_PENDING = 16 << 20;

  /// Chunks that are joined before the rest is inflated in order.
  private static final int MOST_JOINED = 12;

  private static final GzipChunk NO_CHUNK = new GzipChunk(-1, new byte[0], 0, 0, 0, false);

  private final InputStream stored;
  private final Buffers buffers = new Buffers();
  private final ChunkSplitter splitter;
  private final ExecutorService executor;
  private final int ahead;
  private final ConcurrentLinkedQueue<ChunkInflater> inflaters = new ConcurrentLinkedQueue<>();
  private final Deque<Future<Inflated>> tasks = new ArrayDeque<>();
  private final Window window = new Window();
  private final @Nullable CRC32 crc;
  private long memberLength;
  private boolean cutting = true;
  private boolean ended;
  private @Nullable SerialInflater serial;

  private Inflated chunk = Inflated.incomplete(NO_CHUNK);
  private Iterator<Piece> pieces = Collections.emptyIterator();
  private int markedAt;

  /// What was known when the current chunk began: what its markers mean.
  private byte[] before = new byte[0];

  private byte[] current = new byte[0];
  private int at;
  private int to;

  /// @param stored the compressed bytes; read by the thread that reads this
  /// @param threads that inflate
  /// @param checked whether the members' own checksums are looked at; a digest makes them needless
  public ParallelGunzip(InputStream stored, int threads, boolean checked) {
    this(stored, threads, checked, SEGMENT);
  }

  ParallelGunzip(InputStream stored, int threads, boolean checked, int segment) {
    this.stored = stored;
    this.splitter =
        new ChunkSplitter(stored, segment, Math.max(MOST_PENDING, 4 * segment), buffers);
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

  /// Whether the rest is inflated in order.
  boolean serial() {
    return serial != null;
  }

  /// Makes the next known bytes current, or turns to inflating in order.
  ///
  /// @return false at the end
  private boolean nextPiece() throws IOException {
    recycle();
    while (!ended) {
      if (markedAt < chunk.markedLength()) {
        fillIn();
        return true;
      }
      if (pieces.hasNext()) {
        switch (pieces.next()) {
          case Piece.Known(byte[] bytes, int length) -> {
            current(bytes, length);
            return true;
          }
          case Piece.MemberEnd(long checksum, long size) -> endMember(checksum, size);
        }
      } else if (chunk.ended()) {
        ended = true;
      } else if (!nextChunk()) {
        return true;
      }
    }
    return false;
  }

  /// Makes what came out of the next chunk current.
  ///
  /// @return false where the rest is inflated in order
  private boolean nextChunk() throws IOException {
    giveBack(chunk);
    chunk = Inflated.incomplete(NO_CHUNK);
    fill();
    Future<Inflated> task = tasks.poll();
    if (task == null) {
      goSerial(null);
      return false;
    }
    Inflated next = await(task);
    if (!next.complete()) {
      next = joined(next.chunk());
    }
    if (!next.complete()) {
      goSerial(next.chunk());
      return false;
    }
    chunk = next;
    pieces = next.pieces().iterator();
    markedAt = 0;
    if (next.markedLength() > 0) {
      before = window.toArray();
    }
    return true;
  }

  private void giveBack(Inflated used) {
    if (used.complete()) {
      buffers.recycleChunk(used.chunk().bytes());
      if (used.markedLength() > 0) {
        buffers.recycleMarked(used.marked());
      }
    }
  }

  private void recycle() {
    if (current.length == Buffers.PIECE) {
      buffers.recyclePiece(current);
    }
    current = new byte[0];
    at = 0;
    to = 0;
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

  /// Makes the next of the bytes with markers current, the markers filled in.
  private void fillIn() throws DamagedException {
    byte[] bytes = buffers.piece();
    char[] marked = chunk.marked();
    int length = Math.min(Buffers.PIECE, chunk.markedLength() - markedAt);
    int from = Window.SIZE + markedAt;
    // markers count from the start of a whole window, of which less may be known near a member's
    // start
    int unknown = BlockDecoder.FIRST_MARKER + Window.SIZE - before.length;
    for (int i = 0; i < length; i++) {
      int value = marked[from + i];
      if (value >= BlockDecoder.FIRST_MARKER) {
        if (value < unknown) {
          throw new DamagedException("a match points before the start");
        }
        value = before[value - unknown];
      }
      bytes[i] = (byte) value;
    }
    markedAt += length;
    current(bytes, length);
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

  /// Keeps the inflating threads busy.
  private void fill() throws IOException {
    while (cutting && tasks.size() < ahead) {
      GzipChunk next = splitter.next();
      if (next == null) {
        cutting = false;
      } else {
        cutting = !next.last();
        tasks.add(executor.submit(() -> inflate(next)));
      }
    }
  }

  private Inflated inflate(GzipChunk next) {
    ChunkInflater inflater = inflater();
    try {
      return inflater.inflate(next);
    } finally {
      inflaters.add(inflater);
    }
  }

  private ChunkInflater inflater() {
    ChunkInflater inflater = inflaters.poll();
    return inflater == null ? new ChunkInflater(buffers) : inflater;
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

  /// Inflates a chunk that does not end between two blocks, with as many of those after it as it
  /// takes.
  ///
  /// What seemed to be the start of a block lay in a stored one: compressed files in a layer hold
  /// what looks just like it.
  private Inflated joined(GzipChunk start) throws IOException {
    GzipChunk joined = start;
    for (int i = 0; i < MOST_JOINED && !joined.last(); i++) {
      fill();
      Future<Inflated> task = tasks.poll();
      if (task == null) {
        break;
      }
      Inflated unused = await(task);
      joined = joined.with(unused.chunk());
      giveBack(unused);
      ChunkInflater inflater = inflater();
      Inflated inflated = inflater.inflate(joined, window);
      inflaters.add(inflater);
      if (inflated.complete()) {
        return inflated;
      }
    }
    return Inflated.incomplete(joined);
  }

  /// Goes on in order: from the start of `start`, with the chunks after it and what is in none.
  ///
  /// @param start `null` where all chunks are done
  private void goSerial(@Nullable GzipChunk start) throws IOException {
    if (start == null && splitter.ended()) {
      throw new EOFException("its gzip data ends early");
    }
    GzipChunk all = start;
    for (Future<Inflated> task : tasks) {
      GzipChunk next = await(task).chunk();
      all = all == null ? next : all.with(next);
    }
    tasks.clear();
    byte[] pending = splitter.pending();
    if (all == null) {
      InputStream rest = new SequenceInputStream(new ByteArrayInputStream(pending), stored);
      rest.skipNBytes(splitter.from() >>> 3);
      serial = new SerialInflater(rest, (int) (splitter.from() & 7), window.toArray());
      return;
    }
    int first = (int) (all.from() >>> 3);
    int whole = all.last() ? all.length() : (int) (all.to() >>> 3);
    InputStream rest = new ByteArrayInputStream(all.bytes(), first, whole - first);
    if (!all.last()) {
      // pending begins with the byte that the last chunk ends in
      rest = new SequenceInputStream(rest, new ByteArrayInputStream(pending));
      rest = new SequenceInputStream(rest, stored);
    }
    serial = new SerialInflater(rest, (int) (all.from() & 7), window.toArray());
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
