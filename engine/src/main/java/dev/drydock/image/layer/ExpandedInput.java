package dev.drydock.image.layer;

import dev.drydock.image.ImageException;
import dev.drydock.image.gzip.ParallelGunzip;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/// What comes out of compressed bytes, held to the limits, with the decoders' many ways of
/// complaining turned into one.
public final class ExpandedInput extends InputStream {
  private static final int STORED_CHUNK = 64 << 10;

  /// The dictionary of `xz -9` is 64 MiB.
  private static final int XZ_MEMORY_KIB = 100 << 10;

  private final InputStream decoder;
  private final ChunkInput stored;
  private final Limits limits;
  private final String what;
  private long count;

  private ExpandedInput(InputStream decoder, ChunkInput stored, Limits limits, String what) {
    this.decoder = decoder;
    this.stored = stored;
    this.limits = limits;
    this.what = what;
  }

  /// What is in `stored`, however it is compressed; as it is where it is not.
  ///
  /// @param what names it in errors
  public static InputStream of(InputStream stored, Limits limits, String what) throws IOException {
    ChunkInput input = new ChunkInput(new PulledChunks(stored, STORED_CHUNK));
    return open(input.compression(), input, true, 1, limits, what);
  }

  /// @param checked whether checksums within a gzip stream are to be looked at
  /// @param inflaters threads that inflate one gzip stream; 1 for the thread that reads
  static ExpandedInput open(
      Compression compression,
      ChunkInput stored,
      boolean checked,
      int inflaters,
      Limits limits,
      String what)
      throws IOException {
    try {
      InputStream decoder =
          switch (compression) {
            case NONE -> stored;
            case GZIP ->
                inflaters > 1
                    ? new ParallelGunzip(stored, inflaters, checked)
                    : new Inflation(stored, checked);
            case ZSTD -> new ZstdInputStream(new ZstdFrames(stored));
            case XZ -> new XZInputStream(stored, XZ_MEMORY_KIB);
          };
      return new ExpandedInput(decoder, stored, limits, what);
    } catch (IOException e) {
      throw damaged(what, stored, e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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
      throw damaged(what, stored, e);
    }
    count += n;
    if (count > limits.layerBytes()) {
      throw new LimitExceededException("layerBytes", what, limits.layerBytes());
    }
    if (count > Limits.EXPANSION_GRACE && count / limits.expansionRatio() > stored.count()) {
      throw new LimitExceededException("expansionRatio", what, limits.expansionRatio());
    }
    return n;
  }

  private static IOException damaged(String what, ChunkInput stored, Exception e) {
    IOException failure = stored.failure();
    return failure != null
        ? failure
        : new ImageException(
            ImageException.Kind.CORRUPT,
            what + " cannot be decompressed: " + reason(e) + "; get or build the image again",
            e);
  }

  private static String reason(Exception e) {
    if (e instanceof MemoryLimitException) {
      return "its xz dictionary is larger than any that xz makes unasked";
    }
    String message = e.getMessage();
    return message == null || e instanceof EOFException ? "its data ends early" : message;
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }
}
