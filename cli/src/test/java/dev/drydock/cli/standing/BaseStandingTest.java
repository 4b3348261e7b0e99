package dev.drydock.cli.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Harbour;
import dev.drydock.cli.Run;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A gate tells which approved base an image stands upon, and is not lied to.
@Timeout(180)
class BaseStandingTest {
  @TempDir private Path home;

  private Run gate(Harbour harbour, String image, String... more) {
    List<String> args =
        new java.util.ArrayList<>(
            List.of(
                "gate",
                "--policy",
                harbour.path("policy.yaml"),
                "--advisories",
                harbour.path("feeds")));
    args.addAll(List.of(more));
    args.add(image);
    return harbour.run(args.toArray(String[]::new));
  }

  private static String status(Run run) {
    return run.out().replaceAll("(?s).*\"standing\": \\{\\s*\"status\": \"([a-z]+)\".*", "$1");
  }

  private static Harbour approved(Path home, FallibleRegistry registry) throws Exception {
    registry.push("bases/debian", "candidate-12-0123456789ab", Harbour.BASE);
    Harbour harbour = new Harbour(home, registry.host());
    String candidate = harbour.debian() + ":candidate-12-0123456789ab";
    assertThat(harbour.approve("alice", candidate).exitCode()).isZero();
    assertThat(harbour.approve("bob", candidate).exitCode()).isZero();
    return harbour;
  }

  @Test
  void imageUponAnApprovedBasePassesAndAnotherDoesNot() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      Harbour harbour = approved(home, registry);
      registry.push("shop", "1", Harbour.application(false));
      registry.push("shop", "other", Harbour.application(true));
      Run passed = gate(harbour, harbour.host() + "/shop:1", "-f", "json");
      assertThat(passed.err()).isEmpty();
      assertThat(status(passed)).isEqualTo("approved");
      assertThat(passed.exitCode()).isZero();
      assertThat(passed.out())
          .contains("\"family\": \"debian\"", "\"approvedBy\": [\"alice\", \"bob\"]")
          // the base of the report is the one that was found
          .contains("its layers are the lowest ones of this image");
      Run refused = gate(harbour, harbour.host() + "/shop:other");
      assertThat(refused.exitCode()).isEqualTo(ExitCode.GATE);
      assertThat(refused.out()).contains("its base is unapproved or revoked");

      // the next one is approved, and the first is outdated
      registry.push("bases/debian", "candidate-12-aaaaaaaaaaaa", Harbour.NEXT);
      harbour.daysPass(1);
      String next = harbour.debian() + ":candidate-12-aaaaaaaaaaaa";
      harbour.approve("alice", next);
      harbour.approve("bob", next);
      Run outdated = gate(harbour, harbour.host() + "/shop:1", "-f", "json");
      assertThat(status(outdated)).isEqualTo("outdated");
      assertThat(outdated.out())
          .contains(
              "the base is outdated: build upon "
                  + harbour.debian()
                  + ":12-20260505-"
                  + Harbour.NEXT.manifest().hex().substring(0, 12)
                  + "@"
                  + Harbour.NEXT.manifest().digest()
                  + " instead");
      assertThat(status(gate(harbour, harbour.host() + "/shop:other", "-f", "json")))
          .isEqualTo("approved");

