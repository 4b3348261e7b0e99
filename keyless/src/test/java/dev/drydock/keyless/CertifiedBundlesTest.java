package dev.drydock.keyless;

import static dev.drydock.keyless.TestBundle.SIGNED;
import static dev.drydock.keyless.TestBundle.bytes;
import static dev.drydock.keyless.TestBundle.envelope;
import static dev.drydock.keyless.TestBundle.inEntry;
import static dev.drydock.keyless.TestBundle.replaced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.attest.identity.Identity;
import dev.drydock.attest.identity.UntrustedBundleException;
import dev.drydock.attest.identity.VerifiedBundle;
import dev.drydock.keyless.TestAuthority.Purpose;
import dev.drydock.keyless.TestAuthority.Wish;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bundles that prove who signed them, and those that only look so.
@Timeout(120)
class CertifiedBundlesTest {
  private static final Identity ADA = new Identity("ada@example.test", TestSigstore.ISSUER);

  private TestSigstore sigstore;
  private TestBundle bundle;

  @BeforeEach
  void start() throws Exception {
    sigstore = new TestSigstore();
    bundle = new TestBundle(sigstore);
  }

  @AfterEach
  void stop() {
    sigstore.close();
  }

  private VerifiedBundle verify(byte[] json) throws Exception {
    return verify(json, sigstore.trustedRoot());
  }

  private VerifiedBundle verify(byte[] json, String root) throws Exception {
    TrustMaterial trust = TrustMaterial.read(bytes(root), "the root");
    return new CertifiedBundles(trust, Limits.defaults()).verify(json, bundle.artifact);
  }

