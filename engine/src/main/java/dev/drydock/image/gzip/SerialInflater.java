package dev.drydock.image.gzip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Inflates the rest of a stream in order, where it does not lend itself to more: it holds nothing
/// but its window, whatever comes out.
final class SerialInflater {
  private static final int STORED = 64 << 10;

  private final InputStream in;
  private final Seam seam = new Seam();
  private final Inflater inflater = new Inflater(true);
  private final byte[] stored = new byte[STORED];
  private int length;
  private boolean ended;

  /// @param in from the byte that has the first bit on
  /// @param skip bits of the first byte that belong to what was before
  SerialInflater(InputStream in, int skip, byte[] dictionary) throws IOException {
    this.in = in;
    if (dictionary.length > 0) {
      inflater.setDictionary(dictionary);
    }
    if (skip != 0) {
      int first = required();
      int n = seam.write(skip, first);
      inflater.setInput(seam.bytes(), 0, n);
    }
  }

  /// What stands between two reads.
  sealed interface Step {
    /// @param length bytes that were put into the target
    record Bytes(int length) implements Step {}

    /// The end of a member, and what its trailer says of it.
    record MemberEnd(long checksum, long size) implements Step {}
  }

  /// @return `null` at the end of the stream
  @Nullable Step next(byte[] target, int offset, int count) throws IOException {
    if (ended) {
      return null;
    }
    try {
      while (true) {
        int n = inflater.inflate(target, offset, count);
        if (n > 0) {
          return new Step.Bytes(n);
        }
        if (inflater.finished()) {
          return memberEnd();
        }
        if (inflater.needsDictionary()) {
          throw new DamagedException("it needs a preset dictionary");
        }
        length = in.read(stored);
        if (length <= 0) {
          throw new EOFException("its gzip data ends early");
        }
        inflater.setInput(stored, 0, length);
      }
    } catch (DataFormatException e) {
      throw new DamagedException(String.valueOf(e.getMessage()));
    }
  }

  void close() {
    inflater.end();
  }

  private Step memberEnd() throws IOException {
    int remaining = inflater.getRemaining();
    Rest rest = new Rest(in, stored, length - remaining, length);
    inflater.reset();
    long checksum = rest.littleEndian();
    long size = rest.littleEndian();
    if (rest.header()) {
      length = rest.to;
      inflater.setInput(stored, rest.at, rest.to - rest.at);
    } else {
      ended = true;
      while (in.read(stored) >= 0) {
        // all of it is read, so that all of it is verified
      }
    }
    return new Step.MemberEnd(checksum, size);
  }

  private int required() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException("its gzip data ends early");
    }
    return value;
  }

  /// What is left of a buffer, and after it of the stream.
  private static final class Rest {
    private final InputStream in;
    private final byte[] bytes;
    private int at;
    private int to;

    Rest(InputStream in, byte[] bytes, int at, int to) {
      this.in = in;
      this.bytes = bytes;
      this.at = at;
      this.to = to;
    }

    int read() throws IOException {
      if (at == to) {
        at = 0;
        to = Math.max(0, in.read(bytes));
      }
      return at < to ? bytes[at++] & 0xff : -1;
    }

    long littleEndian() throws IOException {
      long value = 0;
      for (int i = 0; i < 4; i++) {
        int octet = read();
        if (octet < 0) {
          throw new EOFException("its gzip data ends early");
        }
        value |= (long) octet << (8 * i);
      }
      return value;
    }

    /// Passes over the header of another member.
    boolean header() throws IOException {
      return GzipHeader.pass(this::read);
    }
  }
}
