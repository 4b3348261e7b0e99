package dev.drydock.server.fleet.ingest;

import dev.drydock.server.Digests;
import dev.drydock.server.fleet.ImageDigest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A bill of materials as it came, byte for byte, and compressed as it is kept.
final class BomDocument {
  /// A compression that saves less than this many times is not kept as it came: it would be cheap
  /// to send and dear to keep.
  private static final int WORTHWHILE = 3;

  private final byte[] content;
  private final byte[] packed;
  private final ImageDigest digest;

  /// @param packed with gzip, as it came; `null` where it came as it is
  BomDocument(byte[] content, byte @Nullable [] packed) {
    this.content = content;
    this.digest = ImageDigest.of(Digests.sha256(content));
    this.packed =
        packed != null && (long) packed.length * WORTHWHILE <= content.length
            ? packed
            : pack(content);
  }

  byte[] content() {
    return content;
  }

  /// With gzip.
  byte[] packed() {
    return packed;
  }

  /// Of the content, not of what it is packed to.
  ImageDigest digest() {
    return digest;
  }

  private static byte[] pack(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 8 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
