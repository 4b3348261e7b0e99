package dev.drydock.attest.identity;

import java.io.IOException;

/// Signs payloads as one identity, each into a bundle that holds all that verifying it takes.
public interface BundleSigner {

  /// A bundle (`sigstore_bundle.proto`, version 0.3) around an envelope with this payload, which
  /// may be written in another way as long as it says the same.
  ///
  /// @param payloadType as DSSE has it
  /// @throws IdentityException where a service does not do its part
  byte[] sign(String payloadType, byte[] payload) throws IOException, InterruptedException;
}
