package dev.drydock.image.gzip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Inflates one chunk at a time, without knowing what came before it. Used by one thread.
final class ChunkInflater {
  /// Bytes of one piece.
  static final int PIECE = 256 << 10;

  /// What may come out of one chunk; more is left to the slow way, which holds nothing.
  static final int MOST = 48 << 20;

  private static final int NO_MEMBER = -1;
  private static final int CUT_OFF = -2;

  /// Bits that have to be left for the native inflater to be set up.
  private static final int WORTH_NATIVE = 1024;

  private final BlockDecoder decoder = new BlockDecoder(MOST);
  private final PrimedInflater inflater = new PrimedInflater();
  private final ConcurrentLinkedQueue<byte[]> free;

  ChunkInflater(ConcurrentLinkedQueue<byte[]> free) {
    this.free = free;
  }

  /// What came out of a chunk.
  ///
  /// @param marked bytes and markers from the chunk's start, until everything was known
  /// @param complete whether all of the chunk is here; if not, none of it may be used
  /// @param ended whether the gzip stream ended in this chunk
  record Inflated(
      GzipChunk chunk, char[] marked, List<Piece> pieces, boolean complete, boolean ended) {}

  /// Known bytes, or the end of a member.
  sealed interface Piece {
    /// @param bytes to be given back
    record Known(byte[] bytes, int length) implements Piece {}

    /// @param checksum and `size`: what the trailer says of the member (RFC 1952, section 2.3.1)
    record MemberEnd(long checksum, long size) implements Piece {}
  }

  Inflated inflate(GzipChunk chunk) {
    List<Piece> pieces = new ArrayList<>();
    try {
      return chunk.number() == 0
          ? members(chunk, chunk.from(), new char[0], new byte[0], pieces)
          : guessing(chunk, pieces);
    } catch (DamagedException _) {
      // the slow way says what is wrong, at the right place
      return incomplete(chunk, pieces);
    }
  }

  /// Inflates a chunk when it is known what came before it.
  Inflated inflate(GzipChunk chunk, Window before) {
    List<Piece> pieces = new ArrayList<>();
    try {
      return members(chunk, chunk.from(), new char[0], before.toArray(), pieces);
    } catch (DamagedException _) {
      return incomplete(chunk, pieces);
    }
  }

  void close() {
    inflater.close();
  }

  /// Decodes blocks with markers until what follows can be inflated natively.
  private Inflated guessing(GzipChunk chunk, List<Piece> pieces) throws DamagedException {
    long to = chunk.last() ? 8L * chunk.length() : chunk.to();
    decoder.start(chunk.bytes(), chunk.from(), to);
    while (decoder.bit() < to) {
      switch (decoder.block()) {
        case BLOCK -> {
          if (to - decoder.bit() >= WORTH_NATIVE && decoder.windowIsKnown()) {
            return members(chunk, decoder.bit(), marked(), dictionary(), pieces);
          }
        }
        case LAST_BLOCK -> {
          int trailer = (int) ((decoder.bit() + 7) >>> 3);
          char[] marked = marked();
          int body = nextMember(chunk, trailer, pieces);
          return body < 0
              ? afterLast(chunk, marked, pieces, body)
              : members(chunk, 8L * body, marked, new byte[0], pieces);
        }
        case DAMAGED, SHORT, LONG -> {
          return incomplete(chunk, pieces);
        }
      }
    }
    return !chunk.last() && decoder.bit() == to
        ? new Inflated(chunk, marked(), pieces, true, false)
        : incomplete(chunk, pieces);
  }

  /// Inflates natively to the end of the chunk, through as many members as there are.
  private Inflated members(
      GzipChunk chunk, long from, char[] marked, byte[] dictionary, List<Piece> pieces)
      throws DamagedException {
    long at = from;
    byte[] before = dictionary;
    while (chunk.last() || at < chunk.to()) {
      inflater.start(chunk.bytes(), at, chunk.last() ? -1 : chunk.to(), chunk.length(), before);
      if (!drain(pieces)) {
        return incomplete(chunk, pieces);
      }
      switch (inflater.state()) {
        case ALIGNED -> {
          return new Inflated(chunk, marked, pieces, true, false);
        }
        case ENDED -> {
          int body = nextMember(chunk, inflater.position(), pieces);
          if (body < 0) {
            return afterLast(chunk, marked, pieces, body);
          }
          at = 8L * body;
          before = new byte[0];
        }
        case RUNNING, SHORT -> {
          return incomplete(chunk, pieces);
        }
      }
    }
    return at == chunk.to()
        ? new Inflated(chunk, marked, pieces, true, false)
        : incomplete(chunk, pieces);
  }

  /// Takes all that the native inflater gives.
  ///
  /// @return false where it is more than may be held
  private boolean drain(List<Piece> pieces) throws DamagedException {
    while (pieces.size() < MOST / PIECE) {
      byte[] piece = piece();
      int length = 0;
      for (int n = -1; length < PIECE && n != 0; length += n) {
        n = inflater.inflate(piece, length, PIECE - length);
      }
      if (length > 0) {
        pieces.add(new Piece.Known(piece, length));
      } else {
        free.add(piece);
      }
      if (length < PIECE) {
        return true;
      }
    }
    return false;
  }

  /// Reads the trailer at `at`, and the header of the member that may follow.
  ///
  /// @return where that member's blocks begin, or [#NO_MEMBER], or [#CUT_OFF]
  private static int nextMember(GzipChunk chunk, int at, List<Piece> pieces) {
    if (at + 8 > chunk.length()) {
      return CUT_OFF;
    }
    byte[] bytes = chunk.bytes();
    pieces.add(new Piece.MemberEnd(littleEndian(bytes, at), littleEndian(bytes, at + 4)));
    int body = GzipHeader.end(bytes, at + 8, chunk.length());
    return body < 0 ? NO_MEMBER : body;
  }

  private Inflated afterLast(GzipChunk chunk, char[] marked, List<Piece> pieces, int body) {
    return body == NO_MEMBER && chunk.last()
        ? new Inflated(chunk, marked, pieces, true, true)
        : incomplete(chunk, pieces);
  }

  private Inflated incomplete(GzipChunk chunk, List<Piece> pieces) {
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Known(byte[] bytes, int _)) {
        free.add(bytes);
      }
    }
    return new Inflated(chunk, new char[0], List.of(), false, false);
  }

  private char[] marked() {
    return Arrays.copyOfRange(decoder.out(), Window.SIZE, Window.SIZE + decoder.length());
  }

  private byte[] dictionary() {
    byte[] known = new byte[Window.SIZE];
    for (int i = 0; i < Window.SIZE; i++) {
      known[i] = (byte) decoder.out()[decoder.length() + i];
    }
    return known;
  }

  private byte[] piece() {
    byte[] piece = free.poll();
    return piece == null ? new byte[PIECE] : piece;
  }

  private static long littleEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xffL) << 24;
  }
}
