package dev.drydock.keyless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.attest.identity.BundleSigner;
import dev.drydock.attest.identity.Identity;
import dev.drydock.attest.identity.VerifiedBundle;
import dev.sigstore.KeylessVerifier;
import dev.sigstore.VerificationOptions;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.strings.StringMatcher;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is signed without a key, as sigstore-java's own verifier and ours judge it.
@Timeout(60)
class SigningTest {
  private static final byte[] ARTIFACT = "a manifest".getBytes(StandardCharsets.UTF_8);
  private static final String TYPE = "application/vnd.in-toto+json";

  @TempDir private Path cache;

  private static byte[] statement() {
    return """
    {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"shop","digest":{"sha256":"%s"}}],\
    "predicateType":"https://example.test/said","predicate":{"by":"Zoë 𝄞"}}"""
        .formatted(Keys.hex(ARTIFACT))
        .getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"1,false", "1,true", "2,true"})
  void whatIsSignedHolds(int logVersion, boolean stamped) throws Exception {
    try (TestSigstore sigstore = new TestSigstore()) {
      Instant before = Instant.now().minusSeconds(2);
      BundleSigner signer =
          new Sigstore()
              .signer(
                  sigstore.services(logVersion, stamped),
                  sigstore.root(),
                  TestSigstore.token("\"email\":\"ada@example.test\""),
                  TestSigstore.outside(cache));
      byte[] bundle = signer.sign(TYPE, statement());

      VerifiedBundle verified =
          new Sigstore()
              .verifier(sigstore.root(), TestSigstore.outside(cache))
              .verify(bundle, new byte[0]);
      assertThat(verified.identity())
          .isEqualTo(new Identity("ada@example.test", TestSigstore.ISSUER));
      assertThat(verified.signedAt()).isBetween(before, Instant.now());
      assertThat(TestBundle.envelope(verified).payloadType()).isEqualTo(TYPE);
      assertThat(TestSigstore.json(TestBundle.envelope(verified).payload()))
          .isEqualTo(TestSigstore.json(statement()));
      judgeOfSigstoreJava(sigstore, bundle);
      assertThat(sigstore.requests)
          .isEqualTo(
              stamped
                  ? List.of(
                      "POST /api/v2/signingCert",
                      "POST /api/v1/timestamp",
                      "POST /api/v" + logVersion + "/log/entries")
                  : List.of("POST /api/v2/signingCert", "POST /api/v1/log/entries"));
    }
  }

  private static void judgeOfSigstoreJava(TestSigstore sigstore, byte[] bundle) throws Exception {
    KeylessVerifier judge =
        KeylessVerifier.builder()
            .trustedRootProvider(
                () ->
                    SigstoreTrustedRoot.from(
                        new ByteArrayInputStream(
                            sigstore.trustedRoot().getBytes(StandardCharsets.UTF_8))))
            .build();
    judge.verify(
        Keys.sha256(ARTIFACT),
        Bundle.from(new StringReader(new String(bundle, StandardCharsets.UTF_8))),
        VerificationOptions.builder()
            .addCertificateMatchers(
                VerificationOptions.CertificateMatcher.fulcio()
                    .issuer(StringMatcher.string(TestSigstore.ISSUER))
                    .subjectAlternativeName(StringMatcher.string("ada@example.test"))
                    .build())
            .build());
  }
}
