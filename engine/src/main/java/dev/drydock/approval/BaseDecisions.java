package dev.drydock.approval;

import dev.drydock.attest.Attestor;
import dev.drydock.attest.KeptDocuments;
import dev.drydock.attest.Trust;
import dev.drydock.attest.Verification;
import dev.drydock.attest.Verifier;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistryTags;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The decisions that lie beside the images of one repository.
public final class BaseDecisions {
  private final RegistryRepository repository;
  private final Limits limits;
  private final InstantSource clock;
  private final KeptDocuments kept;

  /// @param kept what need not be fetched again
  public BaseDecisions(
      RegistryRepository repository, Limits limits, InstantSource clock, KeptDocuments kept) {
    this.repository = repository;
    this.limits = limits;
    this.clock = clock;
    this.kept = kept;
  }

  /// What they come to for one image.
  ///
  /// @throws ImageException where the registry fails, or does not tell all: a revocation may be
  ///   among what it does not tell
  public Judgement judge(StoredManifest image, Approvers approvers)
      throws IOException, InterruptedException {
    return judge(image, approvers, tags());
  }

  /// @param tags of the repository, as they are now
  Judgement judge(StoredManifest image, Approvers approvers, Collection<String> tags)
      throws IOException, InterruptedException {
    Verification verification =
        new Verifier(repository, Trust.in(approvers.keys()), limits, clock, kept)
            .verifyOnly(image, Decision.TYPE, DecisionTag.decisions(image.digest(), tags));
    if (!verification.warnings().isEmpty()) {
      throw new ImageException(
          Kind.CORRUPT,
          "what was decided about "
              + repository.reference().at(image.digest()).familiar()
              + " cannot be read as a whole: "
              + verification.warnings().getFirst());
    }
    return Judgement.of(
        image.digest(),
        PlatformImages.of(image, limits, repository.reference().at(image.digest()).familiar())
            .keySet(),
        verification.documents(),
        approvers,
        clock.instant());
  }

  private List<String> tags() throws IOException, InterruptedException {
    try {
      RegistryTags.Listing listing = repository.tags();
      if (!listing.warnings().isEmpty()) {
        throw new ImageException(Kind.UNAVAILABLE, listing.warnings().getFirst());
      }
      return listing.tags();
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.UNSUPPORTED) {
        return List.of(); // a registry without such a list has the other one
      }
      throw e;
    }
  }

  /// Signs a decision, and puts it beside the image.
  ///
  /// @return the digest of the manifest that names it
  public Digest write(StoredManifest image, Decision decision, SigningKey key)
      throws IOException, InterruptedException {
    Digest written =
        new Attestor(repository, key, limits, clock, false)
            .attest(image, Decision.TYPE, decision.predicate())
            .referrer();
    StoredManifest manifest = repository.manifest(written);
    repository.pushManifest(
        DecisionTag.of(image.digest(), written), manifest.body(), manifest.mediaType());
    return written;
  }

  /// Sees that a decision which is there can be found both ways, in the list and by its tag:
  /// whoever wrote it may have been stopped between the two, or another writer may have taken it
  /// out of the list.
  public void complete(StoredManifest image, Vote vote) throws IOException, InterruptedException {
    Set<Digest> listed = new LinkedHashSet<>();
    for (Descriptor one : repository.referrers(image.digest()).manifests()) {
      String announced = one.annotations().get(Attestor.PREDICATE_TYPE);
      if (announced == null || announced.equals(Decision.TYPE)) {
        listed.add(one.digest());
      }
    }
    List<Digest> tagged = DecisionTag.decisions(image.digest(), tags());
    Set<Digest> all = new LinkedHashSet<>(tagged);
    all.addAll(listed);
    String what = "what was decided about " + repository.reference().at(image.digest()).familiar();
    for (Digest digest : all) {
      if (listed.contains(digest) && tagged.contains(digest)) {
        continue;
      }
      StoredManifest manifest = naming(digest, vote.document(), image.digest(), what);
      if (manifest != null) {
        repository.pushManifest(
            DecisionTag.of(image.digest(), digest), manifest.body(), manifest.mediaType());
        repository.listReferrers(image.digest(), List.of(manifest), what);
      }
    }
  }

  /// The manifest of a digest that has a document about an image; `null` where it is another one,
  /// or whatever somebody has put there.
  private @Nullable StoredManifest naming(Digest digest, Digest document, Digest image, String what)
      throws IOException, InterruptedException {
    try {
      StoredManifest manifest = repository.manifest(digest);
      if (new ManifestReader(limits).read(manifest.body(), manifest.mediaType(), what)
          instanceof ImageManifest read) {
        Descriptor subject = read.subject();
        if (subject != null
            && subject.digest().equals(image)
            && read.layers().stream().anyMatch(layer -> layer.digest().equals(document))) {
          return manifest;
        }
      }
      return null;
    } catch (ImageException e) {
      if (e.kind() == Kind.UNAVAILABLE || e.kind() == Kind.REFUSED) {
        throw e;
      }
      return null;
    }
  }
}
