package dev.drydock.attest;

import dev.drydock.attest.cosign.CosignTag;
import dev.drydock.attest.cosign.SimpleSigning;
import dev.drydock.attest.envelope.Bundle;
import dev.drydock.attest.envelope.Envelope;
import dev.drydock.attest.identity.BundleSigner;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.attest.statement.Statement;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.registry.Attachment;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Signs images, and statements about them, and keeps that beside the image in its registry: as
/// Sigstore's bundles that refer to it, as cosign does from version 3 on; on wish under cosign's
/// older tags too.
public final class Attestor {
  private static final String CONTENT = "dev.sigstore.bundle.content";

  /// The annotation that announces what a bundle says.
  public static final String PREDICATE_TYPE = "dev.sigstore.bundle.predicateType";

  /// The annotation that tells when a bundle was made; nobody has signed that.
  public static final String CREATED = "org.opencontainers.image.created";

  /// Room for the third that Base64 adds, within what is read as one document.
  private static final int SHARE = 2;

  private final RegistryRepository repository;
  private final BundleSigner signer;

  /// What signs under cosign's tags too; `null` where nothing is written there.
  private final @Nullable SigningKey tagKey;

  private final Limits limits;
  private final InstantSource clock;

  /// @param clock tells what is signed as the time of signing
  /// @param cosignTags whether to write the tags of cosign up to version 2 too
  public Attestor(
      RegistryRepository repository,
      SigningKey key,
      Limits limits,
      InstantSource clock,
      boolean cosignTags) {
    this.repository = repository;
    this.signer = (type, payload) -> bundle(Envelope.sign(type, payload, key), key);
    this.tagKey = cosignTags ? key : null;
    this.limits = limits;
    this.clock = clock;
  }

  /// @param signer signs without a key that anybody keeps: then there are bundles only
  /// @param clock tells what is signed as the time of signing
  public Attestor(
      RegistryRepository repository, BundleSigner signer, Limits limits, InstantSource clock) {
    this.repository = repository;
    this.signer = signer;
    this.tagKey = null;
    this.limits = limits;
    this.clock = clock;
  }

  /// What was written.
  ///
  /// @param subject what it is about
  /// @param referrer the manifest of the bundle
  public record Written(Digest subject, Digest referrer) {}

  /// Signs an image, which stands for all that its digest covers: of an index, the images that it
  /// lists.
  ///
  /// @param subject as [RegistryRepository#resolve] found it
  public Written sign(StoredManifest subject) throws IOException, InterruptedException {
    String what = "the signature of " + name(subject);
    Instant now = now();
    Json predicate = timed(new Json.Obj(Map.of()), now);
    Digest referrer = bundle(subject, PredicateType.SIGNATURE.uri(), predicate, now, what);
    if (tagKey != null) {
      byte[] payload = new SimpleSigning(repositoryName(), subject.digest(), now).payload();
      CosignTag.addSignature(
          repository, limits, subject.digest(), payload, tagKey.sign(payload), what);
    }
    return new Written(subject.digest(), referrer);
  }

  /// Signs a statement about an image.
  ///
  /// @param type the URI of what is said
  /// @param predicate what is said; where the type is Drydock's own, the time is added
  public Written attest(StoredManifest subject, String type, Json predicate)
      throws IOException, InterruptedException {
    String what = "the attestation about " + name(subject);
    Instant now = now();
    boolean own = PredicateType.of(type).map(PredicateType::isOwn).orElse(false);
    Json said = own ? timed(predicate, now) : predicate;
    return new Written(subject.digest(), bundle(subject, type, said, now, what));
  }

  private Digest bundle(
      StoredManifest subject, String type, Json predicate, Instant now, String what)
      throws IOException, InterruptedException {
    byte[] payload = Statement.about(repositoryName(), subject.digest(), type, predicate).payload();
    if (payload.length > limits.documentBytes() / SHARE) {
      throw new ImageException(
          ImageException.Kind.TOO_LARGE,
          what
              + " is larger than "
              + limits.documentBytes() / SHARE / (1 << 20)
              + " MiB, and no reader would take it; attest a smaller document");
    }
    byte[] bundle = signer.sign(Statement.PAYLOAD_TYPE, payload);
    Attachment attachment =
        new Attachment(
            Bundle.MEDIA_TYPE,
            List.of(new Attachment.Document(Bundle.MEDIA_TYPE, bundle, Map.of())),
            Map.of(CONTENT, "dsse-envelope", PREDICATE_TYPE, type, CREATED, now.toString()));
    Digest referrer = repository.attach(subject, attachment, what);
    boolean signature = type.equals(PredicateType.SIGNATURE.uri());
    if (tagKey != null
        && !signature
        && Bundle.read(bundle, limits, what) instanceof Bundle.OfEnvelope(Envelope envelope)) {
      CosignTag.addAttestation(repository, limits, subject.digest(), envelope, type, what);
    }
    return referrer;
  }

  private static byte[] bundle(Envelope envelope, SigningKey key) {
    return Bundle.write(envelope, key.verificationKey().hint());
  }

  private static Json timed(Json predicate, Instant now) {
    Map<String, Json> members = new LinkedHashMap<>(predicate.members());
    members.put("attestedAt", new Json.Text(now.toString()));
    return new Json.Obj(members);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private String repositoryName() {
    return repository.reference().registry() + "/" + repository.reference().repository();
  }

  private String name(StoredManifest subject) {
    return repository.reference().at(subject.digest()).familiar();
  }
}
