package dev.drydock.keyless;

import dev.drydock.attest.envelope.Envelope;
import dev.drydock.attest.identity.BundleVerifier;
import dev.drydock.attest.identity.UntrustedBundleException;
import dev.drydock.attest.identity.VerifiedBundle;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.Bundle.DsseEnvelope;
import dev.sigstore.bundle.BundleParseException;
import dev.sigstore.fulcio.client.FulcioVerificationException;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorVerificationException;
import dev.sigstore.timestamp.client.ImmutableTimestampResponse;
import dev.sigstore.timestamp.client.TimestampException;
import dev.sigstore.timestamp.client.TimestampResponse;
import dev.sigstore.timestamp.client.TimestampVerificationException;
import dev.sigstore.trustroot.TransparencyLog;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Verifies bundles whose signers were certified (Sigstore client specification, "Verification"):
/// who the certificate names, that its key has signed, that a log has it, and that all of that was
/// within the minutes for which the certificate holds.
///
/// What judges certificates, logs and timestamps is sigstore-java's. Its verifier of whole bundles
/// is not used: it takes an entry's time without comparing it with the certificate's, and reckons
/// the length of an envelope's payload in characters where the specification has bytes.
final class CertifiedBundles implements BundleVerifier {
  private static final int MOST_CERTIFICATES = 10;
  private static final int MOST_TIMESTAMPS = 8;
  private static final int MOST_SIGNATURE = 4 << 10;

  private final TrustMaterial trust;
  private final Limits limits;

  CertifiedBundles(TrustMaterial trust, Limits limits) {
    this.trust = trust;
    this.limits = limits;
  }

  @Override
  public VerifiedBundle verify(byte[] bundle, byte[] artifact) throws UntrustedBundleException {
    try {
      return verify(read(bundle), artifact);
    } catch (RuntimeException e) {
      // what sigstore-java does not expect in a bundle it meets as its own mistake
      throw new UntrustedBundleException("holds something that no bundle has", e);
    }
  }

  private Bundle read(byte[] bundle) throws UntrustedBundleException {
    try {
      return Bundle.from(new StringReader(new String(bundle, StandardCharsets.UTF_8)));
    } catch (BundleParseException e) {
      throw new UntrustedBundleException(unreadable(bundle, String.valueOf(e.getMessage())), e);
    } catch (IllegalStateException e) {
      throw new UntrustedBundleException(
          "has no time that anybody vouches for: neither a log nor a timestamping authority", e);
    }
  }

  private String unreadable(byte[] bundle, String message) {
    if (namesKey(bundle) || message.contains("Could not find a certificate")) {
      return "is signed with a key, and tells of nobody who was certified";
    }
    return message.contains("inclusion proof") || message.contains("tlog entries")
        ? "is in no log, as far as it proves"
        : "is a bundle that cannot be read";
  }

  private boolean namesKey(byte[] bundle) {
    try {
      return new JsonReader(limits)
          .read(bundle, "the bundle")
          .get("verificationMaterial")
          .flatMap(material -> material.get("publicKey"))
          .isPresent();
    } catch (IOException _) {
      return false;
    }
  }

  private VerifiedBundle verify(Bundle bundle, byte[] artifact) throws UntrustedBundleException {
    FulcioCertificate certificate = certificate(bundle);
    VerificationKey key = certificate.key();
    RekorEntry entry = bundle.getEntries().getFirst();
    DsseEnvelope sealed = bundle.getDsseEnvelope().orElse(null);
    Envelope envelope = sealed == null ? null : envelope(sealed);
    byte[] signature =
        envelope == null
            ? bundle.getMessageSignature().orElseThrow().getSignature()
            : envelope.signatures().getFirst();
    boolean signed =
        envelope == null
            ? signature.length <= MOST_SIGNATURE && key.verifies(artifact, signature)
            : envelope.signer(List.of(key)) != null;
    if (!signed) {
      throw new UntrustedBundleException(
          "is not signed as it is by the key that its certificate names");
    }
    logged(entry, envelope, artifact, signature, certificate);
    Instant time = time(bundle, entry, signature, certificate);
    return new VerifiedBundle(certificate.identity(), time, envelope);
  }

