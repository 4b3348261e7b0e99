package dev.drydock.image.compression.zstd;

import dev.drydock.limits.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The header of a frame (RFC 8878, section 3.1.1.1).
///
/// @param window how far back the frame may refer, in bytes
/// @param content the bytes that come out; negative where it is not said
/// @param checked whether a checksum follows the last block
record FrameHeader(int window, long content, boolean checked) {
  private static final int MAGIC = 0xfd2fb528;
  private static final int SKIPPABLE = 0x184d2a50;

  private static final int SINGLE_SEGMENT = 0x20;
  private static final int RESERVED = 8;
  private static final int CHECKSUM = 4;

  /// The next frame that is not to be skipped; `null` at the end.
  ///
  /// @param small for the bytes of numbers, of which the longest has eight
  static @Nullable FrameHeader next(InputStream in, byte[] small) throws IOException {
    for (int first; (first = in.read()) >= 0; ) {
      int magic = first | (int) number(in, small, 3) << 8;
      if (magic == MAGIC) {
        return read(in, small);
      }
      if ((magic & 0xfffffff0) != SKIPPABLE) {
        throw ZstdException.refused("there is something that is no zstd frame in it");
      }
      pass(in, number(in, small, Integer.BYTES));
    }
    return null;
  }

  private static void pass(InputStream in, long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException _) {
      throw ZstdException.ends();
    }
  }

  private static FrameHeader read(InputStream in, byte[] small) throws IOException {
    int descriptor = (int) number(in, small, 1);
    if ((descriptor & RESERVED) != 0) {
      throw ZstdException.damaged("a reserved bit is set");
    }
    boolean single = (descriptor & SINGLE_SEGMENT) != 0;
    long window = single ? 0 : window((int) number(in, small, 1));
    if (number(in, small, (1 << (descriptor & 3)) >> 1) != 0) {
      throw ZstdException.refused("its zstd data needs a dictionary");
    }
    int sizeBytes = descriptor >> 6 == 0 ? (single ? 1 : 0) : 1 << (descriptor >> 6);
    long content = sizeBytes == 0 ? -1 : number(in, small, sizeBytes);
    if (sizeBytes == 2) {
      content += 256;
    }
    if (single) {
      window = content;
    }
    if (window > Limits.ZSTD_WINDOW || window < 0 || sizeBytes == Long.BYTES && content < 0) {
      throw ZstdException.refused(
          "its zstd data can be read with more than "
              + (Limits.ZSTD_WINDOW >> 20)
              + " MiB of memory only");
    }
    return new FrameHeader((int) window, content, (descriptor & CHECKSUM) != 0);
  }

  private static long window(int descriptor) {
    long base = 1L << (10 + (descriptor >> 3));
    return base + (base >> 3) * (descriptor & 7);
  }

  /// A number of so many bytes, the least first.
  ///
  /// @param small for the bytes
  static long number(InputStream in, byte[] small, int bytes) throws IOException {
    if (in.readNBytes(small, 0, bytes) < bytes) {
      throw ZstdException.ends();
    }
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | small[i] & 0xff;
    }
    return value;
  }
}
