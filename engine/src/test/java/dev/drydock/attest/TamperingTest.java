package dev.drydock.attest;

import static dev.drydock.attest.Beside.KEY;
import static dev.drydock.attest.Beside.NOW;
import static dev.drydock.attest.Beside.OTHER;
import static dev.drydock.attest.Beside.attestor;
import static dev.drydock.attest.Beside.json;
import static dev.drydock.attest.Beside.repository;
import static dev.drydock.attest.Beside.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.attest.Checked.Reason;
import dev.drydock.attest.Checked.Untrusted;
import dev.drydock.attest.cosign.CosignTag;
import dev.drydock.attest.cosign.SimpleSigning;
import dev.drydock.attest.envelope.Bundle;
import dev.drydock.attest.envelope.Envelope;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.attest.statement.Statement;
import dev.drydock.image.ImageException;
import dev.drydock.image.registry.Attachment;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.CompactJson;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.FallibleRegistry.Trait;
import dev.drydock.testkit.ImageBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What was changed after it was signed, or was made to be read in two ways, is not trusted,
/// whoever changed it: somebody who may push, or the registry itself.
@Timeout(60)
class TamperingTest {
  private static final BuiltImage APP = new ImageBuilder().build();
  private static final String TEST = PredicateType.TEST.uri();

  private FallibleRegistry registry;
  private RegistryRepository repository;
  private StoredManifest subject;

