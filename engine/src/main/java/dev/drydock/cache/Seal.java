package dev.drydock.cache;

import dev.drydock.image.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What tells that an entry is whole: its SHA-256. With a secret its HMAC (RFC 2104), which also
/// tells that someone wrote it who knows the secret.
///
/// Written out, since the JDK's `Mac` is looked up through providers, which costs a process that
/// has just started more than reading the entry does.
public final class Seal {
  /// Bytes of a seal.
  static final int LENGTH = 32;

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

  /// Tells seals of different secrets apart, without telling the secrets: part of the names of
  /// entries, so that those who share a store and no secret do not overwrite each other's.
  String mark() {
    return inner == null
        ? "sha256"
        : "hmac-sha256:"
            + HexFormat.of()
                .formatHex(of(NAMED, 0, NAMED.length), 0, 8);
  }

  /// The seal of `bytes` from `from` until before `to`.
  byte[] of(byte[] bytes, int from, int to) {
    MessageDigest digest = Digest.messageDigest("sha256");
    if (inner == null || outer == null) {
      digest.update(bytes, from, to - from);
      return digest.digest();
    }
    digest.update(inner);
    digest.update(bytes, from, to - from);
    byte[] first = digest.digest();
    digest.update(outer);
    return digest.digest(first);
  }
}
