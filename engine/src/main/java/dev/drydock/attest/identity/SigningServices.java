package dev.drydock.attest.identity;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where somebody signs without a key: who certifies, who keeps the log, who tells the time. What
/// is `null` is looked up in the document, and without one in the repository that the trusted root
/// comes from.
///
/// @param document a signing configuration (`sigstore_trustroot.proto`, `SigningConfig`, version
///   0.2)
/// @param authority the URL of a Fulcio
/// @param log the URL of a Rekor of version 1
/// @param timestamps the URL of a timestamping authority (RFC 3161)
@SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
public record SigningServices(
    byte @Nullable [] document,
    @Nullable URI authority,
    @Nullable URI log,
    @Nullable URI timestamps) {

  /// Those of the trusted root's own repository.
  public static SigningServices known() {
    return new SigningServices(null, null, null, null);
  }
}
