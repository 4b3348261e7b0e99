package dev.drydock.attest.key;

/// A public key, whose signatures somebody trusts.
public interface VerificationKey {

  KeyAlgorithm algorithm();

  /// SHA-256 of the key (`SubjectPublicKeyInfo`, DER) in Base64: what Sigstore's bundles hint at it
  /// by.
  String hint();

  /// As a file, in PEM form.
  String pem();

  /// Whether the signature is one of this key for this message, by the key's own algorithm. What is
  /// no signature at all is simply not.
  boolean verifies(byte[] message, byte[] signature);
}
