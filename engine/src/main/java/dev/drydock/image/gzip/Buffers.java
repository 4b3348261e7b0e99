package dev.drydock.image.gzip;

import java.util.concurrent.ConcurrentLinkedQueue;

/// Large arrays that are used again: a stream passes through a few dozen of them, however long it
/// is.
final class Buffers {
  /// Bytes of one piece of what comes out.
  static final int PIECE = 256 << 10;

  private final ConcurrentLinkedQueue<byte[]> pieces = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<byte[]> chunks = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<char[]> marked = new ConcurrentLinkedQueue<>();

  byte[] piece() {
    byte[] piece = pieces.poll();
    return piece == null ? new byte[PIECE] : piece;
  }

  void recyclePiece(byte[] piece) {
    pieces.add(piece);
  }

  /// An array of at least `length` bytes.
  byte[] chunk(int length) {
    byte[] chunk = chunks.poll();
    return chunk == null || chunk.length < length ? new byte[length + length / 4] : chunk;
  }

  void recycleChunk(byte[] chunk) {
    chunks.add(chunk);
  }

  /// An array that begins with [Window#SIZE] markers.
  char[] marked() {
    char[] array = marked.poll();
    if (array == null) {
      array = new char[16 * Window.SIZE];
      for (int i = 0; i < Window.SIZE; i++) {
        array[i] = (char) (BlockDecoder.FIRST_MARKER + i);
      }
    }
    return array;
  }

  void recycleMarked(char[] array) {
    marked.add(array);
  }
}
