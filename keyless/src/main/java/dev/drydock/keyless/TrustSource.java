package dev.drydock.keyless;

import dev.drydock.attest.identity.IdentityException;
import dev.drydock.attest.identity.Outside;
import dev.drydock.attest.identity.TrustedRoot;
import dev.sigstore.tuf.SigstoreTufClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a trusted root comes from, and with it what services there are.
sealed interface TrustSource {
  URI PUBLIC_MIRROR = URI.create("https://tuf-repo-cdn.sigstore.dev/");

  /// For people.
  String name();

  byte[] trustedRoot() throws IOException, InterruptedException;

  /// The services that belong to it; `null` where it does not say.
  byte @Nullable [] signingConfig() throws IOException, InterruptedException;

  static TrustSource of(TrustedRoot root, Requests requests, Outside outside)
      throws IOException, InterruptedException {
    return switch (root) {
      case TrustedRoot.Document(byte[] content, String name) -> new File(name, content);
      case TrustedRoot.Repository(URI mirror, byte[] first) ->
          new Repository(TufRepository.open(mirror, first, requests, outside));
      case TrustedRoot.PublicInstance(URI mirror) ->
          new Repository(
              TufRepository.open(
                  mirror == null ? PUBLIC_MIRROR : mirror, publicRoot(), requests, outside));
    };
  }

  private static byte[] publicRoot() throws IOException {
    try (InputStream in =
        SigstoreTufClient.class
            .getClassLoader()
            .getResourceAsStream(SigstoreTufClient.PUBLIC_GOOD_ROOT_RESOURCE)) {
      if (in == null) {
        throw new IdentityException("the root of Sigstore's public instance is not in this build");
      }
      return in.readAllBytes();
    }
  }

  /// A file that somebody has.
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  record File(String name, byte[] trustedRoot) implements TrustSource {
    @Override
    public byte @Nullable [] signingConfig() {
      return null;
    }
  }

  /// A TUF repository, as it was at the last look.
  record Repository(TufRepository repository) implements TrustSource {
    @Override
    public String name() {
      return "the trusted root of " + repository.mirror().getHost();
    }

    @Override
    public byte[] trustedRoot() throws IOException, InterruptedException {
      byte[] root = repository.target(TufRepository.TRUSTED_ROOT);
      if (root == null) {
        throw new IdentityException(
            "the TUF repository at "
                + repository.mirror().getHost()
                + " has no "
                + TufRepository.TRUSTED_ROOT
                + "; it is not one of a Sigstore, or its --tuf-mirror is another address");
      }
      return root;
    }

    @Override
    public byte @Nullable [] signingConfig() throws IOException, InterruptedException {
      return repository.target(TufRepository.SIGNING_CONFIG);
    }
  }
}