      // an approval ends by itself, and by anybody who may
      harbour.daysPass(91);
      assertThat(status(gate(harbour, harbour.host() + "/shop:1", "-f", "json")))
          .isEqualTo("expired");
    }
  }

  @Test
  void planBuildsUponTheNewestApprovedImage() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      TarWriter vulnerable = Harbour.system("1:1.2.11");
      BuiltImage base = new ImageBuilder().layer(vulnerable).build();
      registry.push("bases/debian", "candidate-12-0123456789ab", base);
      registry.push("bases/debian", "candidate-12-aaaaaaaaaaaa", Harbour.NEXT);
      registry.push("shop", "1", new ImageBuilder().layer(vulnerable).layer(shop()).build());
      Harbour harbour = new Harbour(home, registry.host());
      for (String candidate : List.of("0123456789ab", "aaaaaaaaaaaa")) {
        String image = harbour.debian() + ":candidate-12-" + candidate;
        harbour.approve("alice", image);
        harbour.approve("bob", image);
        harbour.daysPass(1);
      }
      String newest =
          harbour.debian()
              + ":12-20260505-"
              + Harbour.NEXT.manifest().hex().substring(0, 12)
              + "@"
              + Harbour.NEXT.manifest().digest();
      Run run = gate(harbour, harbour.host() + "/shop:1", "-f", "json");
      assertThat(run.err()).isEmpty();
      assertThat(status(run)).isEqualTo("outdated");
      assertThat(run.out())
          .contains("\"kind\": \"change-base\"", "\"reference\": \"" + newest + "\"");
    }
  }

  private static TarWriter shop() {
    return new TarWriter().file("srv/shop", "shop\n");
  }

  @Test
  void revocationReachesWhatWasBuiltBefore() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      Harbour harbour = approved(home, registry);
      registry.push("shop", "1", Harbour.application(false));
      assertThat(gate(harbour, harbour.host() + "/shop:1").exitCode()).isZero();
      String lasting =
          harbour.debian() + ":12-20260504-" + Harbour.BASE.manifest().hex().substring(0, 12);
      assertThat(harbour.base("carol", "revoke", lasting).exitCode()).isZero();
      Run revoked = gate(harbour, harbour.host() + "/shop:1", "-f", "json");
      assertThat(revoked.exitCode()).isEqualTo(ExitCode.GATE);
      assertThat(status(revoked)).isEqualTo("revoked");
    }
  }

  @Test
  void sameVerdictFromCacheArchiveDocumentAndRecordedScan() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      Harbour harbour = approved(home, registry);
      for (boolean next : new boolean[] {false, true}) {
        BuiltImage application = Harbour.application(next);
        String expected = next ? "unapproved" : "approved";
        int code = next ? ExitCode.GATE : 0;
        registry.push("shop", "1", application);
        String image = harbour.host() + "/shop:1";
        Path archive = home.resolve(expected + ".tar");
        Files.write(archive, DockerArchive.of(application).bytes());
        Path sbom = home.resolve(expected + ".cdx.json");
        assertThat(
                harbour
                    .run("sbom", "-f", "cyclonedx-json", "-o", sbom.toString(), image)
                    .exitCode())
            .isZero();
        for (String input : List.of(image, image, "docker-archive:" + archive, "sbom:" + sbom)) {
          Run run = gate(harbour, input, "-f", "json");
          assertThat(run.err()).isEmpty();
          assertThat(status(run)).as(input).isEqualTo(expected);
          assertThat(run.exitCode()).as(input).isEqualTo(code);
        }
        Path scans = Files.createDirectories(home.resolve("scans-" + expected));
        assertThat(
                gate(harbour, image, "--report", "json=" + scans.resolve("scan.json")).exitCode())
            .isEqualTo(code);
        Run recorded =
            harbour.run(
                "policy",
                "test",
                "--policy",
                harbour.path("policy.yaml"),
                "--scans",
                scans.toString());
        assertThat(recorded.exitCode()).isZero();
        assertThat(recorded.out())
            .contains("It would have stopped " + (next ? 1 : 0) + " of 1 image.");
      }
    }
  }

  @Test
  void configThatClaimsTheLayersOfABaseIsNotBelieved() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      Harbour harbour = approved(home, registry);
      String claimed = new String(Harbour.BASE.config().bytes(), StandardCharsets.UTF_8);
      List<String> diffIds =
          java.util.regex.Pattern.compile("sha256:[0-9a-f]{64}")
              .matcher(claimed)
              .results()
              .map(java.util.regex.MatchResult::group)
              .toList();
      BuiltImage honest =
          new ImageBuilder()
              .layer(new TarWriter().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"))
              .layer(new TarWriter().file("usr/bin/backdoor", "x"))
              .label("org.opencontainers.image.base.digest", Harbour.BASE.manifest().digest())
              .label("org.opencontainers.image.base.name", harbour.debian() + ":12")
              .build();
      String config = new String(honest.config().bytes(), StandardCharsets.UTF_8);
      List<String> own =
          java.util.regex.Pattern.compile("sha256:[0-9a-f]{64}")
              .matcher(config.substring(config.indexOf("diff_ids")))
              .results()
              .map(java.util.regex.MatchResult::group)
              .toList();
      config = config.replace(own.get(0), diffIds.get(0)).replace(own.get(1), diffIds.get(1));
      Blob lying = Blob.of(config.getBytes(StandardCharsets.UTF_8), honest.config().mediaType());
      Blob manifest =
          Blob.of(
              new String(honest.manifest().bytes(), StandardCharsets.UTF_8)
                  .replace(honest.config().digest(), lying.digest())
                  .replace(
                      "\"size\":" + honest.config().bytes().length,
                      "\"size\":" + lying.bytes().length)
                  .getBytes(StandardCharsets.UTF_8),
              honest.manifest().mediaType());
      BuiltImage liar = new BuiltImage("linux/amd64", List.of(), manifest, lying, honest.layers());
      registry.push("shop", "liar", liar);
      Run run = gate(harbour, harbour.host() + "/shop:liar", "-f", "json");
      assertThat(status(run)).isEqualTo("unapproved");
      assertThat(run.exitCode()).isEqualTo(ExitCode.GATE);
    }
  }

  @Test
  void catalogueThatCannotBeReadKeepsTheGateShut() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      Harbour harbour = approved(home, registry);
      registry.push("shop", "1", Harbour.application(false));
      registry.fail(
          (exchange, request) -> {
            if (request.contains("/bases/") || request.contains("_catalog")) {
              FallibleRegistry.send(exchange, 403, "text/plain", new byte[0]);
              return true;
            }
            return false;
          });
      Run shut = gate(harbour, harbour.host() + "/shop:1", "-f", "json");
      assertThat(status(shut)).isEqualTo("unknown");
      assertThat(shut.exitCode()).isEqualTo(ExitCode.GATE);
      assertThat(shut.out())
          .contains(
              "nobody can tell whether its base is approved: the catalogue of approved bases");
      Files.writeString(
          home.resolve("policy.yaml"),
          harbour.policy("on-unreachable: pass", "deny: image", "[unapproved, revoked]"));
      assertThat(gate(harbour, harbour.host() + "/shop:1").exitCode()).isZero();
      Files.writeString(home.resolve("policy.yaml"), harbour.policy("", "warn: image", "unknown"));
      Run warned = gate(harbour, harbour.host() + "/shop:1");
      assertThat(warned.exitCode()).isZero();
    }
  }

  @Test
  void deployTimeAsksAnewWhatHasBecomeOfTheBase() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      Harbour harbour = approved(home, registry);
      registry.push("shop", "1", Harbour.application(false));
      String image = harbour.host() + "/shop:1";
      Path scan = home.resolve("scan.json");
      assertThat(gate(harbour, image, "--report", "json=" + scan).exitCode()).isZero();
      harbour.attest(image, "scan", scan);
      Run verified = verify(harbour, image);
      assertThat(verified.err()).isEmpty();
      assertThat(verified.out()).contains("verified: ").contains(" (scan, policy)\n");
      assertThat(verified.exitCode()).isZero();
      // nobody who is trusted has scanned it
      Run stranger =
          harbour.run(
              "verify",
              "--key",
              harbour.path("mallory.pub"),
              "--type",
              "scan",
              "--policy",
              harbour.path("policy.yaml"),
              image);
      assertThat(stranger.exitCode()).isEqualTo(ExitCode.GATE);
      assertThat(stranger.out()).contains("no trusted scan that the policy could judge");
      String lasting =
          harbour.debian() + ":12-20260504-" + Harbour.BASE.manifest().hex().substring(0, 12);
      assertThat(harbour.base("carol", "revoke", lasting).exitCode()).isZero();
      Run revoked = verify(harbour, image);
      assertThat(revoked.exitCode()).isEqualTo(ExitCode.GATE);
      assertThat(revoked.out())
          .contains("NOT VERIFIED: ")
          .contains(
              "the policy's rule approved-base stops it: its base is unapproved or revoked; it"
                  + " stands upon "
                  + lasting
                  + ", revoked by carol on 2026-05-04: carol says so\n");
    }
  }

  @Test
  void scanThatDidNotAskIsMadeUpForFromTheLayers() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      Harbour harbour = approved(home, registry);
      for (boolean next : new boolean[] {false, true}) {
        registry.push("shop", "1", Harbour.application(next));
        String image = harbour.host() + "/shop:1";
        Path scan = home.resolve("scan" + next + ".json");
        assertThat(
                harbour
                    .run(
                        "scan",
                        "--advisories",
                        harbour.path("feeds"),
                        "-f",
                        "json",
                        "-o",
                        scan.toString(),
                        image)
                    .exitCode())
            .isZero();
        harbour.attest(image, "scan", scan);
        assertThat(verify(harbour, image).exitCode()).isEqualTo(next ? ExitCode.GATE : 0);
      }
      // a scan of another image, signed as one of this
      registry.push("shop", "1", Harbour.application(false));
      String image = harbour.host() + "/shop:1";
      harbour.daysPass(1);
      harbour.attest(image, "scan", home.resolve("scantrue.json"));
      assertThat(verify(harbour, image).out()).contains("the trusted scan is one of another image");
    }
  }

  private static Run verify(Harbour harbour, String image) {
    return harbour.run(
        "verify",
        "--key",
        harbour.path("pipeline.pub"),
        "--type",
        "scan",
        "--max-age",
        "30d",
        "--policy",
        harbour.path("policy.yaml"),
        image);
  }

  @Test
  void nobodyAsksARegistryWhereThePolicyDoesNot() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      Harbour harbour = approved(home, registry);
      registry.push("shop", "1", Harbour.application(false));
      int before = registry.requests().size();
      Run plain =
          harbour.run(
              "gate",
              "--policy",
              "drydock:default",
              "--advisories",
              harbour.path("feeds"),
              "-f",
              "json",
              harbour.host() + "/shop:1");
      assertThat(plain.out()).contains("\"standing\": null");
      assertThat(registry.requests().subList(before, registry.requests().size()))
          .noneMatch(one -> one.contains("/bases/"));
      Run scan =
          harbour.run(
              "scan",
              "--bases",
              harbour.path("policy.yaml"),
              "--advisories",
              harbour.path("feeds"),
              "-f",
              "json",
              harbour.host() + "/shop:1");
      assertThat(scan.err()).isEmpty();
      assertThat(status(scan)).isEqualTo("approved");
    }
  }
}
