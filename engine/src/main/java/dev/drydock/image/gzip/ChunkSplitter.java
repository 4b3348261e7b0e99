package dev.drydock.image.gzip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a gzip stream into chunks that begin and end between two blocks.
final class ChunkSplitter {
  private static final int GZIP_HEADER_MOST = 64 << 10;

  /// What may come out of the blocks that are decoded to be sure of a place.
  private static final int LOOKED_AT = 2 << 20;

  /// Bytes at the end of what is here in which a place may not have been recognised, since not
  /// enough follows it.
  private static final int UNDECIDED = 256 << 10;

  private final InputStream in;
  private final int segment;
  private final int most;
  private final Buffers buffers;
  private final BlockDecoder decoder;
  private byte[] pending;
  private int length;
  private long from = -1;
  private long searched;
  private int number;
  private boolean atEnd;

  /// @param segment bytes that a chunk shall have at least
  /// @param most bytes that it may have at the most
  ChunkSplitter(InputStream in, int segment, int most, Buffers buffers) {
    this.buffers = buffers;
    this.decoder = new BlockDecoder(LOOKED_AT, buffers.marked());
    this.in = in;
    this.segment = segment;
    this.most = most;
    this.pending = new byte[2 * segment + BlockDecoder.PADDING];
  }

  /// The next chunk; `null` where the stream has ended, or no place to cut is found within what may
  /// be held: see [#pending].
  @Nullable GzipChunk next() throws IOException {
    while (!atEnd && length < most) {
      read();
      if (from < 0) {
        header();
      }
      if (atEnd) {
        return new GzipChunk(number++, pending, length, from, 8L * length, true);
      }
      long cut = cut();
      if (cut >= 0) {
        return chunk(cut);
      }
    }
    return null;
  }

  /// What has been read and is in no chunk: all that is left of the stream, with what is still to
  /// be read, begins with it.
  byte[] pending() {
    return Arrays.copyOf(pending, length);
  }

  /// The first bit of [#pending].
  long from() {
    return Math.max(from, 0);
  }

  /// Whether everything has been read.
  boolean ended() {
    return atEnd;
  }

  private void read() throws IOException {
    if (pending.length < length + segment + BlockDecoder.PADDING) {
      pending = Arrays.copyOf(pending, length + segment + BlockDecoder.PADDING);
    }
    int n = in.readNBytes(pending, length, segment);
    length += n;
    Arrays.fill(pending, length, length + BlockDecoder.PADDING, (byte) 0);
    atEnd = n < segment;
  }

  private void header() throws IOException {
    int end = GzipHeader.end(pending, 0, Math.min(length, GZIP_HEADER_MOST));
    if (end < 0) {
      throw length < 3
          ? new EOFException("its gzip data ends early")
          : new DamagedException("header");
    }
    from = 8L * end;
    searched = Math.max(from + 1, 8L * segment);
  }

  /// Where a block begins, no earlier than what was searched before.
  private long cut() {
    long to = 8L * length;
    decoder.start(pending, 0, to);
    for (long bit = searched; bit + 128 < to; bit++) {
      int at = (int) (bit >>> 3);
      int bits =
          ((pending[at] & 0xff) | (pending[at + 1] & 0xff) << 8 | (pending[at + 2] & 0xff) << 16)
              >>> (bit & 7);
      // not the last block, a code of its own, at most 286 literals and 30 distances
      if ((bits & 7) == 4
          && (bits >> 3 & 31) < 30
          && (bits >> 8 & 31) < 30
          && decoder.begins(bit, to)) {
        return bit;
      }
    }
    // a block that goes on behind what is here has not been recognised
    searched = Math.max(searched, to - 8L * UNDECIDED);
    return -1;
  }

  private GzipChunk chunk(long cut) {
    int last = (int) ((cut + 7) >>> 3);
    byte[] bytes = buffers.chunk(last + BlockDecoder.PADDING);
    System.arraycopy(pending, 0, bytes, 0, last);
    Arrays.fill(bytes, last, last + BlockDecoder.PADDING, (byte) 0);
    final GzipChunk chunk = new GzipChunk(number++, bytes, last, from, cut, false);
    int kept = (int) (cut >>> 3);
    System.arraycopy(pending, kept, pending, 0, length - kept);
    length -= kept;
    Arrays.fill(pending, length, length + BlockDecoder.PADDING, (byte) 0);
    from = cut & 7;
    searched = Math.max(from + 1, 8L * segment);
    return chunk;
  }
}
