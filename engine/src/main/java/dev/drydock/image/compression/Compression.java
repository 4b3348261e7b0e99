package dev.drydock.image.compression;

import dev.drydock.image.chunk.Chunk;
import dev.drydock.image.chunk.ChunkInput;
import java.io.IOException;

/// How bytes are compressed, told by their first bytes: media types and file names lie.
public enum Compression {
  NONE,
  /// RFC 1952; estargz is this too
  GZIP,
  /// RFC 8878; zstd:chunked is this too
  ZSTD,
  /// the .xz file format
  XZ;

  /// How many bytes [#of] needs.
  public static final int HEAD = 6;

  /// @param head the first bytes, at least [#HEAD] of them where there are so many
  /// @param length how many of `head` count
  public static Compression of(byte[] head, int length) {
    if (starts(head, length, 0x1f, 0x8b, 0x08)) {
      return GZIP;
    }
    if (starts(head, length, 0x28, 0xb5, 0x2f, 0xfd) || skippableZstdFrame(head, length)) {
      return ZSTD;
    }
    if (starts(head, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    return NONE;
  }

  /// How what follows is compressed, told without passing over it. Only at the start.
  public static Compression of(ChunkInput input) throws IOException {
    Chunk first = input.chunk();
    return first == null ? NONE : of(first.bytes, first.length);
  }

  /// RFC 8878, section 3.1.2: a frame of 0x184D2A50 to 0x184D2A5F may stand first.
  private static boolean skippableZstdFrame(byte[] head, int length) {
    return length >= 4
        && (head[0] & 0xf0) == 0x50
        && head[1] == 0x2a
        && head[2] == 0x4d
        && head[3] == 0x18;
  }

  private static boolean starts(byte[] head, int length, int... magic) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
