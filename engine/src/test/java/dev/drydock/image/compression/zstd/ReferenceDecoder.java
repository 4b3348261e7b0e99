package dev.drydock.image.compression.zstd;

import dev.drydock.testkit.Tools;
import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdNativeCompressor;
import io.airlift.compress.v3.zstd.ZstdNativeDecompressor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// libzstd, as aircompressor brings it along: the judge of our decoder.
public final class ReferenceDecoder {
  private final ZstdNativeDecompressor decoder;
  private final byte[] out;

  /// @param most how many bytes may come out
  ReferenceDecoder(int most) {
    if (!ZstdNativeDecompressor.isEnabled()) {
      throw Tools.missing("there is no libzstd for this platform");
    }
    this.decoder = new ZstdNativeDecompressor();
    this.out = new byte[most];
  }

  /// `null` where it fails.
  byte @Nullable [] decode(byte[] compressed) {
    try {
      return Arrays.copyOf(
          out, decoder.decompress(compressed, 0, compressed.length, out, 0, out.length));
    } catch (MalformedInputException | IllegalArgumentException _) {
      return null;
    }
  }

  public static byte[] compress(byte[] content, int level) {
    ZstdNativeCompressor compressor = new ZstdNativeCompressor(level);
    byte[] target = new byte[compressor.maxCompressedLength(content.length)];
    return Arrays.copyOf(
        target, compressor.compress(content, 0, content.length, target, 0, target.length));
  }
}
