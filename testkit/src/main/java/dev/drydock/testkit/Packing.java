package dev.drydock.testkit;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// How a layer is stored.
public enum Packing {
  NONE(""),
  GZIP("+gzip"),
  ZSTD("+zstd"),
  XZ("+xz");

  private final String suffix;

  Packing(String suffix) {
    this.suffix = suffix;
  }

  /// OCI's media type of a layer that is packed so.
  public String layerMediaType() {
    return "application/vnd.oci.image.layer.v1.tar" + suffix;
  }

  public byte[] pack(byte[] bytes) {
    if (this == NONE) {
      return bytes;
    }
    if (this == ZSTD) {
      ZstdJavaCompressor compressor = new ZstdJavaCompressor();
      byte[] target = new byte[compressor.maxCompressedLength(bytes.length)];
      return Arrays.copyOf(
          target, compressor.compress(bytes, 0, bytes.length, target, 0, target.length));
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        this == GZIP
            ? new GZIPOutputStream(packed)
            : new XZOutputStream(packed, new LZMA2Options(1))) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return packed.toByteArray();
  }
}
