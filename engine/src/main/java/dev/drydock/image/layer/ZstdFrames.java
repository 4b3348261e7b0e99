package dev.drydock.image.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The data frames of a zstd stream (RFC 8878, section 3.1) without the skippable ones, in which
/// zstd:chunked keeps its table of contents and which the decoder does not know.
final class ZstdFrames extends InputStream {
  private static final int MAGIC = 0xfd2fb528;
  private static final int SKIPPABLE = 0x184d2a50;

  private final InputStream in;
  private final byte[] head = new byte[18];
  private int headAt;
  private int headLength;
  private long body;
  private boolean lastBlock = true;
  private int checksum;
  private boolean ended;

  ZstdFrames(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (headAt == headLength && body == 0) {
      if (ended || !advance()) {
        ended = true;
        return -1;
      }
    }
    if (headAt < headLength) {
      int n = Math.min(length, headLength - headAt);
      System.arraycopy(head, headAt, target, offset, n);
      headAt += n;
      return n;
    }
    int n = in.read(target, offset, (int) Math.min(length, body));
    if (n < 0) {
      throw early();
    }
    body -= n;
    return n;
  }

  /// Puts the next header into [#head], and the length of what follows it as it is into [#body].
  private boolean advance() throws IOException {
    headAt = 0;
    headLength = 0;
    if (!lastBlock) {
      blockHeader();
      return true;
    }
    if (checksum > 0) {
      body = checksum;
      checksum = 0;
      return true;
    }
    return frameHeader();
  }

  private void blockHeader() throws IOException {
    take(3);
    int header = head[0] & 0xff | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16;
    lastBlock = (header & 1) != 0;
    int type = header >> 1 & 3;
    body = type == 1 ? 1 : header >> 3;
  }

  private boolean frameHeader() throws IOException {
    while (true) {
      int first = in.read();
      if (first < 0) {
        return false;
      }
      head[0] = (byte) first;
      headLength = 1;
      take(3);
      int magic = number();
      if (magic == MAGIC) {
        break;
      }
      headLength = 0;
      if ((magic & 0xfffffff0) != SKIPPABLE) {
        throw new IOException("there is something that is no zstd frame in it");
      }
      take(4);
      in.skipNBytes(Integer.toUnsignedLong(number()));
      headLength = 0;
    }
    take(1);
    int descriptor = head[4] & 0xff;
    boolean singleSegment = (descriptor & 0x20) != 0;
    int contentSize =
        switch (descriptor >> 6) {
          case 0 -> singleSegment ? 1 : 0;
          case 1 -> 2;
          case 2 -> 4;
          default -> 8;
        };
    int dictionary = (descriptor & 3) == 3 ? 4 : descriptor & 3;
    take((singleSegment ? 0 : 1) + dictionary + contentSize);
    checksum = (descriptor & 4) != 0 ? 4 : 0;
    lastBlock = false;
    return true;
  }

  private void take(int count) throws IOException {
    if (in.readNBytes(head, headLength, count) < count) {
      throw early();
    }
    headLength += count;
  }

  private int number() {
    return head[0] & 0xff | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16 | head[3] << 24;
  }

  private static EOFException early() {
    return new EOFException("its zstd data ends early");
  }
}
