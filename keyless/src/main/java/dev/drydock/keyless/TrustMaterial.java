package dev.drydock.keyless;

import dev.drydock.attest.identity.IdentityException;
import dev.sigstore.fulcio.client.FulcioVerifier;
import dev.sigstore.rekor.client.RekorVerifier;
import dev.sigstore.timestamp.client.TimestampVerifier;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.trustroot.TransparencyLog;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.util.List;

/// A trusted root, read (`sigstore_trustroot.proto`, `TrustedRoot`).
///
/// @param certificates judges certificates, and whether a log of certificates has seen them
/// @param entries judges entries of logs
/// @param timestamps judges timestamps (RFC 3161)
/// @param logs that entries may be of, with when their keys are valid
record TrustMaterial(
    FulcioVerifier certificates,
    RekorVerifier entries,
    TimestampVerifier timestamps,
    List<TransparencyLog> logs) {

  TrustMaterial {
    logs = List.copyOf(logs);
  }

  /// @param name of the document in errors
  static TrustMaterial read(byte[] document, String name) throws IdentityException {
    try {
      SigstoreTrustedRoot root = SigstoreTrustedRoot.from(new ByteArrayInputStream(document));
      if (root.getCAs().isEmpty() || root.getTLogs().isEmpty()) {
        throw new IdentityException(
            name + " names no certificate authority or no log; it has to be a trusted_root.json");
      }
      return new TrustMaterial(
          FulcioVerifier.newFulcioVerifier(root),
          RekorVerifier.newRekorVerifier(root),
          TimestampVerifier.newTimestampVerifier(root),
          root.getTLogs());
    } catch (SigstoreConfigurationException | GeneralSecurityException | RuntimeException e) {
      throw new IdentityException(
          name + " cannot be read as a trusted root; it has to be a trusted_root.json of Sigstore",
          e);
    }
  }
}
