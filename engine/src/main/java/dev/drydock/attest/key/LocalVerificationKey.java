package dev.drydock.attest.key;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A public key in this process.
final class LocalVerificationKey implements VerificationKey {
  /// Longer than any signature of the keys that there are.
  private static final int MOST = 2 << 10;

  private final PublicKey key;
  private final KeyAlgorithm algorithm;

  LocalVerificationKey(PublicKey key, KeyAlgorithm algorithm) {
    this.key = key;
    this.algorithm = algorithm;
  }

  @Override
  public KeyAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public String hint() {
    return Base64.getEncoder().encodeToString(Sha256.of(key.getEncoded()));
  }

  @Override
  public String pem() {
    return Pem.write("PUBLIC KEY", key.getEncoded());
  }

  @Override
  public boolean verifies(byte[] message, byte[] signature) {
    if (signature.length > MOST) {
      return false;
    }
    for (String accepted : algorithm.accepted()) {
      try {
        Signature verifier = Signature.getInstance(accepted);
        verifier.initVerify(key);
        verifier.update(message);
        if (verifier.verify(signature)) {
          return true;
        }
      } catch (GeneralSecurityException _) {
        // no signature of this form
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LocalVerificationKey that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return algorithm.words() + " " + hint();
  }
}
