package dev.drydock.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.attest.Expectations;
import dev.drydock.attest.Verification;
import dev.drydock.attest.Verifier;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.image.Digest;
import dev.drydock.image.Platform;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import dev.drydock.promotion.copy.Copied;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.RegistryServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An image goes from one real registry to another, with all that lies beside it.
@Timeout(120)
class PromoterTest {
  private static final BuiltImage AMD = Ways.image("shop", "linux/amd64", 1);
  private static final BuiltImage ARM = Ways.image("shop", "linux/arm64", 2);
  private static final Blob INDEX = BuiltImage.index(AMD, ARM);

  @TempDir private Path directory;

  private RegistryServer server(String name, RegistryServer.Option... options) throws Exception {
    return RegistryServer.start(Files.createDirectory(directory.resolve(name)), options);
  }

  private static void pushIndex(RegistryServer source) throws Exception {
    source.push("team/shop", AMD);
    source.push("team/shop", ARM);
    source.pushManifest("team/shop", "1.4", INDEX);
    Ways.sign(Ways.repository(source.host() + "/team/shop:1.4"));
    Ways.sign(Ways.repository(source.host() + "/team/shop@" + ARM.manifest().digest()));
  }

  @Test
  void allPlatformsArriveAsTheyWereBehindLoginAndTls() throws Exception {
    try (RegistryServer source = server("source");
        RegistryServer target =
            server("target", RegistryServer.Option.LOGIN, RegistryServer.Option.TLS)) {
      pushIndex(source);
      Skopeo skopeo = new Skopeo(directory);
      String[] secured = skopeo.secured(target, "--");
      List<String> judged = Collections.synchronizedList(new ArrayList<>());
      RegistryRepository from = Ways.repository(source.host() + "/team/shop:1.4");
      RegistryRepository to = Ways.secured(target, "prod/shop:1.4");
      Outcome outcome =
          Ways.promote(
              Ways.promotion(from, to, List.of()),
              (image, platform) -> {
                judged.add(image.digest() + " " + platform);
                return Ways.PASS;
              });
      assertThat(judged)
          .containsExactly(
              AMD.manifest().digest() + " linux/amd64", ARM.manifest().digest() + " linux/arm64");
      assertPromoted(outcome);
      assertThat(skopeo.raw(target.host() + "/prod/shop:1.4", secured))
          .isEqualTo(new String(INDEX.bytes(), StandardCharsets.UTF_8));
      Path copy =
          skopeo.copyAll(
              target.host() + "/prod/shop:1.4",
              "copy",
              secured[0].replace("--", "--src-"),
              secured[1].replace("--", "--src-"));
      assertThat(Files.readString(copy.resolve("index.json"))).contains(INDEX.digest());
      for (BuiltImage image : List.of(AMD, ARM)) {
        for (Blob blob : image.blobs()) {
          assertThat(copy.resolve("blobs/sha256").resolve(blob.hex()))
              .hasBinaryContent(blob.bytes());
        }
      }
      assertVerified(to);
      for (String end : List.of(".sig", ".att")) {
        String tag = ":sha256-" + ARM.manifest().hex() + end;
        assertThat(skopeo.raw(target.host() + "/prod/shop" + tag, secured))
            .isEqualTo(skopeo.raw(source.host() + "/team/shop" + tag, "--tls-verify=false"));
      }
      assertStatement(to, source.host(), target.host());
    }
  }

