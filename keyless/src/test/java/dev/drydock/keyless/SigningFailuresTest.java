package dev.drydock.keyless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.attest.identity.BundleSigner;
import dev.drydock.attest.identity.IdentityException;
import dev.drydock.attest.identity.SigningServices;
import dev.drydock.attest.identity.TrustedRoot;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is said where a service does not do its part, in one line and without the token.
@Timeout(60)
class SigningFailuresTest {
  private static final String FULCIO = "the certificate authority (Fulcio) at localhost ";
  private static final String REKOR = "the log (Rekor) at localhost ";

  @TempDir private Path cache;
  private TestSigstore sigstore;

  @BeforeEach
  void start() throws Exception {
    sigstore = new TestSigstore();
  }

  @AfterEach
  void stop() {
    sigstore.close();
  }

  private BundleSigner signer(SigningServices services, TrustedRoot root) throws Exception {
    return new Sigstore()
        .signer(
            services,
            root,
            TestSigstore.token("\"email\":\"ada@example.test\""),
            TestSigstore.outside(cache));
  }

  private void fails(SigningServices services, String line) throws Exception {
    BundleSigner signer = signer(services, sigstore.root());
    fails(signer, line);
  }

  private static void fails(BundleSigner signer, String line) {
    assertThatThrownBy(() -> signer.sign("type", "{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IdentityException.class)
        .hasMessageStartingWith(line)
        .hasMessageNotContainingAny("\n", "eyJ");
  }

  @Test
  void authoritiesThatDoNotCertify() throws Exception {
    SigningServices services = sigstore.services(1, true);
    sigstore.faults.put("/api/v2/signingCert", "401 {\"code\":16,\n\"message\":\"who is that\"}");
    fails(
        services,
        FULCIO
            + "does not certify ada@example.test (https://tokens.example.test) (HTTP status 401):"
            + " {\"code\":16, \"message\":\"who is that\"}; it has to know the token's issuer");
    String none = "the certificate authority (Fulcio) answers with no certificate";
    sigstore.faults.put("/api/v2/signingCert", "200 {\"signedCertificateDetachedSct\":{}}");
    fails(services, none);
    sigstore.faults.put(
        "/api/v2/signingCert",
        "200 {\"signedCertificateEmbeddedSct\":{\"chain\":{\"certificates\":[\"x\"]}}}");
    fails(services, none);
    assertThat(sigstore.log.size()).isEqualTo(5);
  }

  @Test
  void logsThatDoNotKeep() throws Exception {
    for (int version = 1; version <= 2; version++) {
      SigningServices services = sigstore.services(version, true);
      String entries = "/api/v" + version + "/log/entries";
      sigstore.faults.put(entries, "500 broken");
      fails(services, REKOR + "does not take the entry (HTTP status 500): broken; nothing was put");
      for (String answer : new String[] {"{}", "[]", "nothing", "{\"a\":{}}"}) {
        sigstore.faults.put(entries, "201 " + answer);
        fails(services, version == 1 || !answer.startsWith("{") ? REKOR + "answers with" : "");
      }
    }
  }

  @Test
  void authoritiesThatDoNotTellTheTime() throws Exception {
    SigningServices services = sigstore.services(2, true);
    sigstore.faults.put("/api/v1/timestamp", "503 later");
    fails(services, "the timestamping authority at localhost answers with HTTP status 503");
    sigstore.faults.put("/api/v1/timestamp", "200 noon");
    fails(services, "the timestamping authority at localhost answers with something that is no");
  }

  @Test
  void whatDoesNotHoldIsNotPublished() throws Exception {
    String line = "what the services made of the signature ";
    sigstore.certificateAge = Duration.ofHours(1);
    fails(sigstore.services(1, false), line + "was signed at ");
    sigstore.certificateAge = Duration.ZERO;
    try (TestSigstore other = new TestSigstore()) {
      fails(
          signer(sigstore.services(1, false), other.root()),
          line
              + "has a certificate that no authority of the trusted root has given; nothing was put"
              + " beside the image: check that services and trusted root belong together");
    }
  }

  @Test
  void servicesThatAreNotThere() throws Exception {
    URI nowhere = URI.create("http://localhost:1");
    fails(new SigningServices(null, nowhere, nowhere, null), FULCIO + "cannot be used: ");
    fails(
        new SigningServices(null, URI.create("http://fulcio.example.test"), nowhere, null),
        "the certificate authority (Fulcio) at fulcio.example.test would be shown the token without"
            + " TLS; name it by https://");
    assertThatThrownBy(() -> signer(SigningServices.known(), sigstore.root()))
        .isInstanceOf(IdentityException.class)
        .hasMessage(
            "nobody says where to sign: name --signing-config FILE, or both --fulcio-url and"
                + " --rekor-url");
    assertThatThrownBy(
            () ->
                signer(
                    new SigningServices("{}".getBytes(StandardCharsets.UTF_8), null, null, null),
                    sigstore.root()))
        .isInstanceOf(IdentityException.class)
        .hasMessageStartingWith("the signing configuration cannot be read");
    assertThatThrownBy(() -> signer(sigstore.services(2, false), sigstore.root()))
        .isInstanceOf(IdentityException.class)
        .hasMessageStartingWith("the signing configuration names no service of today");
    assertThatThrownBy(() -> signer(sigstore.services(3, true), sigstore.root()))
        .isInstanceOf(IdentityException.class)
        .hasMessageStartingWith("the signing configuration names no service of today");
  }
}
