package dev.drydock.approval;

import dev.drydock.attest.Attestor;
import dev.drydock.attest.KeptDocuments;
import dev.drydock.attest.envelope.Bundle;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.attest.statement.Statement;
import dev.drydock.image.Digest;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How much is in a base image and how much of it is vulnerable, by the very scan that an approver
/// has looked at and named by its digest. Of a base for several platforms it is the image that has
/// most in it.
///
/// @param components how many were recognised
/// @param vulnerabilities how many different ones were found, however many components have them
public record EvidenceFigures(long components, long vulnerabilities) {
  /// Empty where there was no such scan, or it is not there any more.
  public static Optional<EvidenceFigures> read(
      RegistryRepository repository, CataloguedBase base, Limits limits, KeptDocuments kept)
      throws IOException, InterruptedException {
    Set<Digest> looked = new HashSet<>();
    for (Vote vote : base.judgement().approvals()) {
      for (Decision.Evidence evidence : vote.decision().evidence()) {
        if (evidence.predicateType().equals(PredicateType.SCAN.uri())) {
          looked.add(evidence.digest());
        }
      }
    }
    Set<Digest> subjects = new LinkedHashSet<>(base.judgement().content().listed());
    subjects.add(base.digest());
    EvidenceFigures most = null;
    for (Digest document : looked) {
      byte[] content = kept.verified(document);
      for (Digest subject : subjects) {
        content = content == null ? fetch(repository, base, subject, document, limits) : content;
        EvidenceFigures found = content == null ? null : figures(content, subject, limits);
        most = found != null && (most == null || found.components > most.components) ? found : most;
      }
      if (content != null) {
        kept.keep(document, content);
      }
    }
    return Optional.ofNullable(most);
  }

  private static byte @Nullable [] fetch(
      RegistryRepository repository,
      CataloguedBase base,
      Digest subject,
      Digest document,
      Limits limits)
      throws IOException, InterruptedException {
    ManifestReader reader = new ManifestReader(limits);
    for (Descriptor one : repository.referrers(subject).manifests()) {
      String announced = one.annotations().get(Attestor.PREDICATE_TYPE);
      if (announced != null && !announced.equals(PredicateType.SCAN.uri())) {
        continue;
      }
      StoredManifest stored = repository.manifest(one.digest());
      if (reader.read(stored.body(), stored.mediaType(), base.repository())
          instanceof ImageManifest manifest) {
        for (Descriptor layer : manifest.layers()) {
          if (layer.digest().equals(document)) {
            return repository.blob(layer, "the scan beside " + base.reference());
          }
        }
      }
    }
    return null;
  }

  private static @Nullable EvidenceFigures figures(byte[] content, Digest image, Limits limits) {
    try {
      if (Bundle.read(content, limits, "the bundle") instanceof Bundle.OfEnvelope(var envelope)) {
        Statement statement = Statement.read(envelope.payload(), limits, "the statement");
        Json summary = statement.predicate().get("summary").orElse(new Json.Null());
        Long components = summary.integer("components").orElse(null);
        Long vulnerabilities = summary.integer("vulnerabilities").orElse(null);
        return components == null || vulnerabilities == null || !statement.isAbout(image)
            ? null
            : new EvidenceFigures(components, vulnerabilities);
      }
    } catch (IOException _) {
      // it tells nothing that could be shown
    }
    return null;
  }
}
