package dev.drydock.server.fleet.ingest;

import dev.drydock.bom.Bom;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.ImageSignatures;
import dev.drydock.server.fleet.Owners.Project;
import dev.drydock.server.fleet.RepositoryImages;
import dev.drydock.server.fleet.Signed;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.ingest.Arrival.Alias;
import dev.drydock.server.fleet.ingest.ImageStore.Stored;
import dev.drydock.server.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes images that lie in registries into the fleet, and tells it where their tags point: first
/// the one, then the other, each as often as one likes.
@Service
public class RegistryArrivals {
  private final Ingest ingest;
  private final BomParser parser;
  private final ImageStore images;
  private final RepositoryStore repositories;
  private final RepositoryImages watch;
  private final TagClosing closing;
  private final ImageSignatures signatures;
  private final Clock clock;

  RegistryArrivals(
      Ingest ingest,
      BomParser parser,
      ImageStore images,
      RepositoryStore repositories,
      RepositoryImages watch,
      TagClosing closing,
      ImageSignatures signatures,
      Clock clock) {
    this.ingest = ingest;
    this.parser = parser;
    this.images = images;
    this.repositories = repositories;
    this.watch = watch;
    this.closing = closing;
    this.signatures = signatures;
    this.clock = clock;
  }

  /// Whether the organisation has the image already.
  public boolean known(int organisation, ImageDigest digest) {
    return images.find(organisation, digest).isPresent();
  }

  /// Whether a document can be read, and is about an image.
  public boolean isAbout(byte[] document, ImageDigest digest) {
    try {
      Bom bom = parser.parse(document);
      return digest.toString().equals(bom.subject().digest()) && !bom.components().isEmpty();
    } catch (Problem _) {
      return false;
    }
  }

  /// Takes an image in, as an upload does; no tag moves.
  ///
  /// @param document its bill of materials
  /// @throws Problem where the document cannot be read, or the repository is another project's
  public void bring(
      Project project, ImageReference reference, ImageDigest digest, byte[] document) {
    Bom bom = parser.parse(document);
    String config = bom.subject().imageId();
    List<Alias> aliases =
        Optional.ofNullable(config)
            .flatMap(ImageDigest::parse)
            .filter(id -> !id.equals(digest))
            .map(id -> List.of(new Alias(id, "config")))
            .orElse(List.of());
    ImageReference untagged =
        new ImageReference(reference.registry(), reference.repository(), null, null);
    ingest.receive(
        project,
        new Arrival(
            untagged, digest, aliases, bom, new BomDocument(document, null), null, Signed.UNKNOWN),
        null);
  }

  /// What a registry has shown of signatures of an image or an index.
  public void signed(int organisation, ImageDigest digest, Signed signed) {
    signatures.seen(organisation, digest, signed);
  }

  /// Says where an image lies that was brought in.
  ///
  /// @param index that it is in; `null` where it is in none
  /// @param reference of its repository; its tag points to the image from now on, where it has one
  /// @param still asked once nobody else can move a tag of the repository: whether it still does
  /// @return whether the image is there
  @Transactional
  public boolean place(
      Project project,
      ImageReference reference,
      ImageDigest digest,
      @Nullable ImageDigest index,
      BooleanSupplier still) {
    Optional<Stored> stored = images.find(project.organisation(), digest);
    if (stored.isEmpty()) {
      return false;
    }
    int image = stored.get().id();
    Instant clocks = Times.now(clock);
    Instant first = stored.get().ingestedAt();
    Instant now = clocks.isBefore(first) ? first : clocks;
    if (index != null && !index.equals(digest)) {
      images.names(project.organisation(), image, digest, List.of(new Alias(index, "index")));
    }
    int repository =
        repositories.hold(project, reference.registry() + "/" + reference.repository(), now);
    repositories.add(repository, image, true, now);
    Integer before = null;
    String tag = reference.tag();
    if (tag != null && still.getAsBoolean()) {
      before = repositories.move(repository, tag, image, now);
    }
    watch.decide(before == null ? new int[] {image} : sorted(before, image));
    return true;
  }

  private static int[] sorted(int... images) {
    return IntStream.of(images).sorted().toArray();
  }

  /// Ends what tags of a repository point to: those of a name, or those of a manifest.
  ///
  /// @param repository with its registry
  /// @param tag `null` for all
  /// @param digest of the manifest or index that they point to; `null` for any
  /// @param asked when the registry said so: what was so before ends
  @Transactional
  public void untag(
      int organisation,
      String repository,
      @Nullable String tag,
      @Nullable ImageDigest digest,
      Instant asked) {
    watch.decide(closing.close(organisation, repository, tag, digest, asked, Times.now(clock)));
  }
}
