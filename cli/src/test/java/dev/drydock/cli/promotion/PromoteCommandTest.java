package dev.drydock.cli.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Bakery;
import dev.drydock.cli.Run;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Images are promoted as a user does it: by arguments, by what the policy says, by a list.
@Timeout(120)
class PromoteCommandTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "DRYDOCK_KEY_PASSWORD", "open sesame",
          "SOURCE_DATE_EPOCH", "1787400000",
          "USER", "ada");
  private static final BuiltImage GOOD = image("zlib1g", "1:1.2.13.dfsg-1", "10001");
  private static final BuiltImage BAD = image("libssl3", "3.0.14-1~deb12u2", "10001");

  @TempDir private Path home;
  private FallibleRegistry dev;
  private FallibleRegistry prod;

  private static BuiltImage image(String name, String version, String user) {
    return new ImageBuilder()
        .label("user", user)
        .layer(
            new TarWriter()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n")
                .file(
                    "var/lib/dpkg/status",
                    "Package: %s\nStatus: install ok installed\nArchitecture: amd64\nSource: %s\nVersion: %s\n\n"
                        .formatted(name, name.equals("libssl3") ? "openssl" : "zlib", version)),
            "COPY . /")
        .build();
  }

  @BeforeEach
  void start() throws Exception {
    dev = new FallibleRegistry();
    prod = new FallibleRegistry();
    dev.push("shop", "1", GOOD);
    dev.push("shop", "2", BAD);
    Bakery.advisories(home.resolve("feeds"));
    policy("");
  }

  @AfterEach
  void stop() {
    dev.close();
    prod.close();
  }

  private void policy(String more) throws IOException {
    Files.writeString(
        home.resolve("drydock.yaml"),
        "policy: 1\nrules:\n  critical: { deny: findings, when: { severity: critical } }\n" + more);
  }

  private Run promote(String... more) {
    return promote(ENVIRONMENT, more);
  }

  private Run promote(Map<String, String> environment, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "promote",
                "--advisories",
                home.resolve("feeds").toString(),
                "--policy",
                home.resolve("drydock.yaml").toString()));
    all.addAll(List.of(more));
    return Run.in(home, environment, all.toArray(String[]::new));
  }

  private static void assertNothingSeen(FallibleRegistry registry) {
    assertThat(registry.paths()).noneMatch(path -> path.contains("/manifests/"));
  }

  @Test
  void whatPassesIsPromotedByItsDigest() {
    String digest = GOOD.manifest().digest();
    assertThat(promote(dev.host() + "/shop:1", prod.host() + "/live/shop"))
        .isEqualTo(
            new Run(
                0,
                "promoted: %s/live/shop:1@%s (from %s/shop:1): 2 blobs copied (0.0 MB)\n"
                    .formatted(prod.host(), digest, dev.host()),
                ""));
    assertThat(prod.get("live/shop/manifests/1"))
        .extracting(Blob::bytes)
        .isEqualTo(GOOD.manifest().bytes());
    assertThat(promote("registry:" + dev.host() + "/shop@" + digest, prod.host() + "/live:x"))
        .satisfies(
            run -> {
              assertThat(run.exitCode()).isZero();
              assertThat(prod.get("live/manifests/x")).isNotNull();
            });
  }

  @Test
  void whatDoesNotPassIsRefusedWithThePlan() {
    Run run = promote(dev.host() + "/shop:2", prod.host() + "/live/shop");
    assertThat(run.exitCode()).isEqualTo(ExitCode.GATE);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("BLOCKED by 1 rule", "CVE-2024-5535 in libssl3 3.0.14-1~deb12u2", "→ Upgrade")
        .endsWith(
            "REFUSED: %s/shop:2 (%s) does not go to %s/live/shop:2: the policy stops this image: 1 objection by 1 rule\n"
                .formatted(dev.host(), BAD.manifest().digest(), prod.host()));
    assertNothingSeen(prod);
  }

  @Test
  void dryRunWritesNothing() throws Exception {
    Run run =
        promote("--dry-run", "--format", "json", dev.host() + "/shop:1", prod.host() + "/live");
    assertThat(run.exitCode()).isZero();
    Json document =
        new JsonReader(Limits.defaults())
            .read(run.out().getBytes(StandardCharsets.UTF_8), "the report");
    assertThat(document.integer("schemaVersion")).hasValue(1L);
    Json only = document.items("promotions").getFirst();
    assertThat(only.text("outcome")).isEqualTo("would-promote");
    assertThat(only.text("digest")).isEqualTo(GOOD.manifest().digest());
    assertThat(only.get("blobs").orElseThrow().items("missing"))
        .extracting(blob -> blob.text("digest"))
        .containsExactly(GOOD.layers().getFirst().digest(), GOOD.config().digest());
    assertThat(only.items("images").getFirst().get("passes")).contains(new Json.Bool(true));
    assertThat(prod.paths()).isEmpty();
    Run refused = promote("--dry-run", dev.host() + "/shop:2", prod.host() + "/live");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.GATE);
    assertThat(refused.out()).contains("WOULD BE REFUSED: " + dev.host() + "/shop:2 to ");
    assertThat(prod.paths()).isEmpty();
  }

  @Test
  void policyKnowsWhereToAndWhatIsNeeded() throws Exception {
    Run.in(home, ENVIRONMENT, "key", "generate", home.resolve("ci").toString());
    policy(
        "downstream:\n  - { from: '%s/*', to: '%s/live/*', require: signature, keys: ci.pub, key: '%s' }\n"
            .formatted(dev.host(), prod.host(), home.resolve("ci.key")));
    String none = "no trusted signature lies beside " + GOOD.manifest().digest();
    Run refused = promote(dev.host() + "/shop:1");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.GATE);
    assertThat(refused.out()).endsWith("/live/shop:1: " + none + "\n");
    assertNothingSeen(prod);
    String key = home.resolve("ci.key").toString();
    assertThat(Run.in(home, ENVIRONMENT, "sign", "--key", key, dev.host() + "/shop:1").exitCode())
        .isZero();
    Run promoted = promote(dev.host() + "/shop:1");
    assertThat(promoted.err()).isEmpty();
    assertThat(promoted.out()).contains("with 1 document beside it");
    assertThat(
            Run.in(
                home,
                ENVIRONMENT,
                "verify",
                "--key",
                home.resolve("ci.pub").toString(),
                "--type",
                "signature,promotion",
                prod.host() + "/live/shop:1"))
        .satisfies(
            verified -> {
              assertThat(verified.exitCode()).isZero();
              assertThat(verified.out()).contains("promotion", "2026-08-22T12:00:00Z");
            });
    Run elsewhere = promote(dev.host() + "/shop:1", prod.host() + "/elsewhere");
    assertThat(elsewhere.exitCode()).isEqualTo(ExitCode.GATE);
    assertThat(elsewhere.err())
        .isEqualTo(
            "drydock: no way downstream of the policy leads from %s/shop to %s/elsewhere; see `drydock policy explain`\n"
                .formatted(dev.host(), prod.host()));
    Run unknown = promote("other.example.org/shop:1");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("no way downstream of the policy is for images of other.ex");
  }

  @Test
  void listIsDoneToItsEnd() throws Exception {
    Path list =
        Files.writeString(
            home.resolve("release.txt"),
            "# the release\n%1$s/shop:1  %2$s/live/shop   # first\n\n%1$s/shop:2 %2$s/live/shop\n%1$s/shop:3 %2$s/live/shop\n"
                .formatted(dev.host(), prod.host()));
    Run run = promote("--from-list", list.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.GATE);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "promoted: " + prod.host() + "/live/shop:1@",
            "REFUSED: " + dev.host() + "/shop:2 (",
            "FAILED: " + dev.host() + "/shop:3: " + dev.host() + " has no image ")
        .endsWith("3 images: 1 promoted, 1 refused, 1 failed\n");
    assertThat(prod.paths()).noneMatch(path -> path.endsWith("/manifests/2"));
    Files.writeString(list, dev.host() + "/shop:3 " + prod.host() + "/live/shop\n");
    assertThat(promote("--from-list", list.toString()).exitCode()).isEqualTo(ExitCode.INPUT);
  }

  @Test
  void whatMakesNoSenseIsToldBeforeAnythingIsAsked() throws Exception {
    Path wrong = Files.writeString(home.resolve("wrong.txt"), "a/b c/d e/f\n");
    Path empty = Files.writeString(home.resolve("empty.txt"), "# nothing\n");
    Map<List<String>, String> wrongs = new HashMap<>();
    wrongs.put(List.of(), "promote needs an image in a registry");
    wrongs.put(List.of("a.b/c:1"), "name a destination after the image, or write `downstream`");
    wrongs.put(List.of("a.b/c:1", "a.b/c"), "source and destination are the same, a.b/c:1");
    wrongs.put(
        List.of("a.b/c@sha256:" + "0".repeat(64), "d.e/f"), "so that its destination needs a tag");
    wrongs.put(List.of("a.b/c:1", "d.e/f@sha256:" + "0".repeat(64)), "names a digest");
    wrongs.put(List.of("oci-dir:build", "d.e/f"), "promoted from registry to registry; push");
    wrongs.put(List.of("A B", "d.e/f"), "not an image reference");
    wrongs.put(List.of("--offline", "a.b/c", "d.e/f"), "--offline forbids it");
    wrongs.put(List.of("--from-list", wrong.toString()), "wrong.txt:1: a line is SRC DST");
    wrongs.put(List.of("--from-list", empty.toString()), "names no image");
    wrongs.put(List.of("--from-list", empty.toString(), "a.b/c"), "leave the others out");
    wrongs.forEach(
        (arguments, message) -> {
          Run run = promote(arguments.toArray(String[]::new));
          assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
          assertThat(run.err()).contains(message).matches("drydock: [^\n]*\n");
          assertThat(run.out()).isEmpty();
        });
    assertThat(dev.requests()).isEmpty();
  }
}
