package dev.drydock.attest;

import dev.drydock.image.Digest;
import org.jspecify.annotations.Nullable;

/// Documents that were read before, by the digests that they have: they never change, and so need
/// not be fetched twice. May be used by several threads at once.
public interface KeptDocuments {

  /// What was kept; `null` where nothing was. Whoever asks holds it to the digest.
  byte @Nullable [] find(Digest digest);

  /// Keeps what has that digest, where that can be done.
  void keep(Digest digest, byte[] content);

  /// Where nothing is kept.
  static KeptDocuments none() {
    return new KeptDocuments() {
      @Override
      public byte @Nullable [] find(Digest digest) {
        return null;
      }

      @Override
      public void keep(Digest digest, byte[] content) {
        // it is fetched each time
      }
    };
  }

  /// What was kept and still has its digest; `null` where it has to be fetched.
  default byte @Nullable [] verified(Digest digest) {
    byte[] content = find(digest);
    return content != null && Digest.of(digest.algorithm(), content).equals(digest)
        ? content
        : null;
  }
}
