package dev.drydock.image.compression.gzip;

import dev.drydock.image.chunk.BulkInput;
import dev.drydock.image.chunk.ChunkInput;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The content of a gzip file (RFC 1952) of any number of members; what follows them and is none is
/// passed over, as gzip does.
///
/// Unlike the JDK's stream it inflates straight from the chunks into the reader's array, and long
/// ones by a decoder of our own.
public final class Inflation extends BulkInput {
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final ChunkInput in;
  private final Deflate deflate;
  private final @Nullable CRC32 crc;
  private long length;
  private long members;
  private boolean inMember;
  private boolean ended;

  /// @param checked whether the members' own checksums are looked at; a digest makes them needless
  /// @param lengthy whether there is so much that a decoder pays which has to be compiled first
  public Inflation(ChunkInput in, boolean checked, boolean lengthy) {
    this.in = in;
    this.deflate = lengthy ? new DeflateStream(new BitInput(in)) : new NativeDeflate(in);
    this.crc = checked ? new CRC32() : null;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    try {
      while (inMember || nextMember()) {
        int n = deflate.inflate(target, offset, count);
        if (n > 0) {
          length += n;
          if (crc != null) {
            crc.update(target, offset, n);
          }
          return n;
        }
        endMember();
      }
      return -1;
    } catch (DataFormatException e) {
      throw new ZipException("its gzip data is damaged (" + e.getMessage() + ")");
    }
  }

  private boolean nextMember() throws IOException {
    if (ended) {
      return false;
    }
    if (deflate.read() != 0x1f || deflate.read() != 0x8b || deflate.read() != 8) {
      if (members == 0) {
        throw new ZipException("it is not gzip data");
      }
      ended = true;
      in.drain();
      return false;
    }
    int flags = deflate.read();
    pass(6);
    if ((flags & FLAG_EXTRA) != 0) {
      int low = required();
      pass(low | required() << 8);
    }
    for (int field = flags & (FLAG_NAME | FLAG_COMMENT); field != 0; field &= field - 1) {
      while (required() != 0) {
        // a name or comment ends with a zero
      }
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      pass(2);
    }
    members++;
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    deflate.reset();
    inMember = false;
    long sum = required4();
    long size = required4();
    if (crc != null) {
      if (sum != crc.getValue() || size != (length & 0xffffffffL)) {
        throw new ZipException("its gzip checksum does not fit its content");
      }
      crc.reset();
    }
    length = 0;
  }

  private long required4() throws IOException {
    long value = 0;
    for (int i = 0; i < 4; i++) {
      value |= (long) required() << (8 * i);
    }
    return value;
  }

  private int required() throws IOException {
    int value = deflate.read();
    if (value < 0) {
      throw BitInput.ends();
    }
    return value;
  }

  private void pass(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int _ = required();
    }
  }

  @Override
  public void close() {
    deflate.close();
  }
}
