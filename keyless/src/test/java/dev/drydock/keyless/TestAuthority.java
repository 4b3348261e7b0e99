package dev.drydock.keyless;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority as Fulcio is one: a root, an intermediate, certificates of some minutes
/// for identities, each seen by a log of certificates (RFC 6962) of its own.
final class TestAuthority {
  static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration AGE = Duration.ofDays(3650);
  private static final ASN1ObjectIdentifier ISSUER =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8");
  private static final ASN1ObjectIdentifier OLD_ISSUER =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.1");
  private static final ASN1ObjectIdentifier TIMESTAMPS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

  private final AtomicLong serial = new AtomicLong(1);
  private final KeyPair rootKey = Keys.pair();
  private final KeyPair key = Keys.pair();
  private final KeyPair certificateLog = Keys.pair();
  private final X509Certificate root;
  private final X509Certificate intermediate;

  /// What a certificate is like.
  ///
  /// @param seen whether a log of certificates has it
  /// @param purpose what it is meant for
  record Wish(
      String subject, String issuer, Instant from, Duration valid, boolean seen, Purpose purpose) {
    static Wish of(String subject, String issuer, Instant from) {
      return new Wish(subject, issuer, from, Duration.ofMinutes(10), true, Purpose.SIGNING);
    }
  }

  enum Purpose {
    SIGNING,
    SERVERS,
    /// names who vouches in the older way
    SIGNING_AS_BEFORE
  }

  TestAuthority() {
    root = authority("root", rootKey.getPublic(), "root", rootKey);
    intermediate = authority("intermediate", key.getPublic(), "root", rootKey);
  }

  X509Certificate root() {
    return root;
  }

  X509Certificate intermediate() {
    return intermediate;
  }

  PublicKey certificateLog() {
    return certificateLog.getPublic();
  }

  X509Certificate issue(Wish wish, PublicKey holder) {
    try {
      X509CertificateHolder before = signed(builder(wish, holder));
      if (!wish.seen) {
        return certificate(before);
      }
      byte[] list = list(timestamp(before.toASN1Structure().getTBSCertificate().getEncoded()));
      X509v3CertificateBuilder last =
          builder(wish, holder, before.getSerialNumber())
              .addExtension(TIMESTAMPS, false, new DEROctetString(list));
      return certificate(signed(last));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// For a timestamping authority.
  X509Certificate timestamping(PublicKey holder) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  intermediate,
                  BigInteger.valueOf(serial.getAndIncrement()),
                  Date.from(BEGAN),
                  Date.from(BEGAN.plus(AGE)),
                  new X500Name("CN=timestamps"),
                  holder)
              .addExtension(
                  Extension.extendedKeyUsage,
                  true,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
      return certificate(signed(builder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private X509v3CertificateBuilder builder(Wish wish, PublicKey holder) throws IOException {
    return builder(wish, holder, BigInteger.valueOf(serial.getAndIncrement()));
  }

  private X509v3CertificateBuilder builder(Wish wish, PublicKey holder, BigInteger number)
      throws IOException {
    int kind =
        wish.subject.contains("://")
            ? GeneralName.uniformResourceIdentifier
            : GeneralName.rfc822Name;
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
                intermediate,
                number,
                Date.from(wish.from),
                Date.from(wish.from.plus(wish.valid)),
                new X500Name(""),
                holder)
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
            .addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(
                    wish.purpose == Purpose.SERVERS
                        ? KeyPurposeId.id_kp_serverAuth
                        : KeyPurposeId.id_kp_codeSigning))
            .addExtension(
                Extension.subjectAlternativeName,
                true,
                new GeneralNames(new GeneralName(kind, wish.subject)));
    return wish.purpose == Purpose.SIGNING_AS_BEFORE
        ? builder.addExtension(OLD_ISSUER, false, wish.issuer.getBytes(StandardCharsets.UTF_8))
        : builder.addExtension(ISSUER, false, new DERUTF8String(wish.issuer));
  }

  /// A "signed certificate timestamp" for what comes before it.
  private byte[] timestamp(byte[] body) throws IOException {
    long now = System.currentTimeMillis();
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(signed);
    data.write(0);
    data.write(0);
    data.writeLong(now);
    data.writeShort(1);
    data.write(Keys.sha256(key.getPublic().getEncoded()));
    data.write(body.length >> 16);
    data.writeShort(body.length & 0xffff);
    data.write(body);
    data.writeShort(0);
    byte[] signature = Keys.sign(certificateLog.getPrivate(), signed.toByteArray());
    ByteArrayOutputStream timestamp = new ByteArrayOutputStream();
    data = new DataOutputStream(timestamp);
    data.write(0);
    data.write(Keys.sha256(certificateLog.getPublic().getEncoded()));
    data.writeLong(now);
    data.writeShort(0);
    data.write(4);
    data.write(3);
    data.writeShort(signature.length);
    data.write(signature);
    return timestamp.toByteArray();
  }

  private static byte[] list(byte[] timestamp) throws IOException {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(list);
    data.writeShort(timestamp.length + 2);
    data.writeShort(timestamp.length);
    data.write(timestamp);
    return list.toByteArray();
  }

  private X509CertificateHolder signed(X509v3CertificateBuilder builder) {
    return signed(builder, key);
  }

  private static X509CertificateHolder signed(X509v3CertificateBuilder builder, KeyPair by) {
    try {
      return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate()));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate authority(String name, PublicKey holder, String by, KeyPair signer) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  new X500Name("CN=" + by),
                  BigInteger.valueOf(serial.getAndIncrement()),
                  Date.from(BEGAN),
                  Date.from(BEGAN.plus(AGE)),
                  new X500Name("CN=" + name),
                  holder)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return certificate(signed(builder, signer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static X509Certificate certificate(X509CertificateHolder holder) {
    try {
      return new JcaX509CertificateConverter().getCertificate(holder);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
