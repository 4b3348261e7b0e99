package dev.drydock.attest;

import dev.drydock.attest.Checked.Reason;
import dev.drydock.attest.Checked.Source;
import dev.drydock.attest.Checked.Trusted;
import dev.drydock.attest.Checked.Untrusted;
import dev.drydock.attest.cosign.CosignTag;
import dev.drydock.attest.cosign.SimpleSigning;
import dev.drydock.attest.envelope.Bundle;
import dev.drydock.attest.envelope.Envelope;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Verifies one signed document, in this order: who signed it, what it is about, what it says, how
/// old it is. Nothing of it is looked at before its signature holds.
final class DocumentCheck {
  /// Clocks that go differently.
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final StoredManifest subject;
  private final List<VerificationKey> keys;
  private final Expectations expectations;
  private final Instant now;
  private final Limits limits;

  DocumentCheck(
      StoredManifest subject,
      List<VerificationKey> keys,
      Expectations expectations,
      Instant now,
      Limits limits) {
    this.subject = subject;
    this.keys = keys;
    this.expectations = expectations;
    this.now = now;
    this.limits = limits;
  }

  /// @param annotations of the document's descriptor
  Checked check(Source source, String mediaType, byte[] content, Map<String, String> annotations) {
    try {
      if (mediaType.startsWith(Bundle.MEDIA_TYPES)) {
        return switch (Bundle.read(content, limits, "the bundle")) {
          case Bundle.OfEnvelope(Envelope envelope) -> envelope(source, envelope);
          case Bundle.OfMessage(byte[] signature) -> message(source, signature);
        };
      }
      if (mediaType.equals(SimpleSigning.MEDIA_TYPE)) {
        return simple(source, content, annotations);
      }
      return envelope(source, Envelope.read(content, limits, "the envelope"));
    } catch (IOException e) {
      return new Untrusted(source, Reason.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private Checked envelope(Source source, Envelope envelope) throws IOException {
    VerificationKey key = envelope.signer(keys);
    if (key == null) {
      return notSigned(source);
    }
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
          ? aged(new Trusted(source, key, uri, predicate, null))
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
    Instant time = type.get().time(predicate).orElse(null);
    return aged(new Trusted(source, key, uri, predicate, time));
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
    return aged(signature(source, key, signed.signedAt()));
  }

  private static byte[] signature(Map<String, String> annotations) throws IOException {
    String text = annotations.getOrDefault(CosignTag.SIGNATURE, "");
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      throw new IOException("its signature is not Base64");
    }
  }

  /// A signature over the manifest itself.
  private Checked message(Source source, byte[] signature) {
    VerificationKey key = signer(subject.body(), signature);
    return key == null ? notSigned(source) : aged(signature(source, key, null));
  }

  private @Nullable VerificationKey signer(byte[] message, byte[] signature) {
    for (VerificationKey key : keys) {
      if (key.verifies(message, signature)) {
        return key;
      }
    }
    return null;
  }

  private static Trusted signature(Source source, VerificationKey key, @Nullable Instant time) {
    return new Trusted(source, key, PredicateType.SIGNATURE.uri(), new Json.Obj(Map.of()), time);
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

  private static Untrusted notSigned(Source source) {
    return new Untrusted(
        source, Reason.NO_TRUSTED_SIGNATURE, "none of the given keys has signed it as it is");
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
