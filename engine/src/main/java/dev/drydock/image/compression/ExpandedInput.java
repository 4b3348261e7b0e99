package dev.drydock.image.compression;

import dev.drydock.image.chunk.BulkInput;
import dev.drydock.image.chunk.ChunkInput;
import dev.drydock.image.chunk.PulledChunks;
import dev.drydock.image.compression.gzip.Inflation;
import dev.drydock.image.compression.zstd.ZstdStream;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/// What comes out of compressed bytes, held to the limits.
public final class ExpandedInput extends BulkInput {
  private static final int STORED_CHUNK = 64 << 10;

  /// The dictionary of `xz -9` is 64 MiB.
  private static final int XZ_MEMORY_KIB = 100 << 10;

  private final InputStream decoder;
  private final ChunkInput stored;
  private final Expansion expansion;

  private ExpandedInput(InputStream decoder, ChunkInput stored, Expansion expansion) {
    this.decoder = decoder;
    this.stored = stored;
    this.expansion = expansion;
  }

  /// What is in `stored`, however it is compressed; as it is where it is not.
  ///
  /// @param what names it in errors
  public static InputStream of(InputStream stored, Limits limits, String what) throws IOException {
    ChunkInput input = new ChunkInput(new PulledChunks(stored, STORED_CHUNK));
    return open(Compression.of(input), input, true, false, limits, what);
  }

  /// @param checked whether checksums within a gzip stream are to be looked at
  /// @param lengthy whether there is so much that a decoder pays which has to be compiled first
  public static ExpandedInput open(
      Compression compression,
      ChunkInput stored,
      boolean checked,
      boolean lengthy,
      Limits limits,
      String what)
      throws IOException {
    Expansion expansion = new Expansion(limits, what);
    try {
      InputStream decoder =
          switch (compression) {
            case NONE -> stored;
            case GZIP -> new Inflation(stored, checked, lengthy);
            case ZSTD -> new ZstdStream(stored);
            case XZ -> new XZInputStream(stored, XZ_MEMORY_KIB);
          };
      return new ExpandedInput(decoder, stored, expansion);
    } catch (IOException e) {
      throw expansion.damaged(stored.failure(), e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int n;
    try {
      n = decoder.read(target, offset, length);
      if (n < 0) {
        stored.drain(); // so that the whole of it is verified
        return -1;
      }
    } catch (IOException | RuntimeException e) {
      throw expansion.damaged(stored.failure(), e);
    }
    expansion.passed(n, stored.count());
    return n;
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }
}
