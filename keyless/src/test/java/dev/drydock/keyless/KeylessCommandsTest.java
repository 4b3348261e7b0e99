package dev.drydock.keyless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.json.Json;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Images are signed, attested and verified without keys, as a user does it.
@Timeout(120)
class KeylessCommandsTest {
  private static final BuiltImage APP = image("app");
  private static final BuiltImage OTHER = image("another");
  private static final String[] ADA = {
    "--certificate-identity", "ada@example.test", "--certificate-oidc-issuer", TestSigstore.ISSUER
  };

  @TempDir private Path home;
  private TestSigstore sigstore;
  private FallibleRegistry registry;

  private static BuiltImage image(String content) {
    return new ImageBuilder().layer(new TarWriter().file("app", content), "COPY . /").build();
  }

  @BeforeEach
  void start() throws IOException {
    sigstore = new TestSigstore();
    registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS);
    registry.push("shop", "1", APP);
    registry.push("shop", "2", OTHER);
    Files.writeString(home.resolve("root.json"), sigstore.trustedRoot());
    Files.writeString(home.resolve("services.json"), sigstore.signingConfig(1, true));
  }

  @AfterEach
  void stop() {
    sigstore.close();
    registry.close();
  }

  private Command run(Map<String, String> environment, String[] first, String... more) {
    List<String> words = new ArrayList<>(Arrays.asList(first));
    words.addAll(Arrays.asList(more));
    return Command.run(home, environment, words.toArray(String[]::new));
  }

  private static String[] words(String... words) {
    return words;
  }

  private Command sign(String image) {
    return run(
        Map.of("SIGSTORE_ID_TOKEN", TestSigstore.tokenText("\"email\":\"ada@example.test\"")),
        words("sign", "--keyless"),
        "--signing-config",
        file("services.json"),
        "--trusted-root",
        file("root.json"),
        image);
  }

  private Command verify(String image, String... more) {
    List<String> words =
        new ArrayList<>(List.of("verify", "--trusted-root", file("root.json"), image));
    words.addAll(Arrays.asList(more));
    return run(Map.of(), words.toArray(String[]::new));
  }

  private String file(String name) {
    return home.resolve(name).toString();
  }

  private String name(BuiltImage image) {
    return registry.host() + "/shop@" + image.manifest().digest();
  }

  @Test
  void whatIsSignedIsVerifiedByItsIdentityAndByNoOther() throws Exception {
    String image = registry.host() + "/shop:1";
    assertThat(sign(image)).isEqualTo(new Command(0, name(APP) + "\n", ""));

    Command verified = verify(image, ADA);
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.err()).isEmpty();
    assertThat(verified.out())
        .matches(
            "trusted      signature     a referrer            20\\S+Z, by ada@example\\.test"
                + " \\(https://tokens\\.example\\.test\\)\nverified: \\S+ \\(signature\\)\n");
    assertThat(
            verify(
                image,
                "--certificate-identity",
                "eve@example.test",
                "--certificate-oidc-issuer",
                TestSigstore.ISSUER))
        .isEqualTo(
            refused(
                "it is signed by ada@example.test (https://tokens.example.test), who was not"
                    + " named as trusted"));
    assertThat(
            verify(
                image,
                "--certificate-identity",
                "ada@example.test",
                "--certificate-oidc-issuer",
                "https://others.example.test"))
        .isEqualTo(
            refused(
                "it is signed by ada@example.test (https://tokens.example.test), who was not"
                    + " named as trusted"));
  }

  private Command refused(String told) {
    return new Command(
        1,
        "not trusted                a referrer            "
            + told
            + "\nNOT VERIFIED: "
            + name(APP)
            + ": no trusted signature\n",
        "");
  }

  @Test
  void expressionsDescribeTheWholeIdentity() {
    String image = registry.host() + "/shop:1";
    assertThat(sign(image).exitCode()).isZero();
    for (String expression : List.of("ada@.*", "^(ada|eve)@example[.]test$", ".*")) {
      assertThat(
              verify(
                      image,
                      "--certificate-identity-regexp",
                      expression,
                      "--certificate-oidc-issuer-regexp",
                      "https://[a-z.]+")
                  .exitCode())
          .isZero();
    }
    for (String expression : List.of("ada", "example[.]test", "eve@.*|ada", "")) {
      assertThat(
              verify(
                      image,
                      "--certificate-identity-regexp",
                      expression,
                      "--certificate-oidc-issuer",
                      TestSigstore.ISSUER)
                  .exitCode())
          .isEqualTo(1);
    }
  }

  @Test
  void attestationsAreVerifiedAndTellWhoMadeThem() throws Exception {
    Files.writeString(home.resolve("result.json"), "{\"result\":\"passed\",\"by\":\"Zoë\"}");
    Files.writeString(
        home.resolve("token"), TestSigstore.tokenText("\"sub\":\"project:shop:ref:main\"") + "\n");
    String image = registry.host() + "/shop:1";
    assertThat(
            run(
                Map.of(),
                words("attest", "--keyless", "--type", "test"),
                "--identity-token",
                file("token"),
                "--predicate",
                file("result.json"),
                "--fulcio-url",
                sigstore.url().toString(),
                "--rekor-url",
                sigstore.url() + "/",
                "--trusted-root",
                file("root.json"),
                image))
        .isEqualTo(new Command(0, name(APP) + "\n", ""));
    Command verified =
        verify(
            image,
            "--type",
            "test",
            "--max-age",
            "5m",
            "--format",
            "json",
            "--certificate-identity",
            "https://ci.example.test/project:shop:ref:main",
            "--certificate-oidc-issuer",
            TestSigstore.ISSUER);
    assertThat(verified.exitCode()).isZero();
    Json report = TestSigstore.json(verified.out().getBytes(StandardCharsets.UTF_8));
    assertThat(report.items("documents")).hasSize(1);
    Json document = report.items("documents").getFirst();
    assertThat(document.text("type")).isEqualTo("test");
    assertThat(document.text("result")).isEqualTo("passed");
    assertThat(document.get("key")).isEmpty();
    assertThat(document.get("identity").orElseThrow())
        .isEqualTo(
            TestSigstore.json(
                """
                {"subject":"https://ci.example.test/project:shop:ref:main","issuer":"%s"}"""
                    .formatted(TestSigstore.ISSUER)
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(sigstore.requests)
        .containsExactly("POST /api/v2/signingCert", "POST /api/v1/log/entries");
  }

  /// Whoever may push puts Ada's signature of one image beside another one.
  @Test
  void signaturesOfAnotherImageCountForNothing() throws Exception {
    assertThat(sign(registry.host() + "/shop:1").exitCode()).isZero();
    String first = APP.manifest().digest();
    String second = OTHER.manifest().digest();
    List<String> before = registry.referrers("shop", first);
    assertThat(before).hasSize(1);
    Blob manifest = registry.get("shop/manifests/" + before.getFirst());
    byte[] moved =
        new String(Objects.requireNonNull(manifest).bytes(), StandardCharsets.UTF_8)
            .replace(first, second)
            .getBytes(StandardCharsets.UTF_8);
    HttpRequest push =
        HttpRequest.newBuilder(
                URI.create(
                    "http://" + registry.host() + "/v2/shop/manifests/sha256:" + Keys.hex(moved)))
            .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
            .PUT(BodyPublishers.ofByteArray(moved))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(push, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
    }
    assertThat(registry.referrers("shop", second)).hasSize(1);
    assertThat(verify(registry.host() + "/shop:2", ADA))
        .isEqualTo(
            new Command(
                1,
                "not trusted                a referrer            it is signed, but about another"
                    + " image, and was put beside this one\nNOT VERIFIED: "
                    + name(OTHER)
                    + ": no trusted signature\n",
                ""));
  }

  @Test
  void rootsOfAnotherSigstoreKnowNobody() throws Exception {
    assertThat(sign(registry.host() + "/shop:1").exitCode()).isZero();
    try (TestSigstore other = new TestSigstore()) {
      Files.writeString(home.resolve("root.json"), other.trustedRoot());
    }
    assertThat(verify(registry.host() + "/shop:1", ADA))
        .isEqualTo(refused("it has a certificate that no authority of the trusted root has given"));
    Files.writeString(home.resolve("root.json"), "{}");
    Command none = verify(registry.host() + "/shop:1", ADA);
    assertThat(none.exitCode()).isEqualTo(3);
    assertThat(none.err())
        .isEqualTo(
            "drydock: "
                + file("root.json")
                + " names no certificate authority or no log; it has to be a trusted_root.json\n");
  }

  @Test
  void signaturesByKeysTellOfNobody() throws Exception {
    assertThat(
            run(
                    Map.of("DRYDOCK_KEY_PASSWORD", "open sesame"),
                    words("key", "generate", "--quiet", file("release")))
                .exitCode())
        .isZero();
    assertThat(
            run(
                    Map.of("DRYDOCK_KEY_PASSWORD", "open sesame"),
                    words("sign", "--key", file("release.key"), registry.host() + "/shop:1"))
                .exitCode())
        .isZero();
    assertThat(verify(registry.host() + "/shop:1", ADA))
        .isEqualTo(refused("it is signed with a key, and tells of nobody who was certified"));
    // either is enough
    String[] both = Arrays.copyOf(ADA, ADA.length + 2);
    both[ADA.length] = "--key";
    both[ADA.length + 1] = file("release.pub");
    assertThat(verify(registry.host() + "/shop:1", both).exitCode()).isZero();
  }
}
