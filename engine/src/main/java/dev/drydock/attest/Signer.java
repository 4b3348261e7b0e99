package dev.drydock.attest;

import dev.drydock.attest.identity.Identity;
import dev.drydock.attest.key.VerificationKey;

/// Who has signed a document.
public sealed interface Signer {

  /// Somebody who has a key that is trusted.
  record KeyHolder(VerificationKey key) implements Signer {
    @Override
    public String words() {
      return key.algorithm().words() + " " + key.hint().substring(0, 12);
    }
  }

  /// Somebody whom a trusted authority has certified.
  record Certified(Identity identity) implements Signer {
    @Override
    public String words() {
      return identity.words();
    }
  }

  /// For people, short.
  String words();
}
