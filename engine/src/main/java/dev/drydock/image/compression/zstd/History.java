package dev.drydock.image.compression.zstd;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// What has come out of a frame as far back as it may refer, and what of it the reader has not
/// taken yet. Grows with what it has to keep.
final class History {
  /// What comes out of a block, and goes into one, at most.
  static final int BLOCK = 128 << 10;

  /// Copies may go on for so long behind their end.
  static final int SLACK = 32;

  private static final int LEAST = 512 << 10;

  byte[] bytes = new byte[LEAST];

  /// Where the next byte goes.
  int written;

  /// Where the frame begins, or what is left of it.
  int frame;

  /// What may come out of a block of the frame.
  int blockLimit;

  private int window;
  private int given;

  void begin(int window) {
    this.window = window;
    this.blockLimit = Math.min(window, BLOCK);
    this.frame = written;
  }

  boolean waits() {
    return given < written;
  }

  int give(byte[] target, int offset, int length) {
    int n = Math.min(length, written - given);
    System.arraycopy(bytes, given, target, offset, n);
    given += n;
    return n;
  }

  /// For another block. All that was written must have been given.
  void makeRoom() {
    if (bytes.length - written >= BLOCK + SLACK) {
      return;
    }
    int kept = Math.min(written - frame, window);
    int enough = window + Math.clamp(window, LEAST, Math.max(8 << 20, window / 2));
    byte[] target =
        kept > bytes.length / 2 && bytes.length < enough
            ? new byte[Math.min(2 * bytes.length, enough)]
            : bytes;
    System.arraycopy(bytes, written - kept, target, 0, kept);
    bytes = target;
    frame = 0;
    written = kept;
    given = kept;
  }

  void append(InputStream in, int count) throws IOException {
    if (in.readNBytes(bytes, written, count) < count) {
      throw ZstdException.ends();
    }
    written += count;
  }

  void append(byte value, int count) {
    Arrays.fill(bytes, written, written + count, value);
    written += count;
  }

  void append(byte[] source, int from, int count) {
    System.arraycopy(source, from, bytes, written, count);
    written += count;
  }
}
