package dev.drydock.image.compression;

import dev.drydock.image.ImageException;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;

/// Holds what comes out of a decoder to the limits, and turns the decoders' many ways of
/// complaining into one.
final class Expansion {
  private final Limits limits;
  private final String what;
  private long count;

  Expansion(Limits limits, String what) {
    this.limits = limits;
    this.what = what;
  }

  /// Counts what came out.
  ///
  /// @param stored how many bytes went in so far
  void passed(int length, long stored) throws LimitExceededException {
    count += length;
    if (count > limits.layerBytes()) {
      throw new LimitExceededException("layerBytes", what, limits.layerBytes());
    }
    if (count > Limits.EXPANSION_GRACE && count / limits.expansionRatio() > stored) {
      throw new LimitExceededException("expansionRatio", what, limits.expansionRatio());
    }
  }

  /// @param source what kept the stored bytes from being read, which goes before
  IOException damaged(@Nullable IOException source, Throwable decoder) {
    return source != null
        ? source
        : new ImageException(
            ImageException.Kind.CORRUPT,
            what + " cannot be decompressed: " + reason(decoder) + "; get or build the image again",
            decoder);
  }

  private static String reason(Throwable e) {
    if (e instanceof MemoryLimitException) {
      return "its xz dictionary is larger than any that xz makes unasked";
    }
    String message = e.getMessage();
    return message == null || e instanceof EOFException ? "its data ends early" : message;
  }
}
