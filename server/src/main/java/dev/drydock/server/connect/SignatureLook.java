package dev.drydock.server.connect;

import dev.drydock.attest.SignaturePresence;
import dev.drydock.attest.cosign.CosignTag;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Signed;
import dev.drydock.server.fleet.ingest.RegistryArrivals;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;

/// Looks whether signatures lie beside images; whose they are, nobody here verifies.
@Component
class SignatureLook {
  private final RegistryArrivals arrivals;

  SignatureLook(RegistryArrivals arrivals) {
    this.arrivals = arrivals;
  }

  /// Looks at an image, and at the index that it is in: who signs the one means the other.
  Signed look(RegistryRepository repository, List<ImageDigest> digests)
      throws IOException, InterruptedException {
    List<Digest> subjects =
        digests.stream().map(digest -> Digest.parse(digest.toString())).toList();
    return SignaturePresence.of(repository, subjects) ? Signed.PRESENT : Signed.NONE;
  }

  /// What a tag of a registry says by being there.
  void tag(int organisation, String tag) {
    CosignTag.subject(tag)
        .flatMap(subject -> ImageDigest.parse(subject.toString()))
        .ifPresent(digest -> arrivals.signed(organisation, digest, Signed.PRESENT));
  }
}