  @BeforeEach
  void push() throws Exception {
    registry = new FallibleRegistry(Trait.REFERRERS);
    registry.push("app", "1", APP);
    repository = repository(registry.host() + "/app:1");
    subject = repository.resolve();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private List<Untrusted> untrusted() throws IOException, InterruptedException {
    Verification verification = verify(repository, subject);
    assertThat(verification.signed()).isFalse();
    assertThat(verification.untrusted()).hasSameSizeAs(verification.documents());
    return verification.untrusted();
  }

  private String get(String path) {
    Blob blob = registry.get(path);
    if (blob == null) {
      throw new AssertionError(path);
    }
    return new String(blob.bytes(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void manifestUnderATagThatIsNotWhatWasSigned() throws Exception {
    attestor(repository).sign(subject);
    BuiltImage evil = new ImageBuilder().label("a", "b").build();
    registry.push("app", "1", evil);
    Verification verification = verify(repository, repository.resolve());
    assertThat(verification.documents()).isEmpty();
    assertThat(verification.signed()).isFalse();
  }

  @Test
  void manifestThatTheRegistryChangedUnderItsDigest() {
    registry.replace("app/manifests/" + APP.manifest().digest(), bytes("{}"));
    assertThatThrownBy(() -> repository.manifest(subject.digest()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("is damaged or was tampered with");
  }

  @Test
  void bundleThatTheRegistryChangedUnderItsDigest() throws Exception {
    attestor(repository, KEY, NOW, false).sign(subject);
    for (String path : registry.paths()) {
      if (path.contains("/blobs/") && get(path).contains("dsseEnvelope")) {
        registry.replace(path, bytes(get(path).replace("tlogEntries", "tlogentries")));
      }
    }
    assertThat(untrusted())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.reason()).isEqualTo(Reason.UNREADABLE);
              assertThat(one.told()).contains("it is not what its digest");
            });
  }

  @Test
  void manifestOfAReferrerThatTheRegistryChangedUnderItsDigest() throws Exception {
    Attestor.Written written = attestor(repository, KEY, NOW, false).sign(subject);
    String path = "app/manifests/" + written.referrer();
    registry.replace(path, bytes(get(path) + " "));
    assertThat(untrusted())
        .singleElement()
        .satisfies(one -> assertThat(one.told()).contains("its manifest has"));
  }

  @Test
  void payloadOfAnEnvelopeThatWasChanged() throws Exception {
    Envelope signed = envelope(statement("{\"result\":\"failed\"}"));
    byte[] passed = statement("{\"result\":\"passed\"}");
    attach(Bundle.write(new Envelope(signed.payloadType(), passed, signed.signatures()), "x"));
    attach(
        Bundle.write(new Envelope("application/json", signed.payload(), signed.signatures()), "x"));
    assertThat(untrusted())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Reason.NO_TRUSTED_SIGNATURE));
    attach(Bundle.write(signed, "x"));
    assertThat(verify(repository, subject).newest(TEST))
        .hasValueSatisfying(one -> assertThat(one.passed()).isFalse());
  }

  @Test
  void envelopeWithoutASignatureOfOursAndHintsAtOurKey() throws Exception {
    Envelope signed =
        Envelope.sign(Statement.PAYLOAD_TYPE, statement("{\"result\":\"passed\"}"), OTHER);
    attach(Bundle.write(signed, KEY.verificationKey().hint()));
    CosignTag.addAttestation(
        repository, Limits.defaults(), subject.digest(), signed, TEST, "a document");
    attach(
        bytes(
            "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"dsseEnvelope\":"
                + CompactJson.text(signed.json(null))
                    .replaceAll("\"sig\":\"[^\"]*\"", "\"sig\":\"\"")
                + "}"));
    assertThat(untrusted())
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Reason.NO_TRUSTED_SIGNATURE));
  }

  @Test
  void signatureUnderCosignsTagThatWasChanged() throws Exception {
    byte[] payload = new SimpleSigning("app", subject.digest(), NOW).payload();
    byte[] signature = KEY.sign(payload);
    byte[] changed = signature.clone();
    changed[changed.length - 1] ^= 1;
    simple(payload, changed);
    simple(payload, new byte[0]);
    simple(new SimpleSigning("app", subject.digest(), null).payload(), signature);
    assertThat(untrusted())
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Reason.NO_TRUSTED_SIGNATURE));
    simple(payload, signature);
    assertThat(verify(repository, subject).signed()).isTrue();
  }

  private void simple(byte[] payload, byte[] signature) throws IOException, InterruptedException {
    CosignTag.addSignature(
        repository, Limits.defaults(), subject.digest(), payload, signature, "a signature");
  }

  @Test
  void payloadThatMeansTwoThings() throws Exception {
    String good = new String(statement("{\"result\":\"passed\"}"), StandardCharsets.UTF_8);
    List<String> twice =
        List.of(
            good.replace("{\"result\":", "{\"result\":\"failed\",\"result\":"),
            good.replace("\"predicateType\":", "\"predicateType\":\"urn:x\",\"predicateType\":"),
            good.replace("\"predicate\":", "\"Predicate\":{\"result\":\"failed\"},\"predicate\":"),
            good.replace("\"sha256\":", "\"SHA256\":\"00\",\"sha256\":"),
            good + good,
            good.substring(1),
            "");
    for (String payload : twice) {
      attach(Bundle.write(envelope(bytes(payload)), "x"));
    }
    assertThat(untrusted())
        .hasSize(twice.size())
        .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Reason.UNREADABLE));
    byte[] payload = new SimpleSigning("app", subject.digest(), NOW).payload();
    byte[] two =
        bytes(
            new String(payload, StandardCharsets.UTF_8)
                .replace(
                    "\"docker-manifest-digest\"",
                    "\"Docker-manifest-digest\":\"sha256:"
                        + "0".repeat(64)
                        + "\",\"docker-manifest-digest\""));
    simple(two, KEY.sign(two));
    assertThat(untrusted())
        .last()
        .satisfies(one -> assertThat(one.told()).contains("twice, in different cases"));
  }

  @Test
  void payloadOfAnotherType() throws Exception {
    byte[] payload = statement("{\"result\":\"passed\"}");
    attach(Bundle.write(Envelope.sign("application/json", payload, KEY), "x"));
    String text = new String(payload, StandardCharsets.UTF_8);
    attach(Bundle.write(envelope(bytes(text.replace("Statement/v1", "Statement/v9"))), "x"));
    attach(Bundle.write(envelope(bytes(text.replace("\"subject\":[", "\"subject\":[[],"))), "x"));
    attach(Bundle.write(envelope(bytes(text.replace("\"subject\"", "\"subjects\""))), "x"));
    Verification verification = verify(repository, subject);
    assertThat(verification.untrusted())
        .hasSize(3)
        .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Reason.UNREADABLE));
    // a further subject takes nothing away
    assertThat(verification.trusted(TEST)).hasSize(1);
  }

  @Test
  void bundleWithASignatureOfTheManifestItself() throws Exception {
    String start =
        "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\","
            + "\"messageSignature\":{\"signature\":\"";
    Base64.Encoder base64 = Base64.getEncoder();
    attach(bytes(start + base64.encodeToString(OTHER.sign(subject.body())) + "\"}}"));
    attach(bytes(start + base64.encodeToString(KEY.sign(bytes("else"))) + "\"}}"));
    assertThat(untrusted())
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Reason.NO_TRUSTED_SIGNATURE));
    attach(bytes(start + base64.encodeToString(KEY.sign(subject.body())) + "\"}}"));
    assertThat(verify(repository, subject).signed()).isTrue();
  }

  @Test
  void documentsThatAreNone() throws Exception {
    attach(bytes("hello"));
    attach(bytes("{}"));
    attach(bytes("[".repeat(200_000)));
    attach(bytes("{\"a\":".repeat(100_000)));
    attach(new byte[0]);
    assertThat(untrusted())
        .hasSize(5)
        .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Reason.UNREADABLE));
  }

  @Test
  void documentsThatAreTooLarge() throws Exception {
    attach(bytes("{\"a\":\"" + "x".repeat(40 << 20) + "\"}"));
    attach(bytes("{\"a\":\"" + "y".repeat(40 << 20) + "\"}"));
    assertThat(untrusted())
        .extracting(Untrusted::told)
        .containsExactly(
            "the bundle is no bundle of Sigstore",
            "it is too large, alone or together with those before it");
  }

  @Test
  void documentThatIsMissingDoesNotHideTheOthers() throws Exception {
    attestor(repository, KEY, NOW, false).attest(subject, TEST, json("{\"result\":\"passed\"}"));
    registry.fail(
        (exchange, request) -> {
          boolean missing =
              request.startsWith("GET /v2/app/blobs/")
                  && get(request.substring(8)).contains("dsse");
          if (missing) {
            FallibleRegistry.send(exchange, 404, "text/plain", new byte[0]);
          }
          return missing;
        });
    assertThat(untrusted())
        .singleElement()
        .satisfies(one -> assertThat(one.told()).contains("is missing from"));
    registry.fail((_, _) -> false);
    assertThat(verify(repository, subject).newest(TEST)).isPresent();
  }

  @Test
  void registryThatFailsIsNoAnswer() throws Exception {
    attestor(repository).sign(subject);
    registry.fail(
        (exchange, request) -> {
          boolean ill = request.startsWith("GET /v2/app/referrers/");
          if (ill) {
            FallibleRegistry.send(exchange, 503, "text/plain", new byte[0]);
          }
          return ill;
        });
    assertThatThrownBy(() -> verify(repository, subject))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("try again later");
  }

  @Test
  void listThatTellsOfOtherThings() throws Exception {
    BuiltImage other = new ImageBuilder().label("a", "b").build();
    registry.close();
    registry = new FallibleRegistry();
    registry.push("app", "1", APP);
    registry.push("app", "2", other);
    repository = repository(registry.host() + "/app:1");
    String entry =
        "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"%s\",\"size\":%d,\"artifactType\":\"%s\"}";
    String bundle = "application/vnd.dev.sigstore.bundle.v0.3+json";
    registry.put(
        "app",
        APP.manifest().digest().replace(':', '-'),
        BuiltImage.index(
            String.join(
                ",",
                entry.formatted("sha256:" + "0".repeat(64), 7, bundle),
                entry.formatted(other.manifest().digest(), 7, bundle),
                entry.formatted(other.manifest().digest(), 7, "application/spdx+json"))));
    assertThat(untrusted())
        .extracting(Untrusted::reason)
        .containsExactly(Reason.UNREADABLE, Reason.OTHER_SUBJECT);
  }

  private byte[] statement(String predicate) throws IOException {
    return Statement.about("app", subject.digest(), TEST, json(predicate)).payload();
  }

  private static Envelope envelope(byte[] payload) throws IOException, InterruptedException {
    return Envelope.sign(Statement.PAYLOAD_TYPE, payload, KEY);
  }

  private void attach(byte[] document) throws IOException, InterruptedException {
    repository.attach(
        subject,
        new Attachment(
            Bundle.MEDIA_TYPE,
            List.of(new Attachment.Document(Bundle.MEDIA_TYPE, document, Map.of())),
            Map.of()),
        "a document");
  }
}