  private static void assertPromoted(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Promoted.class,
            promoted -> {
              assertThat(promoted.digest()).hasToString(INDEX.digest());
              assertThat(promoted.notes()).isEmpty();
              assertThat(promoted.attested()).isTrue();
              // of each subject: signature and test, as bundles, and cosign's two tags
              assertThat(promoted.companions()).isEqualTo(8);
              assertThat(promoted.judged())
                  .extracting(Judged::platform)
                  .containsExactly(Platform.parse("linux/amd64"), Platform.parse("linux/arm64"));
              assertThat(promoted.copied().present()).isZero();
              assertThat(promoted.copied().mounted()).isZero();
              assertThat(promoted.copied().copied()).isGreaterThan(6);
            });
  }

  /// What was signed at the source holds where it is now, for index and image.
  private static void assertVerified(RegistryRepository to) throws Exception {
    for (String digest : List.of(INDEX.digest(), ARM.manifest().digest())) {
      Verification verification =
          new Verifier(
                  to,
                  List.of(Ways.KEY.verificationKey()),
                  Limits.defaults(),
                  InstantSource.fixed(Ways.NOW))
              .verify(to.manifest(Digest.parse(digest)), Expectations.none());
      assertThat(verification.signed()).isTrue();
      assertThat(verification.untrusted()).isEmpty();
      assertThat(verification.warnings()).isEmpty();
      assertThat(verification.trusted(PredicateType.TEST.uri())).hasSize(2);
    }
  }

  private static void assertStatement(RegistryRepository to, String source, String target)
      throws Exception {
    Json predicate =
        new Verifier(
                to,
                List.of(Ways.KEY.verificationKey()),
                Limits.defaults(),
                InstantSource.fixed(Ways.NOW))
            .verify(to.resolve(), Expectations.none())
            .newest(PredicateType.PROMOTION.uri())
            .orElseThrow()
            .predicate();
    String images =
        "[{\"digest\":\"%s\",\"platform\":\"linux/amd64\",\"violations\":[],\"excused\":[]},{\"digest\":\"%s\",\"platform\":\"linux/arm64\",\"violations\":[],\"excused\":[]}]"
            .formatted(AMD.manifest().digest(), ARM.manifest().digest());
    assertThat(CompactJson.text(predicate))
        .isEqualTo(
            "{\"source\":{\"reference\":\"%s/team/shop:1.4\",\"digest\":\"%s\"},\"destination\":{\"reference\":\"%s/prod/shop:1.4\"},\"verdict\":{\"result\":\"passed\",\"policy\":\"the test's policy\",\"digest\":\"sha256:%s\",\"images\":%s},\"by\":\"ada\",\"attestedAt\":\"2026-05-04T03:02:01Z\"}"
                .formatted(
                    source,
                    INDEX.digest(),
                    target,
                    Blob.sha256(images.getBytes(StandardCharsets.UTF_8)),
                    images));
  }

  @Test
  void whatIsThereIsNotCopiedAgainAndNotToldAgain() throws Exception {
    try (RegistryServer source = server("source");
        RegistryServer target = server("target")) {
      pushIndex(source);
      Promotion promotion =
          Ways.promotion(source.host() + "/team/shop:1.4", target.host() + "/prod/shop:1.4");
      Ways.promote(promotion, Ways.LENIENT);
      List<Descriptor> before =
          promotion.destination().referrers(Digest.parse(INDEX.digest())).manifests();
      assertThat(before).hasSize(3);
      assertThat(Ways.promote(promotion, Ways.LENIENT))
          .isInstanceOfSatisfying(
              Outcome.Promoted.class,
              again -> {
                assertThat(again.attested()).isFalse();
                assertThat(again.copied().copied()).isZero();
                assertThat(again.copied().bytes()).isZero();
                assertThat(again.copied().present()).isGreaterThan(6);
              });
      assertThat(promotion.destination().referrers(Digest.parse(INDEX.digest())).manifests())
          .isEqualTo(before);
      // under another tag it is told, and only that is new
      Promotion other =
          Ways.promotion(source.host() + "/team/shop:1.4", target.host() + "/prod/shop:stable");
      assertThat(Ways.promote(other, Ways.LENIENT))
          .isInstanceOfSatisfying(
              Outcome.Promoted.class, one -> assertThat(one.attested()).isTrue());
      assertThat(promotion.destination().referrers(Digest.parse(INDEX.digest())).manifests())
          .hasSize(4);
    }
  }

  @Test
  void withinOneRegistryBlobsAreMounted() throws Exception {
    try (RegistryServer server = server("one")) {
      server.push("dev", "1", AMD);
      assertThat(
              Ways.promote(
                  Ways.promotion(server.host() + "/dev:1", server.host() + "/prod:1"),
                  Ways.LENIENT))
          .isInstanceOfSatisfying(
              Outcome.Promoted.class,
              promoted -> assertThat(promoted.copied()).isEqualTo(new Copied(0, 0, 3, 0)));
      assertThat(new Skopeo(directory).raw(server.host() + "/prod:1", "--tls-verify=false"))
          .isEqualTo(new String(AMD.manifest().bytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void withoutAKeyAPlainStatementIsLeft() throws Exception {
    try (RegistryServer server = server("one")) {
      server.push("dev", "1", AMD);
      RegistryRepository to = Ways.repository(server.host() + "/prod:1");
      Promotion promotion =
          new Promotion(
              Ways.repository(server.host() + "/dev:1"), to, "1", List.of(), null, "ada", "none");
      for (boolean first : new boolean[] {true, false}) {
        assertThat(Ways.promote(promotion, Ways.LENIENT))
            .isInstanceOfSatisfying(
                Outcome.Promoted.class,
                promoted -> assertThat(promoted.attested()).isEqualTo(first));
      }
      assertThat(to.referrers(to.resolve().digest()).manifests())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.artifactType()).isEqualTo("application/vnd.in-toto+json");
                assertThat(one.annotations())
                    .containsEntry("dev.drydock.promotion.source", server.host() + "/dev:1")
                    .containsEntry("dev.drydock.promotion.destination", server.host() + "/prod:1")
                    .hasSize(4);
              });
    }
  }

  @Test
  void dryRunSaysWhatWouldBeAndWritesNothing() throws Exception {
    try (RegistryServer source = server("source");
        RegistryServer target = server("target");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      pushIndex(source);
      Promotion promotion =
          Ways.promotion(source.host() + "/team/shop:1.4", target.host() + "/prod/shop:1.4");
      Outcome.Foreseen foreseen = Ways.promoter(threads).foresee(promotion, Ways.LENIENT);
      assertThat(foreseen.passes()).isTrue();
      assertThat(foreseen.graph().companions()).hasSize(8);
      assertThat(foreseen.blobs().present()).isEmpty();
      assertThat(foreseen.blobs().missing().size()).isGreaterThan(6);
      assertThat(foreseen.notes()).isEmpty();
      assertThat(Ways.promoter(threads).foresee(promotion, (_, _) -> Ways.STOP).passes()).isFalse();
      assertThat(directory.resolve("target/data")).doesNotExist();
    }
  }
}
