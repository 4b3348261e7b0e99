package dev.drydock.attest;

import dev.drydock.attest.Checked.Reason;
import dev.drydock.attest.Checked.Source;
import dev.drydock.attest.Checked.Untrusted;
import dev.drydock.attest.cosign.CosignTag;
import dev.drydock.attest.cosign.SimpleSigning;
import dev.drydock.attest.envelope.Bundle;
import dev.drydock.attest.envelope.Envelope;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Verifies the signatures of an image and the signed statements about it, wherever beside it they
/// lie: bundles and envelopes that refer to it, and cosign's tags. Only the keys and identities
/// that are given count; what documents say of theirs does not.
public final class Verifier {
  /// Verified, or looked at in vain, of one image.
  private static final int MOST = 256;

  private final RegistryRepository repository;
  private final Trust trust;
  private final Limits limits;
  private final InstantSource clock;
  private final KeptDocuments kept;

  /// @param keys of which one is enough
  public Verifier(
      RegistryRepository repository,
      List<VerificationKey> keys,
      Limits limits,
      InstantSource clock) {
    this(repository, Trust.in(keys), limits, clock, KeptDocuments.none());
  }

  /// @param kept what need not be fetched
  public Verifier(
      RegistryRepository repository,
      Trust trust,
      Limits limits,
      InstantSource clock,
      KeptDocuments kept) {
    this.repository = repository;
    this.trust = trust;
    this.limits = limits;
    this.clock = clock;
    this.kept = kept;
  }

  /// @param subject as [RegistryRepository#resolve] found it
  /// @throws ImageException where the registry fails
  public Verification verify(StoredManifest subject, Expectations expectations)
      throws IOException, InterruptedException {
    DocumentCheck check = new DocumentCheck(subject, trust, expectations, clock.instant(), limits);
    return new Reading(subject, check).all();
  }

  /// The same for what refers to an image and is of one type, as far as lists of referrers tell: of
  /// all else nothing is fetched.
  ///
  /// @param predicateType the URI of what is said
  ///
  /// @param also manifests that are known to refer to it too, whether they are listed or not
  public Verification verifyOnly(
      StoredManifest subject, String predicateType, Collection<Digest> also)
      throws IOException, InterruptedException {
    DocumentCheck check =
        new DocumentCheck(subject, trust, Expectations.none(), clock.instant(), limits);
    return new Reading(subject, check).announced(predicateType, also);
  }

  /// All that lies beside one image.
  private final class Reading {
    private final StoredManifest subject;
    private final DocumentCheck check;
    private final ManifestReader reader = new ManifestReader(limits);
    private final String what = repository.reference().familiar();
    private final List<Checked> documents = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private long bytesLeft = limits.documentBytes();

    Reading(StoredManifest subject, DocumentCheck check) {
      this.subject = subject;
      this.check = check;
    }

    Verification all() throws IOException, InterruptedException {
      RegistryRepository.Referring referring = repository.referrers(subject.digest());
      warnings.addAll(referring.warnings());
      for (Descriptor one : referring.manifests()) {
        if (mayBeSigned(one)) {
          referrer(one);
        }
      }
      tag(CosignTag.ofSignatures(subject.digest()), "cosign's signature");
      tag(CosignTag.ofAttestations(subject.digest()), "cosign's attestation");
      return new Verification(subject.digest(), documents, List.copyOf(warnings));
    }

    Verification announced(String predicateType, Collection<Digest> also)
        throws IOException, InterruptedException {
      RegistryRepository.Referring referring = repository.referrers(subject.digest());
      warnings.addAll(referring.warnings());
      Set<Digest> unlisted = new LinkedHashSet<>(also);
      for (Descriptor one : referring.manifests()) {
        unlisted.remove(one.digest());
        String announced = one.annotations().get(Attestor.PREDICATE_TYPE);
        if (mayBeSigned(one) && (announced == null || announced.equals(predicateType))) {
          referrer(one);
        }
      }
      for (Digest one : unlisted) {
        referrer(one, null);
      }
      return new Verification(subject.digest(), documents, List.copyOf(warnings));
    }

