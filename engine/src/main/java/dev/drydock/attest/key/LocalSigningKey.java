package dev.drydock.attest.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/// A private key in this process.
final class LocalSigningKey implements SigningKey {
  private final PrivateKey key;
  private final LocalVerificationKey publicKey;

  LocalSigningKey(PrivateKey key, LocalVerificationKey publicKey) {
    this.key = key;
    this.publicKey = publicKey;
  }

  @Override
  public byte[] sign(byte[] message) throws KeyException {
    try {
      Signature signature = Signature.getInstance(publicKey.algorithm().signature());
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException _) {
      throw new KeyException("the key does not sign; is it a whole one? Make a new pair");
    }
  }

  @Override
  public VerificationKey verificationKey() {
    return publicKey;
  }

  /// Tells nothing.
  @Override
  public String toString() {
    return "a private key of " + publicKey.algorithm().words();
  }
}
