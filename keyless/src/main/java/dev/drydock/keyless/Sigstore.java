package dev.drydock.keyless;

import dev.drydock.attest.identity.BundleSigner;
import dev.drydock.attest.identity.BundleVerifier;
import dev.drydock.attest.identity.IdentityToken;
import dev.drydock.attest.identity.Outside;
import dev.drydock.attest.identity.SigningServices;
import dev.drydock.attest.identity.SigstoreProvider;
import dev.drydock.attest.identity.TrustedRoot;
import java.io.IOException;

/// What the engine's callers find of this module.
public final class Sigstore implements SigstoreProvider {

  @Override
  public BundleSigner signer(
      SigningServices services, TrustedRoot root, IdentityToken token, Outside outside)
      throws IOException, InterruptedException {
    Requests requests = new Requests(outside);
    TrustSource source = TrustSource.of(root, requests, outside);
    ChosenServices chosen = ChosenServices.of(services, source, outside.clock().instant());
    TrustMaterial material = TrustMaterial.read(source.trustedRoot(), source.name());
    return new IdentitySigner(
        token, chosen, requests, new CertifiedBundles(material, outside.limits()), outside);
  }

  @Override
  public BundleVerifier verifier(TrustedRoot root, Outside outside)
      throws IOException, InterruptedException {
    TrustSource source = TrustSource.of(root, new Requests(outside), outside);
    return new CertifiedBundles(
        TrustMaterial.read(source.trustedRoot(), source.name()), outside.limits());
  }
}
