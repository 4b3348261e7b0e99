package dev.drydock.attest.identity;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where the certificates and keys come from that everything else is verified with
/// (`sigstore_trustroot.proto`).
public sealed interface TrustedRoot {

  /// A document that somebody has and trusts.
  ///
  /// @param name for people
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  record Document(byte[] content, String name) implements TrustedRoot {}

  /// A TUF repository, which keeps it current (The Update Framework, version 1).
  ///
  /// @param root `root.json`, which the first look trusts
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  record Repository(URI mirror, byte[] root) implements TrustedRoot {}

  /// That of Sigstore's public instance, from its TUF repository.
  ///
  /// @param mirror of that repository; `null` for itself
  record PublicInstance(@Nullable URI mirror) implements TrustedRoot {}
}