  private void refused(byte[] json, String told) {
    assertThatThrownBy(() -> verify(json))
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessage(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dsse 0.0.1", "dsse 0.0.2", "intoto 0.0.2"})
  void envelopesOfAllKindsOfEntries(String kind) throws Exception {
    bundle.kind = kind;
    VerifiedBundle verified = verify(bundle.json());
    assertThat(verified.identity()).isEqualTo(ADA);
    assertThat(verified.signedAt()).isEqualTo(SIGNED);
    assertThat(envelope(verified).payload()).isEqualTo(bundle.payload);
    assertThat(envelope(verified).payloadType()).isEqualTo(TestBundle.TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashedrekord 0.0.1", "hashedrekord 0.0.2"})
  void signaturesOfArtifactsOfAllKindsOfEntries(String kind) throws Exception {
    bundle.kind = kind;
    bundle.payload = null;
    byte[] json = bundle.json();
    assertThat(verify(json)).isEqualTo(new VerifiedBundle(ADA, SIGNED, null));
    bundle.artifact = bytes("another manifest");
    refused(json, "is not signed as it is by the key that its certificate names");
  }

  @Test
  void workflowsAndCertificatesOfBefore() throws Exception {
    String workflow = "https://example.test/org/app/.github/workflows/release.yml@refs/heads/main";
    bundle.wish =
        new Wish(
            workflow,
            TestSigstore.ISSUER,
            SIGNED.minusSeconds(1),
            Duration.ofMinutes(10),
            true,
            Purpose.SIGNING_AS_BEFORE);
    assertThat(verify(bundle.json()).identity())
        .isEqualTo(new Identity(workflow, TestSigstore.ISSUER));
  }

  @Test
  void theEarliestOfAllTimesCounts() throws Exception {
    bundle.stamped = List.of(SIGNED.plusSeconds(3), SIGNED.minusSeconds(30));
    assertThat(verify(bundle.json()).signedAt()).isEqualTo(SIGNED.minusSeconds(30));
    bundle.promised = null;
    bundle.stamped = List.of(SIGNED.plusSeconds(3));
    assertThat(verify(bundle.json()).signedAt()).isEqualTo(SIGNED.plusSeconds(3));
  }

  @Test
  void whatWasChangedAfterItWasSigned() throws Exception {
    byte[] json = bundle.json();
    String payload = Base64.getEncoder().encodeToString(bundle.payload);
    String told = "is not signed as it is by the key that its certificate names";
    refused(replaced(json, payload, payload.replaceFirst("eyJz", "eyJy")), told);
    refused(replaced(json, TestBundle.TYPE, "application/vnd.in-toto+jsom"), told);
    bundle.signatures = 2;
    refused(bundle.json(), "has more or fewer than one signature");
    bundle.signatures = 0;
    refused(bundle.json(), "has more or fewer than one signature");
  }

  @Test
  void certificatesThatDoNotCount() throws Exception {
    bundle.authority = new TestAuthority();
    refused(bundle.json(), "has a certificate that no authority of the trusted root has given");
    bundle.authority = sigstore.authority;
    Wish good = bundle.wish;
    bundle.wish =
        new Wish(good.subject(), good.issuer(), good.from(), good.valid(), false, Purpose.SIGNING);
    refused(bundle.json(), "has a certificate that no trusted log of certificates has seen");
    bundle.wish =
        new Wish(good.subject(), good.issuer(), good.from(), good.valid(), true, Purpose.SERVERS);
    refused(bundle.json(), "has a certificate that is not meant for signing");
    bundle.wish = Wish.of(good.subject(), good.issuer(), TestAuthority.BEGAN.minusSeconds(1));
    refused(bundle.json(), "has a certificate that no authority of the trusted root has given");
  }

  @Test
  void timesAtWhichTheCertificateDidNotHold() throws Exception {
    String validity =
        ", and its certificate held from 2026-05-04T03:01:01Z to 2026-05-04T03:11:01Z";
    bundle.promised = SIGNED.plus(Duration.ofMinutes(10));
    refused(bundle.json(), "was signed at 2026-05-04T03:12:01Z" + validity);
    bundle.promised = SIGNED.minusSeconds(61);
    refused(bundle.json(), "was signed at 2026-05-04T03:01:00Z" + validity);
    bundle.promised = SIGNED;
    bundle.stamped = List.of(SIGNED, SIGNED.plus(Duration.ofDays(1)));
    refused(bundle.json(), "was signed at 2026-05-05T03:02:01Z" + validity);
    bundle.stamped = List.of();
    bundle.promised = null;
    refused(
        bundle.json(),
        "has no time that anybody vouches for: neither a log nor a timestamping authority");
  }

  @Test
  void timestampsOfSomethingElse() throws Exception {
    bundle.stamped = List.of(SIGNED);
    bundle.stampedSignature = bytes("another signature");
    refused(bundle.json(), "has a timestamp that does not hold");
    bundle.stampedSignature = null;
    bundle.stamped = Collections.nCopies(9, SIGNED);
    refused(bundle.json(), "has more than 8 timestamps");
    try (TestSigstore other = new TestSigstore()) {
      bundle = new TestBundle(other);
      bundle.stamped = List.of(SIGNED);
      bundle.authority = sigstore.authority;
      bundle.log = sigstore.log;
      refused(bundle.json(), "has a timestamp that does not hold");
    }
  }

  @Test
  void entriesOfOtherLogs() throws Exception {
    bundle.log = new TestLog();
    refused(bundle.json(), "is in a log that the trusted root does not know");
    bundle.log = sigstore.log;
    String ended = sigstore.trustedRoot(sigstore.log.key(), ",\"end\":\"2026-05-04T03:02:00Z\"");
    byte[] json = bundle.json();
    assertThatThrownBy(() -> verify(json, ended))
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessage(
            "is in a log whose key the trusted root does not trust for 2026-05-04T03:02:01Z");
  }

  @Test
  void entriesWhoseProofDoesNotHold() throws Exception {
    byte[] json = bundle.json();
    String told = "has an entry of a log whose proof does not hold";
    String time = "\"integratedTime\":\"" + SIGNED.getEpochSecond() + "\"";
    refused(
        replaced(json, time, time.replace(String.valueOf(SIGNED.getEpochSecond()), "1777863722")),
        told);
    String hashes = inEntry(json, "inclusionProof", "hashes");
    refused(replaced(json, hashes.substring(1, 47), inEntry(json, "logId", "keyId")), told);
    String root = inEntry(json, "inclusionProof", "rootHash");
    refused(replaced(json, root, inEntry(json, "logId", "keyId")), told);
    String checkpoint = inEntry(json, "inclusionProof", "checkpoint", "envelope");
    refused(replaced(json, checkpoint, checkpoint.replace(" - 7", " - 8")), told);
    refused(replaced(json, checkpoint, checkpoint.replace("rekor.ex", "rekor.eX")), told);
    refused(replaced(json, "\"inclusionProof\"", "\"other\""), "is in no log, as far as it proves");
    String entry = inEntry(json);
    assertThat(entry).startsWith("{\"logIndex\"");
    refused(
        replaced(json, "\"tlogEntries\":[", "\"tlogEntries\":[],\"others\":["),
        "is in no log, as far as it proves");
  }

  @Test
  void entriesAboutSomethingElse() throws Exception {
    String told = "has an entry of a log that is about another signature";
    bundle.loggedContent = bytes("{\"said\":\"something else\"}");
    refused(bundle.json(), told);
    bundle.loggedContent = null;
    bundle.loggedSignature = Keys.sign(bundle.key.getPrivate(), bytes("something else"));
    refused(bundle.json(), told);
    bundle.loggedSignature = null;
    bundle.loggedCertificate =
        sigstore.authority.issue(
            Wish.of("eve@example.test", TestSigstore.ISSUER, SIGNED), bundle.key.getPublic());
    for (String kind : List.of("dsse 0.0.1", "dsse 0.0.2", "intoto 0.0.2")) {
      bundle.kind = kind;
      refused(bundle.json(), told);
    }
    bundle.loggedCertificate = null;
    bundle.kind = "hashedrekord 0.0.1";
    refused(bundle.json(), told);
    bundle.kind = "helm 0.0.1";
    refused(bundle.json(), "has an entry of a log that is of a kind not known here");
    bundle.kind = "dsse 0.0.1";
    bundle.payload = null;
    refused(bundle.json(), told);
  }

  @Test
  void whatIsNoBundleOfSomebodyCertified() throws Exception {
    byte[] json = bundle.json();
    refused(
        replaced(json, "\"certificate\":{\"rawBytes\"", "\"publicKey\":{\"hint\""),
        "is signed with a key, and tells of nobody who was certified");
    refused(
        replaced(json, "\"certificate\":", "\"certificates\":"),
        "is signed with a key, and tells of nobody who was certified");
    refused(
        replaced(json, "bundle.v0.3+json", "bundle.v0.9+json"), "is a bundle that cannot be read");
    refused(bytes("{}"), "is a bundle that cannot be read");
    refused(bytes("{\"a\":".repeat(100_000)), "is a bundle that cannot be read");
    refused(
        replaced(
            json, "\"dsseEnvelope\":{", "\"dsse_envelope\":{\"payload\":\"\"},\"dsseEnvelope\":{"),
        "is a bundle that cannot be read");
  }

  /// However a bundle is damaged, it is refused, or proves what it did.
  @Test
  void damagedBundlesProveNothingElse() throws Exception {
    bundle.stamped = List.of(SIGNED);
    byte[] json = bundle.json();
    VerifiedBundle good = verify(json);
    int[] refused = {0};
    Mutations.of(json, 11, 3_000)
        .forEach(
            damaged -> {
              try {
                VerifiedBundle verified = verify(damaged);
                assertThat(verified.identity()).isEqualTo(good.identity());
                assertThat(verified.signedAt()).isEqualTo(good.signedAt());
                assertThat(envelope(verified).payload()).isEqualTo(envelope(good).payload());
              } catch (UntrustedBundleException e) {
                assertThat(e.getMessage()).doesNotContain("\n").isNotBlank();
                refused[0]++;
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    assertThat(refused[0]).isGreaterThan(2_000);
  }

  @Test
  void rootsThatAreNone() {
    for (String root : List.of("", "{}", "[]", "{\"mediaType\":\"other\"}")) {
      assertThatThrownBy(() -> TrustMaterial.read(bytes(root), "root.json"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("root.json ")
          .hasMessageContaining("trusted_root.json");
    }
  }
}
