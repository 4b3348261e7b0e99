package dev.drydock.keyless;

import dev.drydock.attest.envelope.Envelope;
import dev.drydock.attest.identity.BundleSigner;
import dev.drydock.attest.identity.IdentityException;
import dev.drydock.attest.identity.IdentityToken;
import dev.drydock.attest.identity.Outside;
import dev.drydock.attest.identity.UntrustedBundleException;
import dev.drydock.json.CompactJson;
import dev.drydock.json.JsonReader;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.ImmutableBundle;
import dev.sigstore.bundle.ImmutableDsseEnvelope;
import dev.sigstore.bundle.ImmutableSignature;
import dev.sigstore.bundle.ImmutableTimestamp;
import dev.sigstore.encryption.certificates.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/// Signs as one identity: with a key that nobody keeps, certified for some minutes, and with an
/// entry in a log that shows later that it was signed within these.
///
/// What comes of it is verified before anybody sees it, as whoever reads it later will do.
final class IdentitySigner implements BundleSigner {
  private final IdentityToken token;
  private final FulcioAuthority authority;
  private final RekorLog log;
  private final TimestampAuthority timestamps;
  private final CertifiedBundles verifier;
  private final Outside outside;

  IdentitySigner(
      IdentityToken token,
      ChosenServices services,
      Requests requests,
      CertifiedBundles verifier,
      Outside outside) {
    this.token = token;
    this.authority = new FulcioAuthority(services.authority(), requests, outside.limits());
    this.log = RekorLog.at(services.log(), services.logVersion(), requests);
    this.timestamps = new TimestampAuthority(services.timestamps(), requests);
    this.verifier = verifier;
    this.outside = outside;
  }

  @Override
  public byte[] sign(String payloadType, byte[] payload) throws IOException, InterruptedException {
    byte[] ascii = AsciiJson.of(payload);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      X509Certificate certificate =
          authority.certify(token, pair.getPublic(), sign(pair.getPrivate(), token.challenge()));
      byte[] signature =
          sign(pair.getPrivate(), Envelope.preAuthenticationEncoding(payloadType, ascii));
      return bundle(certificate, new Envelope(payloadType, ascii, List.of(signature)));
    } catch (GeneralSecurityException e) {
      throw new IdentityException("this Java cannot sign with ECDSA on P-256: " + e, e);
    }
  }

  private byte[] bundle(X509Certificate certificate, Envelope envelope)
      throws IOException, InterruptedException, GeneralSecurityException {
    byte[] signature = envelope.signatures().getFirst();
    ImmutableBundle.Builder bundle =
        ImmutableBundle.builder()
            .certPath(Certificates.toCertPath(certificate))
            .dsseEnvelope(
                ImmutableDsseEnvelope.builder()
                    .payload(envelope.payload())
                    .payloadType(envelope.payloadType())
                    .addSignatures(ImmutableSignature.builder().sig(signature).build())
                    .build());
    byte[] stamp = timestamps.stamp(signature);
    if (stamp.length > 0) {
      bundle.addTimestamps(ImmutableTimestamp.builder().rfc3161Timestamp(stamp).build());
    }
    bundle.addEntries(log.enter(envelope, certificate));
    return verified(bundle);
  }

  private byte[] verified(ImmutableBundle.Builder parts) throws IOException {
    try {
      Bundle bundle = parts.build();
      byte[] written =
          CompactJson.bytes(
              new JsonReader(outside.limits())
                  .read(bundle.toJson().getBytes(StandardCharsets.UTF_8), "the bundle"));
      verifier.verify(written, new byte[0]);
      return written;
    } catch (UntrustedBundleException e) {
      throw unverified(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // what sigstore-java does not expect of a service it meets as its own mistake
      throw unverified("is not whole", e);
    }
  }

  private static IdentityException unverified(String told, Exception cause) {
    return new IdentityException(
        "what the services made of the signature "
            + told
            + "; nothing was put beside the image: check that services and trusted root belong"
            + " together",
        cause);
  }

  private static byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(key);
    signer.update(message);
    return signer.sign();
  }
}
