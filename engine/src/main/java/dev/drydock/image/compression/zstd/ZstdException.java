package dev.drydock.image.compression.zstd;

import java.io.IOException;

/// Bytes that are no zstd, or that want more than is given to them.
final class ZstdException extends IOException {
  private static final long serialVersionUID = 1L;

  private ZstdException(String message) {
    super(message);
  }

  /// @param how what contradicts RFC 8878, in a few words
  static ZstdException damaged(String how) {
    return new ZstdException("its zstd data is damaged (" + how + ")");
  }

  static ZstdException ends() {
    return new ZstdException("its zstd data ends early");
  }

  /// @param what it is that is not done, as a sentence
  static ZstdException refused(String what) {
    return new ZstdException(what);
  }
}
