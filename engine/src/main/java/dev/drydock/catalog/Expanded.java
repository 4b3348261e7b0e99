package dev.drydock.catalog;

import dev.drydock.image.ImageException;
import dev.drydock.image.compression.ExpandedInput;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The content of files that are compressed by themselves, with gzip, zstd or xz.
public final class Expanded {
  private Expanded() {}

  /// What is in `stored`; `stored` itself where it is not compressed.
  ///
  /// @param what names the file in errors
  /// @throws IOException where it is damaged, or goes over a limit: the fault of this file alone,
  ///   not of the image
  public static byte[] bytes(byte[] stored, Limits limits, String what) throws IOException {
    try (InputStream in = ExpandedInput.of(new ByteArrayInputStream(stored), limits, what)) {
      return Bounded.readAll(in, limits.documentBytes(), what);
    } catch (ImageException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
