package dev.drydock.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Bytes with a media type, named by their digest, or by a wrong one where a test asks for that.
///
/// @param digest `sha256:…`
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Blob(byte[] bytes, String mediaType, String digest) {

  /// A blob with its true digest.
  public static Blob of(byte[] bytes, String mediaType) {
    return new Blob(bytes, mediaType, "sha256:" + sha256(bytes));
  }

  /// The same bytes under the digest of others.
  public Blob withWrongDigest() {
    return new Blob(
        bytes, mediaType, "sha256:" + sha256((digest + " not").getBytes(StandardCharsets.UTF_8)));
  }

  /// The hexadecimal part of the digest.
  public String hex() {
    return digest.substring(digest.indexOf(':') + 1);
  }

  /// As it stands in manifests and indexes, without the closing brace.
  String descriptorStart() {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d"
        .formatted(mediaType, digest, bytes.length);
  }

  /// As it stands in manifests and indexes.
  public String descriptor() {
    return descriptorStart() + "}";
  }

  /// SHA-256 in hexadecimal digits.
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