    private boolean mayBeSigned(Descriptor one) {
      String type = MediaTypes.bare(one.artifactType());
      return !MediaTypes.isIndex(one.mediaType())
          && (type.isEmpty()
              || type.equals(MediaTypes.OCI_EMPTY)
              || type.equals(MediaTypes.OCI_CONFIG)
              || isSigned(type));
    }

    private void referrer(Descriptor one) throws IOException, InterruptedException {
      referrer(one.digest(), one.annotations().get(Attestor.PREDICATE_TYPE));
    }

    private void referrer(Digest digest, @Nullable String announced)
        throws IOException, InterruptedException {
      if (!room()) {
        return;
      }
      Source source = new Source("a referrer", digest, announced);
      try {
        ImageManifest manifest = manifest(stored(digest));
        Descriptor about = manifest == null ? null : manifest.subject();
        if (manifest == null || about == null || !about.digest().equals(subject.digest())) {
          documents.add(
              new Untrusted(
                  source, Reason.OTHER_SUBJECT, "it is listed here, but refers to another image"));
          return;
        }
        layers(
            manifest,
            "a referrer",
            announced == null ? manifest.annotations().get(Attestor.PREDICATE_TYPE) : announced);
      } catch (ImageException e) {
        passedOver(source, e);
      }
    }

    private void tag(String tag, String words) throws IOException, InterruptedException {
      StoredManifest stored = repository.tagged(tag).orElse(null);
      if (stored == null) {
        return;
      }
      try {
        ImageManifest manifest = manifest(stored);
        if (manifest != null) {
          layers(manifest, words, null);
        }
      } catch (ImageException e) {
        passedOver(new Source(words, stored.digest()), e);
      }
    }

    private @Nullable ImageManifest manifest(StoredManifest stored) throws ImageException {
      return reader.read(stored.body(), stored.mediaType(), what) instanceof ImageManifest manifest
          ? manifest
          : null;
    }

    private StoredManifest stored(Digest digest) throws IOException, InterruptedException {
      byte[] known = kept.verified(digest);
      if (known != null) {
        return new StoredManifest(MediaTypes.OCI_MANIFEST, digest, known);
      }
      StoredManifest stored = repository.manifest(digest);
      if (MediaTypes.bare(stored.mediaType()).equals(MediaTypes.OCI_MANIFEST)) {
        kept.keep(digest, stored.body());
      }
      return stored;
    }

    private void layers(ImageManifest manifest, String words, @Nullable String announced)
        throws IOException, InterruptedException {
      for (Descriptor layer : manifest.layers()) {
        if (isSigned(layer.mediaType()) && room()) {
          Source source = new Source(words, layer.digest(), announced);
          try {
            documents.add(document(source, layer));
          } catch (ImageException e) {
            passedOver(source, e);
          }
        }
      }
    }

    private Checked document(Source source, Descriptor layer)
        throws IOException, InterruptedException {
      if (layer.size() > bytesLeft) {
        return new Untrusted(
            source, Reason.UNREADABLE, "it is too large, alone or together with those before it");
      }
      bytesLeft -= layer.size();
      byte[] content = kept.verified(layer.digest());
      if (content == null || content.length != layer.size()) {
        content = repository.blob(layer, "a document beside " + what);
        kept.keep(layer.digest(), content);
      }
      return check.check(source, layer.mediaType(), content, layer.annotations());
    }

    /// What is missing or damaged does not hide the others; a registry that does not answer does.
    private void passedOver(Source source, ImageException e) throws ImageException {
      if (e.kind() == ImageException.Kind.UNAVAILABLE || e.kind() == ImageException.Kind.REFUSED) {
        throw e;
      }
      documents.add(new Untrusted(source, Reason.UNREADABLE, String.valueOf(e.getMessage())));
    }

    private boolean room() {
      boolean room = documents.size() < MOST;
      if (!room) {
        warnings.add(
            "more than " + MOST + " documents lie beside " + what + "; the rest is not looked at");
      }
      return room;
    }
  }

  private static boolean isSigned(String mediaType) {
    return mediaType.startsWith(Bundle.MEDIA_TYPES)
        || mediaType.equals(Envelope.MEDIA_TYPE)
        || mediaType.equals(SimpleSigning.MEDIA_TYPE);
  }
}
