package dev.drydock.attest.key;

/// A private key, wherever it is: in a file, in a device, at a key management service.
public interface SigningKey {

  /// The signature of a message, which is hashed as the key's algorithm wants it. Of ECDSA in ASN.1
  /// form (`SEQUENCE` of `r` and `s`).
  ///
  /// @throws KeyException where the key cannot be used
  byte[] sign(byte[] message) throws KeyException, InterruptedException;

  /// What verifies its signatures.
  VerificationKey verificationKey();
}
