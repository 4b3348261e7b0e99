package dev.drydock.catalog.maven;

import dev.drydock.bom.Component.Hash;
import dev.drydock.image.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The digests of a whole archive: SHA-1, by which Maven repositories know their artifacts, and
/// those that others ask for.
final class ArchiveDigest {
  private static final List<String> ALGORITHMS = List.of("SHA-1", "SHA-256", "SHA-512");
  private static final int CHUNK = 64 << 10;

  private ArchiveDigest() {}

  static List<Hash> of(FileContent content, String path) throws IOException {
    return of(content, path, ALGORITHMS);
  }

  /// SHA-1 alone, in hexadecimal.
  static String sha1(FileContent content, String path) throws IOException {
    return of(content, path, ALGORITHMS.subList(0, 1)).getFirst().value();
  }

  private static List<Hash> of(FileContent content, String path, List<String> algorithms)
      throws IOException {
    List<MessageDigest> digests = digests(algorithms);
    ByteBuffer chunk = ByteBuffer.allocate(Math.clamp(content.size(), 1, CHUNK));
    for (long at = 0; at < content.size(); ) {
      chunk.clear();
      int n = content.read(at, chunk);
      if (n <= 0) {
        throw new IOException(path + " ends early");
      }
      for (MessageDigest digest : digests) {
        digest.update(chunk.array(), 0, n);
      }
      at += n;
    }
    List<Hash> hashes = new ArrayList<>();
    for (MessageDigest digest : digests) {
      hashes.add(new Hash(digest.getAlgorithm(), HexFormat.of().formatHex(digest.digest())));
    }
    return hashes;
  }

  private static List<MessageDigest> digests(List<String> algorithms) {
    List<MessageDigest> digests = new ArrayList<>();
    try {
      for (String algorithm : algorithms) {
        digests.add(MessageDigest.getInstance(algorithm));
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has them
    }
    return digests;
  }
}
