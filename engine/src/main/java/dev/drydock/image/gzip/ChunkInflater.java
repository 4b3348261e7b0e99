package dev.drydock.image.gzip;

import java.util.ArrayList;
import java.util.List;

/// Inflates one chunk at a time, without knowing what came before it. Used by one thread.
final class ChunkInflater {
  /// What may come out of one chunk; more is left to the slow way, which holds nothing.
  static final int MOST = 48 << 20;

  private static final int NO_MEMBER = -1;
  private static final int CUT_OFF = -2;

  /// Bits that have to be left for the native inflater to be set up.
  private static final int WORTH_NATIVE = 1024;

  private final BlockDecoder decoder;
  private final PrimedInflater inflater = new PrimedInflater();
  private final Buffers buffers;

  ChunkInflater(Buffers buffers) {
    this.buffers = buffers;
    this.decoder = new BlockDecoder(MOST, buffers.marked());
  }

  /// What came out of a chunk.
  ///
  /// @param marked bytes and markers from the chunk's start, until everything was known; they begin
  ///   at index [Window#SIZE]; to be given back
  /// @param markedLength how many of them
  /// @param complete whether all of the chunk is here; if not, none of it may be used
  /// @param ended whether the gzip stream ended in this chunk
  record Inflated(
      GzipChunk chunk,
      char[] marked,
      int markedLength,
      List<Piece> pieces,
      boolean complete,
      boolean ended) {

    /// A chunk that has to be inflated another way.
    static Inflated incomplete(GzipChunk chunk) {
      return new Inflated(chunk, new char[0], 0, List.of(), false, false);
    }
  }

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
          ? members(chunk, chunk.from(), 0, new byte[0], pieces)
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
      return members(chunk, chunk.from(), 0, before.toArray(), pieces);
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
            return members(chunk, decoder.bit(), decoder.length(), dictionary(), pieces);
          }
        }
        case LAST_BLOCK -> {
          int trailer = (int) ((decoder.bit() + 7) >>> 3);
          int marked = decoder.length();
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
        ? complete(chunk, decoder.length(), pieces, false)
        : incomplete(chunk, pieces);
  }

  /// Inflates natively to the end of the chunk, through as many members as there are.
  private Inflated members(
      GzipChunk chunk, long from, int marked, byte[] dictionary, List<Piece> pieces)
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
          return complete(chunk, marked, pieces, false);
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
    return at == chunk.to() ? complete(chunk, marked, pieces, false) : incomplete(chunk, pieces);
  }

  /// Takes all that the native inflater gives.
  ///
  /// @return false where it is more than may be held
  private boolean drain(List<Piece> pieces) throws DamagedException {
    while (pieces.size() < MOST / Buffers.PIECE) {
      byte[] piece = buffers.piece();
      int length = 0;
      for (int n = -1; length < Buffers.PIECE && n != 0; length += n) {
        n = inflater.inflate(piece, length, Buffers.PIECE - length);
      }
      if (length > 0) {
        pieces.add(new Piece.Known(piece, length));
      } else {
        buffers.recyclePiece(piece);
      }
      if (length < Buffers.PIECE) {
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

  private Inflated afterLast(GzipChunk chunk, int marked, List<Piece> pieces, int body) {
    return body == NO_MEMBER && chunk.last()
        ? complete(chunk, marked, pieces, true)
        : incomplete(chunk, pieces);
  }

  private Inflated incomplete(GzipChunk chunk, List<Piece> pieces) {
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Known(byte[] bytes, int _)) {
        buffers.recyclePiece(bytes);
      }
    }
    return Inflated.incomplete(chunk);
  }

  private Inflated complete(GzipChunk chunk, int marked, List<Piece> pieces, boolean ended) {
    char[] out = marked == 0 ? new char[0] : decoder.exchange(buffers.marked());
    return new Inflated(chunk, out, marked, pieces, true, ended);
  }

  private byte[] dictionary() {
    byte[] known = new byte[Window.SIZE];
    for (int i = 0; i < Window.SIZE; i++) {
      known[i] = (byte) decoder.out()[decoder.length() + i];
    }
    return known;
  }

  private static long littleEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xffL) << 24;
  }
}
