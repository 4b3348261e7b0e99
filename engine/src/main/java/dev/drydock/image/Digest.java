package dev.drydock.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A content digest, `algorithm:hex`, as in the OCI image specification, "Digests".
///
/// Only SHA-256 and SHA-512, the registered algorithms, are values of this type.
public record Digest(String algorithm, String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

  public Digest {
    int length =
        switch (algorithm) {
          case "sha256" -> 64;
          case "sha512" -> 128;
          default -> throw new IllegalArgumentException("unknown digest algorithm: " + algorithm);
        };
    if (hex.length() != length || !HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a " + algorithm + " digest: " + hex);
    }
  }

  /// @throws IllegalArgumentException where `text` is not `algorithm:hex` with a known algorithm
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not a digest: " + text);
    }
    return new Digest(text.substring(0, colon), text.substring(colon + 1));
  }

  /// The digest of `bytes` by a registered algorithm.
  public static Digest of(String algorithm, byte[] bytes) {
    MessageDigest digest = messageDigest(algorithm);
    return new Digest(algorithm, HexFormat.of().formatHex(digest.digest(bytes)));
  }

  /// What makes digests of a registered algorithm.
  public static MessageDigest messageDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has both
    }
  }

  /// Written out, as [#hashCode] is: what the compiler makes for a record is linked at its first
  /// use, which costs a JVM that has just started 15 ms, and every scan compares digests.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest digest
        && hex.equals(digest.hex)
        && algorithm.equals(digest.algorithm);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
