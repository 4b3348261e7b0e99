package dev.drydock.cli.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Harbour;
import dev.drydock.cli.Run;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.RegistryServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Approval of what `bases.yaml` declares: its tags, its people, its support.
@Timeout(180)
class BaseDeclaredTest {
  private static final String DIGEST = Harbour.BASE.manifest().digest();

  @TempDir private Path home;
  @TempDir private Path store;

  private static String declaration(String host) {
    return """
        bases: 1
        registry: %s/bases
        approval:
          approvers:
            - { name: alice@example.org, key: alice.pub }
            - { name: bob@example.org, key: [bob.pub, bob2.pub] }
          required: 2
          expires: 30d
        families:
          linux:
            owner: platform@example.org
            variants:
              "12":
                source: { image: docker.io/library/debian@sha256:%s }
                support: { until: 2026-06-30 }
                repository: debian
                tags: ["12", "12-bookworm"]
              edge:
                source: { image: docker.io/library/debian@sha256:%s }
                repository: debian
                approval: { required: 1 }
        """
        .formatted(host, "a".repeat(64), "b".repeat(64));
  }

  private static Run decide(Harbour harbour, String person, String command, String image) {
    return harbour.run(
        "base",
        command,
        "--bases",
        harbour.path("bases.yaml"),
        "--key",
        harbour.path(person + ".key"),
        "--reason",
        "well made",
        "--without-evidence",
        "a test",
        image);
  }

  @Test
  void tagsPeopleAndSupportAreThoseOfTheDeclaration() throws Exception {
    try (RegistryServer registry = RegistryServer.start(store)) {
      registry.push("bases/debian", "candidate-12-0123456789ab", Harbour.BASE);
      registry.push("bases/debian", "candidate-edge-0123456789ab", Harbour.NEXT);
      Harbour harbour = new Harbour(home, registry.host());
      Files.writeString(home.resolve("bases.yaml"), declaration(registry.host()));
      String candidate = harbour.debian() + ":candidate-12-0123456789ab";
      assertThat(decide(harbour, "carol", "approve", candidate).err())
          .isEqualTo(
              "drydock: the key belongs to nobody who may approve "
                  + candidate
                  + "; approvers are named in bases.yaml\n");
      assertThat(decide(harbour, "alice", "approve", candidate).out())
          .endsWith(": approved by alice@example.org; 1 more is needed, of bob@example.org\n");
      String lasting = "12-20260504-" + DIGEST.substring(7, 19);
      assertThat(decide(harbour, "bob2", "approve", candidate).out())
          .endsWith(
              ": approved by alice@example.org and bob@example.org until 2026-06-03\n"
                  + lasting
                  + " stands for it\n12 stands for it\n12-bookworm stands for it\n");
      assertThat(
              harbour
                  .run(
                      "base",
                      "approve",
                      "--bases",
                      harbour.path("bases.yaml"),
                      "--key",
                      harbour.path("alice.key"),
                      "--reason",
                      "x",
                      "--variant",
                      "13",
                      candidate)
                  .err())
          .isEqualTo(
              "drydock: bases.yaml has no variant 13 in "
                  + harbour.debian()
                  + "; declare it there, or name its candidate\n");
      // a variant may ask for fewer
      assertThat(
              decide(harbour, "bob", "approve", harbour.debian() + ":candidate-edge-0123456789ab")
                  .out())
          .contains(": approved by bob@example.org until 2026-06-03\n")
          .contains("edge stands for it\n");
      Run list = harbour.run("base", "list", "--bases", harbour.path("bases.yaml"), "linux");
      assertThat(list.err()).isEmpty();
      assertThat(list.out().lines().map(line -> line.replaceAll(" +", " ")))
          .containsExactly(
              "FAMILY VARIANT TAG DIGEST STATE APPROVED BY AGE SUPPORT PACKAGES FINDINGS",
              "linux 12 "
                  + lasting
                  + " "
                  + DIGEST.substring(0, 19)
                  + " approved alice@example.org, bob@example.org 0 days 2026-06-30 - -",
              "linux edge edge-20260504-"
                  + Harbour.NEXT.manifest().hex().substring(0, 12)
                  + " "
                  + Harbour.NEXT.manifest().digest().substring(0, 19)
                  + " approved bob@example.org 0 days - - -");
    }
  }

  @Test
  void whoWasInterruptedFinishesByAnotherRun() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("bases/debian", "candidate-12-0123456789ab", Harbour.BASE);
      Harbour harbour = new Harbour(home, registry.host());
      Files.writeString(home.resolve("bases.yaml"), declaration(registry.host()));
      String candidate = harbour.debian() + ":candidate-12-0123456789ab";
      decide(harbour, "alice", "approve", candidate);
      String lasting = "12-20260504-" + DIGEST.substring(7, 19);
      for (String tag : new String[] {lasting, "12", "12-bookworm"}) {
        // the registry refuses to go on at this tag
        registry.fail(
            (exchange, request) -> {
              if (request.equals("PUT /v2/bases/debian/manifests/" + tag)) {
                FallibleRegistry.send(exchange, 400, "text/plain", new byte[0]);
                return true;
              }
              return false;
            });
        Run cut = decide(harbour, "bob", "approve", candidate);
        assertThat(cut.exitCode()).as(tag).isEqualTo(ExitCode.INPUT);
        assertThat(cut.err().lines()).hasSize(1);
        assertThat(registry.get("bases/debian/manifests/" + tag)).isNull();
      }
      registry.fail((_, _) -> false);
      assertThat(decide(harbour, "bob", "approve", candidate).out())
          .endsWith(
              lasting
                  + " stands for it already\n12 stands already for it\n12-bookworm stands for"
                  + " it\n");
      // one decision of each, however often it was tried
      assertThat(registry.referrers("bases/debian", DIGEST)).hasSize(2);
    }
  }

  @Test
  void mistakesOfTheDeclarationAreTold() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      Harbour harbour = new Harbour(home, registry.host());
      Files.writeString(
          home.resolve("bases.yaml"),
          declaration(registry.host()).replace("required: 2", "required: 3"));
      Run run = harbour.run("base", "list", "--bases", harbour.path("bases.yaml"));
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("bases.yaml:7:").contains("only 2 may");
    }
  }

  @Test
  void evidenceCountsThatTheDeclaredKeyHasSigned() throws Exception {
    try (RegistryServer registry = RegistryServer.start(store)) {
      registry.push("bases/debian", "candidate-12-0123456789ab", Harbour.BASE);
      Harbour harbour = new Harbour(home, registry.host());
      String candidate = harbour.debian() + ":candidate-12-0123456789ab";
      harbour.evidence(candidate);
      Files.writeString(home.resolve("bases.yaml"), declaration(registry.host()));
      Run refused = approve(harbour, candidate);
      assertThat(refused.exitCode()).isEqualTo(ExitCode.INPUT);
      assertThat(refused.err())
          .contains(
              "(trusted are the keys of the approvers, of `evidence` in bases.yaml, and of"
                  + " --evidence-key; ");
      Files.writeString(
          home.resolve("bases.yaml"),
          declaration(registry.host()) + "evidence: { key: pipeline.pub }\n");
      Run approved = approve(harbour, candidate);
      assertThat(approved.err()).isEmpty();
      assertThat(approved.out())
          .endsWith(": approved by alice@example.org; 1 more is needed, of bob@example.org\n");
    }
  }

  private static Run approve(Harbour harbour, String image) {
    return harbour.run(
        "base",
        "approve",
        "--bases",
        harbour.path("bases.yaml"),
        "--key",
        harbour.path("alice.key"),
        "--reason",
        "well made",
        image);
  }
}
