package dev.drydock.cache;

import dev.drydock.image.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/// What tells that an entry is whole.
///
/// Without a secret that is two checksums of different polynomials, 64 bits together: they find
/// accidents, and no more can be found, since whoever may write an entry may also seal it. With a
/// secret it is the HMAC of SHA-256 (RFC 2104), which also tells that the writer knew the secret.
/// The checksums are the processor's own from the first byte on, where SHA-256 takes a process that
/// has just started longer than all else that it does with an entry (docs/cache.md).
///
/// HMAC is written out, since the JDK's `Mac` is looked up through providers.
public final class Seal {
  private static final int CHECKSUMS = 2 * Long.BYTES;
  private static final int HMAC = 32;
  private static final int BLOCK = 64;
  private static final byte[] NAMED = "drydock layer cache".getBytes(StandardCharsets.UTF_8);

  private final byte @Nullable [] inner;
  private final byte @Nullable [] outer;

  private Seal(byte @Nullable [] inner, byte @Nullable [] outer) {
    this.inner = inner;
    this.outer = outer;
  }

  /// One that anybody can make.
  public static Seal open() {
    return new Seal(null, null);
  }

  /// One that only those can make who know `secret`.
  public static Seal keyed(byte[] secret) {
    byte[] key =
        secret.length > BLOCK ? Digest.messageDigest("sha256").digest(secret) : secret.clone();
    byte[] inner = Arrays.copyOf(key, BLOCK);
    byte[] outer = inner.clone();
    for (int i = 0; i < BLOCK; i++) {
      inner[i] ^= 0x36;
      outer[i] ^= 0x5c;
    }
    return new Seal(inner, outer);
  }

  /// Bytes of a seal.
  int length() {
    return inner == null ? CHECKSUMS : HMAC;
  }

  /// Tells seals of different secrets apart, without telling the secrets: part of the names of
  /// entries, so that those who share a store and no secret do not overwrite each other's.
  String mark() {
    return inner == null
        ? "open"
        : "hmac-sha256:" + HexFormat.of().formatHex(of(NAMED, 0, NAMED.length), 0, 8);
  }

  /// The seal of `bytes` from `from` until before `to`.
  byte[] of(byte[] bytes, int from, int to) {
    if (inner == null || outer == null) {
      return ByteBuffer.allocate(CHECKSUMS)
          .putLong(checksum(new CRC32C(), bytes, from, to))
          .putLong(checksum(new CRC32(), bytes, from, to))
          .array();
    }
    MessageDigest digest = Digest.messageDigest("sha256");
    digest.update(inner);
    digest.update(bytes, from, to - from);
    byte[] first = digest.digest();
    digest.update(outer);
    return digest.digest(first);
  }

  private static long checksum(Checksum checksum, byte[] bytes, int from, int to) {
    checksum.update(bytes, from, to - from);
    return checksum.getValue();
  }
}
