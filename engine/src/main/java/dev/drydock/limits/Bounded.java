package dev.drydock.limits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Whole reads with a bound: the only place that reads a stream or file to its end into memory.
public final class Bounded {
  private Bounded() {}

  /// All that is left in `in`, at most `max` bytes.
  ///
  /// @param what names the input in the error
  /// @throws LimitExceededException where there is more
  public static byte[] readAll(InputStream in, int max, String what) throws IOException {
    byte[] bytes = in.readNBytes(max);
    if (bytes.length == max && in.read() >= 0) {
      throw new LimitExceededException("documentBytes", what, max);
    }
    return bytes;
  }

  /// The whole of a file, at most `max` bytes.
  public static byte[] readFile(Path file, int max) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return readAll(in, max, String.valueOf(file.getFileName()));
    }
  }

  /// The first bytes of `in`, `max` of them or as many as there are.
  public static byte[] head(InputStream in, int max) throws IOException {
    byte[] bytes = new byte[max];
    int n = in.readNBytes(bytes, 0, max);
    return n == max ? bytes : Arrays.copyOf(bytes, n);
  }
}
