package dev.drydock.keyless;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/// A timestamping authority (RFC 3161).
final class TestTimestamps {
  private final KeyPair key = Keys.pair();
  private final X509Certificate certificate;

  TestTimestamps(TestAuthority authority) {
    this.certificate = authority.timestamping(key.getPublic());
  }

  X509Certificate certificate() {
    return certificate;
  }

  byte[] answer(byte[] request, Instant now) throws IOException {
    try {
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder()
                  .build("SHA256withECDSA", key.getPrivate(), certificate),
              new JcaDigestCalculatorProviderBuilder()
                  .build()
                  .get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1)),
              new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.2"));
      tokens.addCertificates(new JcaCertStore(List.of(certificate)));
      return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
          .generate(new TimeStampRequest(request), BigInteger.TEN, Date.from(now))
          .getEncoded();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