  /// The signer's, which a trusted authority has given and a trusted log of certificates has seen.
  private FulcioCertificate certificate(Bundle bundle) throws UntrustedBundleException {
    if (bundle.getCertPath().getCertificates().size() > MOST_CERTIFICATES
        || !(bundle.getCertPath().getCertificates().getFirst() instanceof X509Certificate leaf)) {
      throw new UntrustedBundleException("has certificates that cannot be read");
    }
    try {
      trust.certificates().verifySigningCertificate(bundle.getCertPath());
    } catch (FulcioVerificationException | IOException e) {
      throw new UntrustedBundleException(
          String.valueOf(e.getMessage()).contains("SCT")
              ? "has a certificate that no trusted log of certificates has seen"
              : "has a certificate that no authority of the trusted root has given",
          e);
    }
    FulcioCertificate certificate = new FulcioCertificate(leaf);
    if (!certificate.isForSigning()) {
      throw new UntrustedBundleException("has a certificate that is not meant for signing");
    }
    return certificate;
  }

  private static Envelope envelope(DsseEnvelope sealed) throws UntrustedBundleException {
    if (sealed.getSignatures().size() != 1) {
      throw new UntrustedBundleException("has more or fewer than one signature");
    }
    return new Envelope(
        sealed.getPayloadType(),
        sealed.getPayload(),
        List.of(sealed.getSignatures().getFirst().getSig()));
  }

  /// Whether the log has this very signature.
  private void logged(
      RekorEntry entry,
      @Nullable Envelope envelope,
      byte[] artifact,
      byte[] signature,
      FulcioCertificate certificate)
      throws UntrustedBundleException {
    try {
      trust.entries().verifyEntry(entry);
    } catch (RekorVerificationException e) {
      throw new UntrustedBundleException(
          String.valueOf(e.getMessage()).contains("does not match any provided")
              ? "is in a log that the trusted root does not know"
              : "has an entry of a log whose proof does not hold",
          e);
    }
    LoggedSignature logged =
        LoggedSignature.read(Base64.getDecoder().decode(entry.getBody()), limits);
    boolean same =
        envelope == null
            ? logged.isOf(LoggedSignature.Of.ARTIFACT, artifact, signature, certificate.encoded())
            : logged.isOf(
                LoggedSignature.Of.ENVELOPE, envelope.payload(), signature, certificate.encoded());
    if (!same) {
      throw new UntrustedBundleException("has an entry of a log that is about another signature");
    }
  }

  /// When it was signed at the latest; at every time that is vouched for, the certificate has to
  /// hold.
  private Instant time(
      Bundle bundle, RekorEntry entry, byte[] signature, FulcioCertificate certificate)
      throws UntrustedBundleException {
    List<Instant> times = new ArrayList<>();
    String promise = entry.getVerification().getSignedEntryTimestamp();
    if (promise != null && !promise.isEmpty()) {
      times.add(logTime(entry));
    }
    if (bundle.getTimestamps().size() > MOST_TIMESTAMPS) {
      throw new UntrustedBundleException("has more than " + MOST_TIMESTAMPS + " timestamps");
    }
    for (Bundle.Timestamp one : bundle.getTimestamps()) {
      times.add(stamped(one, signature));
    }
    if (times.isEmpty()) {
      throw new UntrustedBundleException(
          "has no time that anybody vouches for: neither a log nor a timestamping authority");
    }
    for (Instant time : times) {
      if (!certificate.isValidAt(time)) {
        throw new UntrustedBundleException(
            "was signed at " + time + ", and its certificate held from " + certificate.validity());
      }
    }
    return Collections.min(times);
  }

  /// The log has signed this time together with the entry ("signed entry timestamp").
  private Instant logTime(RekorEntry entry) throws UntrustedBundleException {
    Instant time = entry.getIntegratedTimeInstant();
    byte[] log = HexFormat.of().parseHex(entry.getLogID());
    if (TransparencyLog.find(trust.logs(), log, time).isEmpty()) {
      throw new UntrustedBundleException(
          "is in a log whose key the trusted root does not trust for " + time);
    }
    return time;
  }

  private Instant stamped(Bundle.Timestamp timestamp, byte[] signature)
      throws UntrustedBundleException {
    try {
      TimestampResponse response =
          ImmutableTimestampResponse.builder().encoded(timestamp.getRfc3161Timestamp()).build();
      trust.timestamps().verify(response, signature);
      return response.getGenTime().toInstant();
    } catch (TimestampVerificationException | TimestampException e) {
      throw new UntrustedBundleException("has a timestamp that does not hold", e);
    }
  }
}
