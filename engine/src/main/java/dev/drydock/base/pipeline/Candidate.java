package dev.drydock.base.pipeline;

import dev.drydock.attest.Attestor;
import dev.drydock.attest.Checked;
import dev.drydock.attest.Expectations;
import dev.drydock.attest.Verification;
import dev.drydock.attest.Verifier;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A candidate in its repository, with the evidence beside it. Nothing that lies there is believed
/// but what this pipeline's key has signed about this manifest, made of these inputs.
final class Candidate {
  private static final String INPUTS = "inputs";

  private final RegistryRepository repository;
  private final StoredManifest manifest;
  private final Digest inputs;
  private final Attestor attestor;
  private final Verification verification;
  private final InstantSource clock;

  private Candidate(
      RegistryRepository repository,
      StoredManifest manifest,
      Digest inputs,
      Attestor attestor,
      Verification verification,
      InstantSource clock) {
    this.repository = repository;
    this.manifest = manifest;
    this.inputs = inputs;
    this.attestor = attestor;
    this.verification = verification;
    this.clock = clock;
  }

  static Candidate of(
      RegistryRepository repository,
      StoredManifest manifest,
      Digest inputs,
      SigningKey key,
      Limits limits,
      InstantSource clock)
      throws IOException, InterruptedException {
    Verification verification =
        new Verifier(repository, List.of(key.verificationKey()), limits, clock)
            .verify(manifest, Expectations.none());
    Attestor attestor = new Attestor(repository, key, limits, clock, false);
    return new Candidate(repository, manifest, inputs, attestor, verification, clock);
  }

  Digest digest() {
    return manifest.digest();
  }

  StoredManifest manifest() {
    return manifest;
  }

  RegistryRepository repository() {
    return repository;
  }

  /// The newest statement of a type about this candidate.
  ///
  /// @param longest how old it may be; `null` for any age
  Optional<Json> evidence(PredicateType type, @Nullable Duration longest) {
    boolean own = type.isOwn() && type != PredicateType.SCAN;
    return verification.trusted(type.uri()).stream()
        .filter(one -> isRecent(one, longest))
        .map(Checked.Trusted::predicate)
        .filter(one -> !own || inputs.toString().equals(one.text(INPUTS)))
        .findFirst();
  }

  private boolean isRecent(Checked.Trusted one, @Nullable Duration longest) {
    return longest == null
        || one.signedAt() != null && !one.signedAt().plus(longest).isBefore(clock.instant());
  }

  /// @return what was said, with the inputs
  Json attest(PredicateType type, Json predicate) throws IOException, InterruptedException {
    Json said = predicate;
    if (type.isOwn() && type != PredicateType.SCAN) {
      Map<String, Json> members = new LinkedHashMap<>();
      members.put(INPUTS, new Json.Text(inputs.toString()));
      members.putAll(predicate.members());
      said = new Json.Obj(members);
    }
    attestor.attest(manifest, type.uri(), said);
    return said;
  }
}
