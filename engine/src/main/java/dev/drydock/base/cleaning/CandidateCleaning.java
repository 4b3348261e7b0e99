package dev.drydock.base.cleaning;

import dev.drydock.approval.Approvers;
import dev.drydock.approval.BaseDecisions;
import dev.drydock.approval.BaseTag;
import dev.drydock.approval.CatalogueReader;
import dev.drydock.attest.Attestor;
import dev.drydock.attest.KeptDocuments;
import dev.drydock.attest.cosign.CosignTag;
import dev.drydock.base.cleaning.StoredCandidate.Fate;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The candidates of one repository, and what becomes of those that nobody has decided about and
/// that are not the newest of their variant. Where it is not known whether somebody needs one, it
/// stays.
public final class CandidateCleaning {
  private final RegistryRepository repository;
  private final CatalogueReader.Rules rules;
  private final Limits limits;
  private final InstantSource clock;

  /// @param rules who may decide about what
  public CandidateCleaning(
      RegistryRepository repository,
      CatalogueReader.Rules rules,
      Limits limits,
      InstantSource clock) {
    this.repository = repository;
    this.rules = rules;
    this.limits = limits;
    this.clock = clock;
  }

  /// All of them, in the order of their tags. Nothing is changed.
  ///
  /// @param age from which on one is old
  public List<StoredCandidate> candidates(Duration age) throws IOException, InterruptedException {
    Tagged tagged = Tagged.read(repository, limits);
    Map<Digest, Instant> told = new LinkedHashMap<>();
    Map<String, Instant> newest = new HashMap<>();
    for (Map.Entry<Digest, List<String>> one : tagged.candidates().entrySet()) {
      Instant last = told(one.getKey());
      if (last != null) {
        told.put(one.getKey(), last);
        for (String variant : variants(one.getValue())) {
          newest.merge(variant, last, (a, b) -> a.isAfter(b) ? a : b);
        }
      }
    }
    List<StoredCandidate> candidates = new ArrayList<>();
    for (Map.Entry<Digest, List<String>> one : tagged.candidates().entrySet()) {
      Instant last = told.get(one.getKey());
      List<String> variants = variants(one.getValue());
      Fate fate;
      if (tagged.needed().contains(one.getKey())) {
        fate = Fate.NEEDED;
      } else if (last == null) {
        fate = Fate.UNTOLD;
      } else if (variants.stream().anyMatch(variant -> last.equals(newest.get(variant)))) {
        fate = Fate.NEWEST;
      } else if (last.plus(age).isAfter(clock.instant())) {
        fate = Fate.YOUNG;
      } else {
        fate = decided(one.getKey(), variants);
      }
      candidates.add(
          new StoredCandidate(name(), one.getValue(), variants, one.getKey(), last, fate));
    }
    return candidates;
  }

  /// Takes one away, with what lies beside it, unless it is needed since it was looked at.
  ///
  /// @return what has become of it: [Fate#SUPERSEDED] where it is gone
  /// @throws ImageException of the kind UNSUPPORTED where the registry lets nothing be deleted;
  ///   nothing has been then
  public Fate remove(StoredCandidate candidate) throws IOException, InterruptedException {
    Digest digest = candidate.digest();
    Tagged tagged = Tagged.read(repository, limits);
    Fate now =
        tagged.needed().contains(digest) ? Fate.NEEDED : decided(digest, candidate.variants());
    if (now != Fate.SUPERSEDED) {
      return now;
    }
    Set<Digest> beside = beside(digest);
    beside.removeAll(tagged.needed());
    beside.removeAll(tagged.candidates().keySet());
    // first, so that nobody decides about what is half gone
    repository.deleteManifest(digest);
    for (Digest one : beside) {
      repository.deleteManifest(one);
    }
    return Fate.SUPERSEDED;
  }

  /// What refers to it, then the tags that stand for lists of it.
  private Set<Digest> beside(Digest candidate) throws IOException, InterruptedException {
    Set<Digest> beside = new LinkedHashSet<>();
    for (Descriptor one : repository.referrers(candidate).manifests()) {
      beside.add(one.digest());
    }
    for (String tag :
        List.of(
            CosignTag.ofSignatures(candidate),
            CosignTag.ofAttestations(candidate),
            CosignTag.ofBillsOfMaterials(candidate),
            RegistryRepository.tagOfReferrers(candidate))) {
      repository.tagged(tag).map(StoredManifest::digest).ifPresent(beside::add);
    }
    return beside;
  }

  private Fate decided(Digest digest, List<String> variants)
      throws IOException, InterruptedException {
    StoredManifest image = repository.manifest(digest);
    for (String variant : variants) {
      Approvers approvers = rules.of(repository.reference(), variant);
      if (approvers == null) {
        return Fate.FOREIGN;
      }
      BaseDecisions decisions = new BaseDecisions(repository, limits, clock, KeptDocuments.none());
      if (!decisions.judge(image, approvers).votes().isEmpty()) {
        return Fate.DECIDED;
      }
    }
    return Fate.SUPERSEDED;
  }

  /// When something was last said about it. Nobody has signed the time: whoever could write another
  /// one could as well delete the candidate.
  private @Nullable Instant told(Digest digest) throws IOException, InterruptedException {
    RegistryRepository.Referring referring = repository.referrers(digest);
    if (!referring.warnings().isEmpty()) {
      throw new ImageException(
          Kind.UNAVAILABLE,
          "not all that lies beside "
              + name()
              + "@"
              + digest
              + " can be seen: "
              + referring.warnings().getFirst());
    }
    Instant last = null;
    for (Descriptor one : referring.manifests()) {
      String listed = one.annotations().get(Attestor.CREATED);
      Instant created = instant(listed == null ? written(one.digest()) : listed);
      last = created != null && (last == null || created.isAfter(last)) ? created : last;
    }
    return last;
  }

  /// Not all registries repeat annotations in their lists.
  private @Nullable String written(Digest referrer) throws IOException, InterruptedException {
    try {
      StoredManifest stored = repository.manifest(referrer);
      return new ManifestReader(limits).read(stored.body(), stored.mediaType(), name())
              instanceof ImageManifest manifest
          ? manifest.annotations().get(Attestor.CREATED)
          : null;
    } catch (ImageException e) {
      if (e.kind() == Kind.UNAVAILABLE || e.kind() == Kind.REFUSED) {
        throw e;
      }
      return null;
    }
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static List<String> variants(List<String> tags) {
    Set<String> variants = new LinkedHashSet<>();
    tags.forEach(tag -> BaseTag.candidate(tag).ifPresent(variants::add));
    return List.copyOf(variants);
  }

  private String name() {
    ImageReference reference = repository.reference();
    return reference.registry() + "/" + reference.repository();
  }
}
