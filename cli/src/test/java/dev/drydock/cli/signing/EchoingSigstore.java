package dev.drydock.cli.signing;

import dev.drydock.attest.identity.BundleSigner;
import dev.drydock.attest.identity.BundleVerifier;
import dev.drydock.attest.identity.IdentityException;
import dev.drydock.attest.identity.IdentityToken;
import dev.drydock.attest.identity.Outside;
import dev.drydock.attest.identity.SigningServices;
import dev.drydock.attest.identity.SigstoreProvider;
import dev.drydock.attest.identity.TrustedRoot;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A provider that says what it was asked for, and can do nothing.
public final class EchoingSigstore implements SigstoreProvider {

  @Override
  public BundleSigner signer(
      SigningServices services, TrustedRoot root, IdentityToken token, Outside outside)
      throws IdentityException {
    throw new IdentityException(
        "signer: "
            + text(services.document())
            + " "
            + services.authority()
            + " "
            + services.log()
            + " "
            + services.timestamps()
            + "; "
            + words(root)
            + "; "
            + token.identity().words()
            + "; "
            + outside.cacheDirectory().getFileName());
  }

  @Override
  public BundleVerifier verifier(TrustedRoot root, Outside outside) throws IdentityException {
    throw new IdentityException("verifier: " + words(root));
  }

  private static String words(TrustedRoot root) {
    return switch (root) {
      case TrustedRoot.Document(byte[] content, String name) ->
          "document " + text(content) + " of " + name;
      case TrustedRoot.Repository(var mirror, byte[] first) ->
          "repository " + mirror + " from " + text(first);
      case TrustedRoot.PublicInstance(var mirror) -> "public instance, " + mirror;
    };
  }

  private static String text(byte @Nullable [] content) {
    return content == null ? "null" : new String(content, StandardCharsets.UTF_8);
  }
}
