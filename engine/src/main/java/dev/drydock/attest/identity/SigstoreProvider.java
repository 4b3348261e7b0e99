package dev.drydock.attest.identity;

import java.io.IOException;

/// What signs and verifies without keys. Callers find it by [java.util.ServiceLoader], and need not
/// find any: it is a module of its own, for those who want it (`docs/adr/0018-keyless.md`).
public interface SigstoreProvider {

  /// @param services where it signs
  /// @param root what its own work is verified with before anybody sees it
  /// @throws IdentityException where the root, the services or the token cannot be used
  BundleSigner signer(
      SigningServices services, TrustedRoot root, IdentityToken token, Outside outside)
      throws IOException, InterruptedException;

  /// @throws IdentityException where the root cannot be had or read
  BundleVerifier verifier(TrustedRoot root, Outside outside)
      throws IOException, InterruptedException;
}
