package dev.drydock.server.connect;

import dev.drydock.attest.Checked.Trusted;
import dev.drydock.attest.Verifier;
import dev.drydock.attest.key.KeyFiles;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.image.Digest;
import dev.drydock.image.Platform;
import dev.drydock.image.registry.AttachedDocuments.Attached;
import dev.drydock.image.registry.DocumentKind;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.CompactJson;
import dev.drydock.limits.Limits;
import dev.drydock.server.fleet.FleetSettings;
import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.ingest.RegistryArrivals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Bills of materials that lie beside images already: what the build has found need not be found
/// again. Where the operator has given keys, only what one of them has signed counts.
@Component
class AttachedBoms {
  private final ConnectSettings settings;
  private final RegistryArrivals arrivals;
  private final Limits limits;
  private final Clock clock;
  private final List<VerificationKey> keys;

  AttachedBoms(
      ConnectSettings settings, RegistryArrivals arrivals, FleetSettings fleet, Clock clock) {
    this.settings = settings;
    this.arrivals = arrivals;
    this.limits = fleet.limits();
    this.clock = clock;
    this.keys = keys(settings.keys());
  }

  private static List<VerificationKey> keys(List<Path> files) {
    List<VerificationKey> keys = new ArrayList<>();
    for (Path file : files) {
      try {
        keys.add(KeyFiles.verificationKey(Files.readAllBytes(file), file.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException("drydock.connect.keys: " + e.getMessage(), e);
      }
    }
    return keys;
  }

  /// @param repository opened with the digest of the image
  /// @return a document about exactly this image, as it lies there
  Optional<byte[]> find(RegistryRepository repository, StoredManifest image)
      throws IOException, InterruptedException {
    ImageDigest digest = ImageDigest.required(image.digest().toString());
    return keys.isEmpty() ? said(repository, digest) : signed(repository, image, digest);
  }

  private Optional<byte[]> said(RegistryRepository repository, ImageDigest digest)
      throws IOException, InterruptedException {
    for (Attached one :
        repository
            .attached(DocumentKind.BILL_OF_MATERIALS, Platform.parse(settings.platform()))
            .documents()) {
      if (arrivals.isAbout(one.document(), digest)) {
        return Optional.of(one.document());
      }
    }
    return Optional.empty();
  }

  private Optional<byte[]> signed(
      RegistryRepository repository, StoredManifest image, ImageDigest digest)
      throws IOException, InterruptedException {
    String type = PredicateType.CYCLONEDX.uri();
    return new Verifier(repository, keys, limits, clock)
        .verifyOnly(image, type, List.<Digest>of())
        .newest(type)
        .map(Trusted::predicate)
        .map(CompactJson::bytes)
        .filter(document -> arrivals.isAbout(document, digest));
  }
}
