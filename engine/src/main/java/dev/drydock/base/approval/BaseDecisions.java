package dev.drydock.base.approval;

import dev.drydock.attest.Attestor;
import dev.drydock.attest.KeptDocuments;
import dev.drydock.attest.Trust;
import dev.drydock.attest.Verification;
import dev.drydock.attest.Verifier;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistryTags;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

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
    return Judgement.of(image.digest(), verification.documents(), approvers, clock.instant());
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
}
