package dev.drydock.attest;

import static dev.drydock.attest.Beside.KEY;
import static dev.drydock.attest.Beside.NOW;
import static dev.drydock.attest.Beside.attestor;
import static dev.drydock.attest.Beside.json;
import static dev.drydock.attest.Beside.repository;
import static dev.drydock.attest.Beside.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.attest.statement.PredicateType;
import dev.drydock.image.ImageException;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.Openssl;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is written beside an image is what cosign's specifications say, `openssl` verifies it, and
/// `skopeo` takes it along.
@Timeout(120)
class AttestorTest {
  private static final BuiltImage APP = new ImageBuilder().build();
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  @TempDir Path directory;

  @Test
  void signatureIsABundleThatRefersToTheImage() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("team/app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/team/app:1");
      StoredManifest subject = repository.resolve();
      Attestor.Written written = attestor(repository, KEY, NOW, false).sign(subject);
      assertThat(written.subject()).isEqualTo(subject.digest());
      assertThat(registry.referrers("team/app", subject.digest().toString()))
          .containsExactly(written.referrer().toString());
      Json manifest = read(registry, "team/app/manifests/" + written.referrer());
      Json layer = manifest.items("layers").getFirst();
      assertThat(CompactJson.text(manifest))
          .isEqualTo(
              "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                  + "\"artifactType\":\""
                  + BUNDLE
                  + "\",\"config\":{\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"digest\":"
                  + "\"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\","
                  + "\"size\":2},\"layers\":[{\"mediaType\":\""
                  + BUNDLE
                  + "\",\"digest\":\""
                  + layer.text("digest")
                  + "\",\"size\":"
                  + layer.integer("size").orElseThrow()
                  + "}],\"subject\":{\"mediaType\":\""
                  + APP.manifest().mediaType()
                  + "\",\"digest\":\""
                  + APP.manifest().digest()
                  + "\",\"size\":"
                  + APP.manifest().bytes().length
                  + "},\"annotations\":{\"dev.sigstore.bundle.content\":\"dsse-envelope\","
                  + "\"dev.sigstore.bundle.predicateType\":\"https://sigstore.dev/cosign/sign/v1\","
                  + "\"org.opencontainers.image.created\":\"2026-05-04T03:02:01Z\"}}");
      Json bundle = read(registry, "team/app/blobs/" + layer.text("digest"));
      Json envelope = bundle.get("dsseEnvelope").orElseThrow();
      String payload = String.valueOf(envelope.text("payload"));
      String signature = String.valueOf(envelope.items("signatures").getFirst().text("sig"));
      assertThat(CompactJson.text(bundle))
          .isEqualTo(
              "{\"mediaType\":\""
                  + BUNDLE
                  + "\",\"verificationMaterial\":{\"publicKey\":{\"hint\":\""
                  + KEY.verificationKey().hint()
                  + "\"},\"tlogEntries\":[]},\"dsseEnvelope\":{\"payload\":\""
                  + payload
                  + "\",\"payloadType\":\"application/vnd.in-toto+json\",\"signatures\":[{\"sig\":\""
                  + signature
                  + "\"}]}}");
      assertThat(new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8))
          .isEqualTo(
              "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\""
                  + registry.host()
                  + "/team/app\",\"digest\":{\"sha256\":\""
                  + APP.manifest().hex()
                  + "\"}}],\"predicateType\":\"https://sigstore.dev/cosign/sign/v1\","
                  + "\"predicate\":{\"attestedAt\":\"2026-05-04T03:02:01Z\"}}");
      byte[] signed = encoded("application/vnd.in-toto+json", Base64.getDecoder().decode(payload));
      assertThat(
              new Openssl(directory)
                  .verifies(
                      KEY.verificationKey().pem(),
                      "sha256",
                      signed,
                      Base64.getDecoder().decode(signature)))
          .isTrue();
      assertThat(registry.requests()).noneMatch(one -> one.contains(".sig"));
    }
  }

  private static byte[] encoded(String type, byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    return ("DSSEv1 " + type.length() + " " + type + " " + payload.length + " " + text)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void signatureUnderCosignsTagIsWhatItsSpecificationSays() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("app", "1", APP);
      RegistryRepository repository = repository(server.host() + "/app:1");
      StoredManifest subject = repository.resolve();
      attestor(repository).sign(subject);
      attestor(repository).sign(subject);
      StoredManifest stored =
          repository.tagged("sha256-" + subject.digest().hex() + ".sig").orElseThrow();
      assertThat(stored.mediaType()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
      Json manifest = json(new String(stored.body(), StandardCharsets.UTF_8));
      assertThat(manifest.integer("schemaVersion")).contains(2L);
      assertThat(manifest.get("config").orElseThrow().text("mediaType"))
          .isEqualTo("application/vnd.oci.image.config.v1+json");
      assertThat(manifest.items("layers")).hasSize(2);
      byte[] payload =
          ("{\"critical\":{\"identity\":{\"docker-reference\":\""
                  + server.host()
                  + "/app\"},\"image\":{\"docker-manifest-digest\":\""
                  + subject.digest()
                  + "\"},\"type\":\"cosign container image signature\"},"
                  + "\"optional\":{\"timestamp\":1777863721}}")
              .getBytes(StandardCharsets.UTF_8);
      for (Json layer : manifest.items("layers")) {
        assertThat(layer.text("mediaType"))
            .isEqualTo("application/vnd.dev.cosign.simplesigning.v1+json");
        assertThat(layer.text("digest")).isEqualTo("sha256:" + Blob.sha256(payload));
        assertThat(layer.integer("size")).contains((long) payload.length);
        Map<String, Json> annotations = layer.get("annotations").orElseThrow().members();
        assertThat(annotations).containsOnlyKeys("dev.cosignproject.cosign/signature");
        String signature =
            String.valueOf(
                layer.get("annotations").orElseThrow().text("dev.cosignproject.cosign/signature"));
        assertThat(
                new Openssl(directory)
                    .verifies(
                        KEY.verificationKey().pem(),
                        "sha256",
                        payload,
                        Base64.getDecoder().decode(signature)))
            .isTrue();
      }
    }
  }

  @Test
  void attestationUnderCosignsTagIsAnEnvelope() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/app:1");
      StoredManifest subject = repository.resolve();
      attestor(repository)
          .attest(subject, PredicateType.TEST.uri(), json("{\"result\":\"passed\"}"));
      attestor(repository)
          .attest(
              subject,
              PredicateType.CYCLONEDX.uri(),
              json("{\"bomFormat\":\"CycloneDX\",\"n\":1.50}"));
      Json manifest = read(registry, "app/manifests/sha256-" + subject.digest().hex() + ".att");
      assertThat(manifest.items("layers"))
          .extracting(layer -> CompactJson.text(layer.get("annotations").orElseThrow()))
          .containsExactly(
              "{\"dev.cosignproject.cosign/signature\":\"\",\"predicateType\":"
                  + "\"https://drydock.dev/attestation/test/v1\"}",
              "{\"dev.cosignproject.cosign/signature\":\"\",\"predicateType\":"
                  + "\"https://cyclonedx.org/bom\"}");
      List<String> predicates = new ArrayList<>();
      for (Json layer : manifest.items("layers")) {
        assertThat(layer.text("mediaType")).isEqualTo("application/vnd.dsse.envelope.v1+json");
        Json envelope = read(registry, "app/blobs/" + layer.text("digest"));
        assertThat(envelope.text("payloadType")).isEqualTo("application/vnd.in-toto+json");
        byte[] payload = Base64.getDecoder().decode(String.valueOf(envelope.text("payload")));
        predicates.add(
            CompactJson.text(
                json(new String(payload, StandardCharsets.UTF_8)).get("predicate").orElseThrow()));
      }
      // Drydock's own say when; those of others stay as they are
      assertThat(predicates)
          .containsExactly(
              "{\"result\":\"passed\",\"attestedAt\":\"2026-05-04T03:02:01Z\"}",
              "{\"bomFormat\":\"CycloneDX\",\"n\":1.50}");
    }
  }

  @Test
  void documentThatNobodyWouldReadIsNotWritten() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/app:1");
      StoredManifest subject = repository.resolve();
      Json large = new Json.Obj(Map.of("x", new Json.Text("x".repeat(33 << 20))));
      assertThatThrownBy(() -> attestor(repository).attest(subject, "urn:x", large))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("is larger than 32 MiB");
    }
  }

  @Test
  void whatSomebodyElseKeepsUnderCosignsTagStays() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("app", "1", APP);
      String tag = "sha256-" + APP.manifest().hex() + ".sig";
      Blob index = BuiltImage.index(APP);
      registry.put("app", tag, index);
      RegistryRepository repository = repository(registry.host() + "/app:1");
      assertThatThrownBy(() -> attestor(repository).sign(repository.resolve()))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("lies something that is not cosign's; delete that tag");
      assertThat(registry.get("app/manifests/" + tag)).isEqualTo(index);
    }
  }

  @Test
  void skopeoTakesAllOfItAlong() throws Exception {
    String skopeo = Tools.require("skopeo", "skopeo").toString();
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("app", "1", APP);
      RegistryRepository repository = repository(server.host() + "/app:1");
      StoredManifest subject = repository.resolve();
      attestor(repository).sign(subject);
      attestor(repository)
          .attest(subject, PredicateType.TEST.uri(), json("{\"result\":\"passed\"}"));
      String digest = "sha256-" + subject.digest().hex();
      for (String tag : List.of("1", digest + ".sig", digest + ".att")) {
        copy(skopeo, server.host() + "/app:" + tag, server.host() + "/other/copy:" + tag);
      }
      RegistryRepository copied = repository(server.host() + "/other/copy:1");
      Verification verification = verify(copied, copied.resolve());
      assertThat(verification.untrusted()).isEmpty();
      assertThat(verification.documents())
          .extracting(one -> one.source().words())
          .containsExactly("cosign's signature", "cosign's attestation");
      assertThat(verification.signed()).isTrue();
      assertThat(verification.newest(PredicateType.TEST.uri())).isPresent();
    }
  }

  private static void copy(String skopeo, String from, String to) throws Exception {
    Process process =
        new ProcessBuilder(
                skopeo,
                "--insecure-policy",
                "copy",
                "--all",
                "--preserve-digests",
                "--src-tls-verify=false",
                "--dest-tls-verify=false",
                "docker://" + from,
                "docker://" + to)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static Json read(FallibleRegistry registry, String path) throws IOException {
    Blob blob = registry.get(path);
    assertThat(blob).as(path).isNotNull();
    return json(blob == null ? "" : new String(blob.bytes(), StandardCharsets.UTF_8));
  }
}
