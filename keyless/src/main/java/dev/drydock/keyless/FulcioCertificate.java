package dev.drydock.keyless;

import dev.drydock.attest.identity.Identity;
import dev.drydock.attest.identity.UntrustedBundleException;
import dev.drydock.attest.key.KeyException;
import dev.drydock.attest.key.KeyFiles;
import dev.drydock.attest.key.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.jspecify.annotations.Nullable;

/// A certificate that Fulcio has given to somebody for some minutes (RFC 5280; Fulcio, "Certificate
/// specification").
final class FulcioCertificate {
  private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";

  /// The same, as it was written before: the bare text in the place of an ASN.1 string.
  private static final String OLD_ISSUER = "1.3.6.1.4.1.57264.1.1";

  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final int MAIL = 1;
  private static final int URI = 6;

  private final X509Certificate certificate;

  FulcioCertificate(X509Certificate certificate) {
    this.certificate = certificate;
  }

  byte[] encoded() throws UntrustedBundleException {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new UntrustedBundleException("has a certificate that cannot be read", e);
    }
  }

  boolean isValidAt(Instant time) {
    return !time.isBefore(certificate.getNotBefore().toInstant())
        && !time.isAfter(certificate.getNotAfter().toInstant());
  }

  /// From when to when, for people.
  String validity() {
    return certificate.getNotBefore().toInstant() + " to " + certificate.getNotAfter().toInstant();
  }

  boolean isForSigning() throws UntrustedBundleException {
    try {
      List<String> uses = certificate.getExtendedKeyUsage();
      return uses != null && uses.contains(CODE_SIGNING);
    } catch (CertificateParsingException e) {
      throw new UntrustedBundleException("has a certificate that cannot be read", e);
    }
  }

  VerificationKey key() throws UntrustedBundleException {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(certificate.getPublicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    try {
      return KeyFiles.verificationKey(pem.getBytes(StandardCharsets.US_ASCII), "its certificate");
    } catch (KeyException e) {
      throw new UntrustedBundleException("has a certificate for a key of no known kind", e);
    }
  }

  /// Whom it names.
  Identity identity() throws UntrustedBundleException {
    String issuer = utf8(ISSUER);
    if (issuer == null) {
      byte[] old = octets(OLD_ISSUER);
      issuer = old == null ? null : new String(old, StandardCharsets.UTF_8);
    }
    if (issuer == null) {
      throw new UntrustedBundleException("has a certificate that does not say who vouches for it");
    }
    return new Identity(subject(), issuer);
  }

  private String subject() throws UntrustedBundleException {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      throw new UntrustedBundleException("has a certificate that cannot be read", e);
    }
    if (names != null && names.size() == 1) {
      List<?> name = names.iterator().next();
      if (name.get(0) instanceof Integer kind
          && (kind == MAIL || kind == URI)
          && name.get(1) instanceof String text) {
        return text;
      }
    }
    throw new UntrustedBundleException(
        "has a certificate that does not name one e-mail address or URI");
  }

  private @Nullable String utf8(String extension) throws UntrustedBundleException {
    byte[] octets = octets(extension);
    if (octets == null) {
      return null;
    }
    try {
      if (ASN1Primitive.fromByteArray(octets) instanceof ASN1UTF8String text) {
        return text.getString();
      }
    } catch (IOException | RuntimeException e) {
      throw new UntrustedBundleException("has a certificate that cannot be read", e);
    }
    throw new UntrustedBundleException("has a certificate that cannot be read");
  }

  private byte @Nullable [] octets(String extension) throws UntrustedBundleException {
    byte[] value = certificate.getExtensionValue(extension);
    try {
      return value == null ? null : ASN1OctetString.getInstance(value).getOctets();
    } catch (RuntimeException e) {
      throw new UntrustedBundleException("has a certificate that cannot be read", e);
    }
  }
}
