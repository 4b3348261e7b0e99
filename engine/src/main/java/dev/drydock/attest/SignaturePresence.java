package dev.drydock.attest;

import dev.drydock.attest.cosign.CosignTag;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.registry.RegistryRepository;
import java.io.IOException;
import java.util.List;

/// Whether signatures of an image, or signed statements about it, lie beside it: under cosign's
/// tags, or among what refers to it. That there is one is all that is seen; whose it is, only a
/// [Verifier] tells.
public final class SignaturePresence {
  /// How the types of signatures begin: cosign's, those of Sigstore's bundles, Notary's.
  private static final List<String> TYPES =
      List.of(
          "application/vnd.dev.cosign.artifact.sig",
          "application/vnd.dev.sigstore.bundle",
          "application/vnd.cncf.notary.signature");

  private SignaturePresence() {}

  /// Looks at an image, and at what else is signed in its stead, such as the index that it is in.
  ///
  /// @throws IOException where the registry does not answer
  public static boolean of(RegistryRepository repository, List<Digest> subjects)
      throws IOException, InterruptedException {
    for (Digest subject : subjects) {
      if (of(repository, subject)) {
        return true;
      }
    }
    return false;
  }

  private static boolean of(RegistryRepository repository, Digest subject)
      throws IOException, InterruptedException {
    try {
      return repository.tagged(CosignTag.ofSignatures(subject)).isPresent()
          || repository.tagged(CosignTag.ofAttestations(subject)).isPresent()
          || repository.referrers(subject).manifests().stream().anyMatch(SignaturePresence::signs);
    } catch (ImageException e) {
      if (e.kind() == Kind.UNAVAILABLE) {
        throw e;
      }
      return false; // something unreadable is no signature
    }
  }

  private static boolean signs(Descriptor one) {
    String type = one.artifactType();
    return type != null
        && TYPES.stream().anyMatch(known -> MediaTypes.bare(type).startsWith(known));
  }
}
