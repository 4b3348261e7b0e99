package dev.drydock.attest;

import dev.drydock.attest.identity.BundleVerifier;
import dev.drydock.attest.identity.ExpectedIdentity;
import dev.drydock.attest.key.VerificationKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose signatures count: that of any of these keys, or of any of these identities.
public final class Trust {
  private final List<VerificationKey> keys;
  private final List<ExpectedIdentity> identities;
  private final @Nullable BundleVerifier bundles;

  private Trust(
      List<VerificationKey> keys,
      List<ExpectedIdentity> identities,
      @Nullable BundleVerifier bundles) {
    this.keys = List.copyOf(keys);
    this.identities = List.copyOf(identities);
    this.bundles = bundles;
  }

  public static Trust in(List<VerificationKey> keys) {
    return new Trust(keys, List.of(), null);
  }

  /// @param bundles finds out who has signed
  public static Trust in(
      List<VerificationKey> keys, List<ExpectedIdentity> identities, BundleVerifier bundles) {
    return new Trust(keys, identities, bundles);
  }

  List<VerificationKey> keys() {
    return keys;
  }

  List<ExpectedIdentity> identities() {
    return identities;
  }

  /// `null` where no identity counts.
  @Nullable BundleVerifier bundles() {
    return identities.isEmpty() ? null : bundles;
  }
}
