package dev.drydock.attest;

import dev.drydock.attest.Checked.Reason;
import dev.drydock.attest.Checked.Source;
import dev.drydock.attest.Checked.Trusted;
import dev.drydock.attest.Checked.Untrusted;
import dev.drydock.attest.cosign.CosignTag;
import dev.drydock.attest.cosign.SimpleSigning;
import dev.drydock.attest.envelope.Bundle;
import dev.drydock.attest.envelope.Envelope;
import dev.drydock.attest.identity.BundleVerifier;
import dev.drydock.attest.identity.Identity;
import dev.drydock.attest.identity.UntrustedBundleException;
import dev.drydock.attest.identity.VerifiedBundle;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.attest.statement.Statement;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Verifies one signed document, in this order: who signed it, what it is about, what it says, how
/// old it is. Nothing of it is looked at before its signature holds.
final class DocumentCheck {
  /// Clocks that go differently.
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final StoredManifest subject;
  private final Trust trust;
  private final Expectations expectations;
  private final Instant now;
  private final Limits limits;

  DocumentCheck(
      StoredManifest subject, Trust trust, Expectations expectations, Instant now, Limits limits) {
    this.subject = subject;
    this.trust = trust;
    this.expectations = expectations;
    this.now = now;
    this.limits = limits;
  }

  /// @param annotations of the document's descriptor
  Checked check(Source source, String mediaType, byte[] content, Map<String, String> annotations) {
    try {
      if (mediaType.startsWith(Bundle.MEDIA_TYPES)) {
        return bundle(source, content);
      }
      if (mediaType.equals(SimpleSigning.MEDIA_TYPE)) {
        return simple(source, content, annotations);
      }
      return envelope(source, Envelope.read(content, limits, "the envelope"));
    } catch (IOException e) {
      return new Untrusted(source, Reason.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private Checked bundle(Source source, byte[] content) throws IOException {
    Bundle bundle = Bundle.read(content, limits, "the bundle");
    VerificationKey key =
        switch (bundle) {
          case Bundle.OfEnvelope(Envelope envelope) -> envelope.signer(trust.keys());
          // over the manifest itself
          case Bundle.OfMessage(byte[] signature) -> signer(subject.body(), signature);
        };
    BundleVerifier bundles = trust.bundles();
    if (key == null && bundles != null) {
      return byIdentity(source, content, bundles);
    }
    if (key == null) {
      return notSigned(source);
    }
    Signer signer = new Signer.KeyHolder(key);
    return switch (bundle) {
      case Bundle.OfEnvelope(Envelope envelope) -> statement(source, signer, null, envelope);
      case Bundle.OfMessage _ -> aged(signature(source, signer, null));
    };
  }

  /// Of what the bundle holds, only that counts which was verified with it.
  private Checked byIdentity(Source source, byte[] content, BundleVerifier bundles)
      throws IOException {
    VerifiedBundle verified;
    try {
      verified = bundles.verify(content, subject.body());
    } catch (UntrustedBundleException e) {
      return new Untrusted(
          source, Reason.NO_TRUSTED_SIGNATURE, "it " + shown(String.valueOf(e.getMessage())));
    }
    Identity identity = verified.identity();
    if (trust.identities().stream().noneMatch(expected -> expected.is(identity))) {
      return new Untrusted(
          source,
          Reason.NO_TRUSTED_SIGNATURE,
          "it is signed by " + identity.words() + ", who was not named as trusted");
    }
    Signer signer = new Signer.Certified(identity);
    Envelope envelope = verified.envelope();
    return envelope == null
        ? aged(signature(source, signer, verified.signedAt()))
        : statement(source, signer, verified.signedAt(), envelope);
  }

  private Checked envelope(Source source, Envelope envelope) throws IOException {
    VerificationKey key = envelope.signer(trust.keys());
    return key == null
        ? notSigned(source)
        : statement(source, new Signer.KeyHolder(key), null, envelope);
  }

  /// @param witnessed when it was signed at the latest; `null` where nobody else than the signer
  ///   says it
  private Checked statement(
      Source source, Signer signer, @Nullable Instant witnessed, Envelope envelope)
      throws IOException {
    if (!envelope.payloadType().equals(Statement.PAYLOAD_TYPE)) {
      return new Untrusted(
          source, Reason.UNREADABLE, "it is signed, but holds no statement of in-toto");
    }
    Statement statement = Statement.read(envelope.payload(), limits, "the statement");
    if (!statement.isAbout(subject.digest())) {
      return otherSubject(source);
    }
    String uri = statement.predicateType();
    Json predicate = statement.predicate();
    Optional<PredicateType> type = PredicateType.of(uri);
    if (type.isEmpty()) {
      return expectations.furtherTypes().contains(uri)
          ? aged(new Trusted(source, signer, uri, predicate, witnessed))
          : new Untrusted(
              source,
              Reason.UNKNOWN_PREDICATE,
              "it is signed, but says something that is not known here: " + shown(uri));
    }
    String objection = type.get().objection(predicate);
    if (objection != null) {
      return new Untrusted(
          source,
          Reason.MALFORMED_PREDICATE,
          "it is signed, but cannot be used as " + type.get().word() + ": " + objection);
    }
    Instant time = earlier(type.get().time(predicate).orElse(null), witnessed);
    return aged(new Trusted(source, signer, uri, predicate, time));
  }

  private Checked simple(Source source, byte[] payload, Map<String, String> annotations)
      throws IOException {
    VerificationKey key = signer(payload, signature(annotations));
    if (key == null) {
      return notSigned(source);
    }
    SimpleSigning signed = SimpleSigning.read(payload, limits, "the signed payload");
    if (!signed.digest().equals(subject.digest())) {
      return otherSubject(source);
    }
    return aged(signature(source, new Signer.KeyHolder(key), signed.signedAt()));
  }

  private static byte[] signature(Map<String, String> annotations) throws IOException {
    String text = annotations.getOrDefault(CosignTag.SIGNATURE, "");
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      throw new IOException("its signature is not Base64");
    }
  }

  private @Nullable VerificationKey signer(byte[] message, byte[] signature) {
    for (VerificationKey key : trust.keys()) {
      if (key.verifies(message, signature)) {
        return key;
      }
    }
    return null;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static Trusted signature(Source source, Signer signer, @Nullable Instant time) {
    return new Trusted(source, signer, PredicateType.SIGNATURE.uri(), new Json.Obj(Map.of()), time);
  }

  private Checked aged(Trusted document) {
    Duration most = expectations.maxAge();
    Instant time = document.signedAt();
    if (most == null) {
      return document;
    }
    if (time == null) {
      return new Untrusted(
          document.source(), Reason.NO_TIME, "it is signed, but does not say when");
    }
    if (time.isAfter(now.plus(SKEW))) {
      return new Untrusted(
          document.source(),
          Reason.NO_TIME,
          "it says that it will be signed at " + time + ", which is to come");
    }
    return Duration.between(time, now).compareTo(most) <= 0
        ? document
        : new Untrusted(
            document.source(), Reason.EXPIRED, "it was signed at " + time + ", too long ago");
  }

  private Untrusted notSigned(Source source) {
    return new Untrusted(
        source,
        Reason.NO_TRUSTED_SIGNATURE,
        trust.keys().isEmpty()
            ? "it tells of nobody who signed it: identities are verified in bundles only"
            : "none of the given keys has signed it as it is");
  }

  private static Untrusted otherSubject(Source source) {
    return new Untrusted(
        source,
        Reason.OTHER_SUBJECT,
        "it is signed, but about another image, and was put beside this one");
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < 200; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? '?' : c);
    }
    return shown.toString();
  }
}
