package dev.drydock.attest.identity;

/// Finds out who has signed a bundle, from nothing but the bundle and a trusted root. Nobody is
/// asked.
public interface BundleVerifier {

  /// @param bundle in JSON, which [dev.drydock.attest.strict.StrictJson] has read
  /// @param artifact what the signature is over, where the bundle holds a bare one
  /// @throws UntrustedBundleException where anything of it does not hold
  VerifiedBundle verify(byte[] bundle, byte[] artifact) throws UntrustedBundleException;
}
