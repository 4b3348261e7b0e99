package dev.drydock.cli.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Harbour;
import dev.drydock.cli.Run;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.RegistryServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Base images are approved, deprecated, retired and revoked, as people do it.
@Timeout(180)
class BaseCommandsTest {
  private static final String DIGEST = Harbour.BASE.manifest().digest();
  private static final String LASTING = "12-20260504-" + DIGEST.substring(7, 19);

  @TempDir private Path home;
  @TempDir private Path store;

  @Test
  void twoPeopleApproveAndTheImageGetsItsTags() throws Exception {
    try (RegistryServer registry = RegistryServer.start(store)) {
      registry.push("bases/debian", "candidate-12-0123456789ab", Harbour.BASE);
      Harbour harbour = new Harbour(home, registry.host());
      String candidate = harbour.debian() + ":candidate-12-0123456789ab";
      String name = harbour.debian() + "@" + DIGEST;

      assertThat(harbour.approve("alice", candidate))
          .isEqualTo(
              new Run(0, name + ": approved by alice; 1 more is needed, of bob, carol\n", ""));
      // once more is the same
      assertThat(harbour.approve("alice", candidate).out())
          .isEqualTo(name + ": approved by alice; 1 more is needed, of bob, carol\n");
      assertThat(harbour.approve("bob", candidate))
          .isEqualTo(
              new Run(
                  0,
                  name
                      + ": approved by alice and bob until 2026-08-02\n"
                      + LASTING
                      + " stands for it\n12 stands for it\n",
                  ""));
      // a run after one that was interrupted finishes, and after one that was not does nothing
      assertThat(harbour.approve("bob", candidate).out())
          .endsWith(LASTING + " stands for it already\n12 stands already for it\n");

      Run list = harbour.look("list");
      assertThat(list.err()).isEmpty();
      assertThat(list.out())
          .isEqualTo(
              "FAMILY  VARIANT  TAG                       DIGEST               STATE     APPROVED BY"
                  + "  AGE     SUPPORT  PACKAGES  FINDINGS\ndebian  12       "
                  + LASTING
                  + "  "
                  + DIGEST.substring(0, 19)
                  + "  approved  alice, bob   0 days  -        -         -\n");
      Run history = harbour.look("history", "debian/12");
      assertThat(history.out())
          .contains(
              "  2026-05-04  approved by alice: alice says so; until 2026-08-02T03:02:",
              "; without evidence, since a test\n",
              "  2026-05-04  approved by bob: bob says so");
      assertThat(harbour.look("show", "--format", "json", harbour.debian() + ":12").out())
          .contains("\"state\": \"approved\"", "\"approvedBy\": [\"alice\", \"bob\"]");
    }
  }

  @Test
  void twoAtTheSameMomentBothCount() throws Exception {
    try (RegistryServer registry = RegistryServer.start(store)) {
      registry.push("bases/debian", "candidate-12-0123456789ab", Harbour.BASE);
      Harbour harbour = new Harbour(home, registry.host());
      String candidate = harbour.debian() + ":candidate-12-0123456789ab";
      try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
        List<Callable<Run>> tasks =
            List.of(
                () -> harbour.approve("alice", candidate),
                () -> harbour.approve("bob", candidate),
                () -> harbour.approve("carol", candidate));
        for (Future<Run> one : threads.invokeAll(tasks)) {
          assertThat(one.get().err()).isEmpty();
          assertThat(one.get().exitCode()).isZero();
        }
      }
      assertThat(harbour.look("show", "-f", "json", harbour.debian() + ":12").out())
          .contains("\"state\": \"approved\"")
          .containsOnlyOnce("\"by\": \"alice\"")
          .containsOnlyOnce("\"by\": \"bob\"")
          .containsOnlyOnce("\"by\": \"carol\"");
    }
  }

  @Test
  void whoMayNotIsToldSo() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("bases/debian", "candidate-12-0123456789ab", Harbour.BASE);
      Harbour harbour = new Harbour(home, registry.host());
      String candidate = harbour.debian() + ":candidate-12-0123456789ab";
      assertThat(harbour.approve("mallory", candidate))
          .isEqualTo(
              new Run(
                  ExitCode.INPUT,
                  "",
                  "drydock: the key belongs to nobody who may approve "
                      + candidate
                      + "; approvers are named in the policy\n"));
      assertThat(registry.requests()).noneMatch(one -> one.startsWith("PUT"));
      // two keys of one person are one person
      assertThat(harbour.approve("bob", candidate).exitCode()).isZero();
      assertThat(harbour.approve("bob2", candidate).out())
          .endsWith(": approved by bob; 1 more is needed, of alice, carol\n");
      assertThat(registry.get("bases/debian/manifests/12")).isNull();
      // nor does it help to sign a decision by hand
      harbour.sign("mallory", candidate);
      assertThat(harbour.approve("bob", candidate).out())
          .endsWith(
              ": approved by bob; 1 more is needed, of alice, carol\n"
                  + "does not count: nobody on the list of approvers has signed it so\n");
      assertThat(harbour.look("show", candidate).out())
          .contains("  refused     nobody on the list of approvers has signed it so\n");
    }
  }

  @Test
  void evidenceHasToBeThere() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("bases/debian", "candidate-12-0123456789ab", Harbour.BASE);
      Harbour harbour = new Harbour(home, registry.host());
      String candidate = harbour.debian() + ":candidate-12-0123456789ab";
      Run without = harbour.base("alice", "approve", candidate);
      assertThat(without.exitCode()).isEqualTo(ExitCode.INPUT);
      assertThat(without.err())
          .contains(
              "is not approved: no trusted hardening lies beside it; no trusted test lies beside"
                  + " it; no trusted scan lies beside it; no trusted verdict lies beside it");
      harbour.evidence(candidate);
      // signed by a key that nobody named
      assertThat(harbour.base("alice", "approve", candidate).exitCode()).isEqualTo(ExitCode.INPUT);
      String key = harbour.path("pipeline.pub");
      Run approved = harbour.base("alice", "approve", candidate, "--evidence-key", key);
      assertThat(approved.err()).isEmpty();
      assertThat(approved.exitCode()).isZero();
      String shown = harbour.look("show", "-f", "json", candidate).out();
      assertThat(shown)
          .contains(
              "\"withoutEvidence\": null",
              "\"predicateType\": \"https://drydock.dev/attestation/hardening/v1\"",
              "\"predicateType\": \"https://drydock.dev/attestation/verdict/v1\"");
      // what the scan found is told from the document that was looked at
      assertThat(harbour.look("list", "-f", "json").out())
          .contains("\"packages\": 7", "\"vulnerabilities\": 3");
      // the newest counts
      harbour.attest(
          candidate,
          "verdict",
          Files.writeString(home.resolve("failed.json"), "{\"result\":\"failed\"}"));
      assertThat(harbour.base("bob", "approve", candidate, "--evidence-key", key).err())
          .contains("is not approved: the newest trusted verdict says: failed (trusted are");
      assertThat(
              harbour
                  .base("bob", "approve", candidate, "--evidence-key", key, "--evidence", "test")
                  .out())
          .contains("approved by alice and bob");
    }
  }

  @Test
  void movingTagsStandForTheNewestThatIsApproved() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("bases/debian", "candidate-12-0123456789ab", Harbour.BASE);
      registry.push("bases/debian", "candidate-12-aaaaaaaaaaaa", Harbour.NEXT);
      Harbour harbour = new Harbour(home, registry.host());
      String first = harbour.debian() + ":candidate-12-0123456789ab";
      String second = harbour.debian() + ":candidate-12-aaaaaaaaaaaa";
      harbour.approve("alice", first);
      harbour.approve("bob", first);
      assertThat(standsFor(registry, "12")).isEqualTo(DIGEST);
      harbour.daysPass(1);
      harbour.approve("alice", second);
      assertThat(standsFor(registry, "12")).isEqualTo(DIGEST);
      harbour.approve("bob", second);
      String next = Harbour.NEXT.manifest().digest();
      assertThat(standsFor(registry, "12")).isEqualTo(next);
      // a late third approval of the older one moves nothing back
      String lasting = "12-20260505-" + next.substring(7, 19);
      assertThat(harbour.approve("carol", first).out())
          .contains("12 stands already for " + harbour.debian() + ":" + lasting + "\n");
      assertThat(standsFor(registry, "12")).isEqualTo(next);

      Run deprecated =
          harbour.base(
              "carol",
              "deprecate",
              harbour.debian() + ":" + LASTING,
              "--replacement",
              harbour.debian() + ":13");
      assertThat(deprecated.err()).isEmpty();
      assertThat(deprecated.out())
          .contains(
              ": deprecated by carol on 2026-05-05: carol says so; take "
                  + harbour.debian()
                  + ":13\n");
      Run revoked = harbour.base("carol", "revoke", harbour.debian() + ":" + lasting);
      assertThat(revoked.out())
          .contains(": revoked by carol on 2026-05-05: carol says so\n")
          .contains("12 still stands for it, as no other is approved; take the tag away\n");
      assertThat(harbour.approve("alice", second).err())
          .contains("is revoked by carol on 2026-05-05: carol says so; only carol can take that");
      assertThat(harbour.approve("carol", second).out()).contains(": approved by ");
      Run retired = harbour.base("alice", "retire", harbour.debian() + ":" + lasting);
      assertThat(retired.out()).contains(": retired by alice on 2026-05-05: alice says so");
      assertThat(harbour.look("list", "debian").out()).contains("  deprecated  ", "  retired  ");
    }
  }

  private static String standsFor(FallibleRegistry registry, String tag) {
    dev.drydock.testkit.Blob manifest = registry.get("bases/debian/manifests/" + tag);
    return manifest == null ? "nothing" : manifest.digest();
  }

  @Test
  void whatIsWrongIsToldInOneLine() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("bases/debian", "12", Harbour.BASE);
      Harbour harbour = new Harbour(home, registry.host());
      String image = harbour.debian() + ":12";
      assertThat(harbour.run("base").err())
          .startsWith("drydock: base needs to know what to do: pipeline, approve, deprecate,");
      assertThat(harbour.run("base", "list", "--offline").err())
          .isEqualTo(
              "drydock: base list needs the registry, and --offline forbids it; leave it out\n");
      assertThat(
              harbour.run("base", "approve", "--bases", harbour.path("policy.yaml"), image).err())
          .isEqualTo(
              "drydock: base approve needs --reason TEXT: whoever reads it later wants to know"
                  + " why\n");
      assertThat(harbour.base("alice", "approve", image).err())
          .isEqualTo(
              "drydock: nobody says of which variant "
                  + image
                  + " is; name it by its candidate's tag or by the one that is never moved, or add"
                  + " --variant\n");
      assertThat(harbour.base("alice", "deprecate", image).err())
          .startsWith("drydock: base deprecate needs --replacement IMAGE");
      assertThat(harbour.look("show", image).err())
          .isEqualTo(
              "drydock: "
                  + image
                  + " is no base of the catalogue: none of its tags is that of a candidate or of an"
                  + " approved base\n");
      assertThat(harbour.look("list").out())
          .isEqualTo("no base is here yet; `drydock base approve` makes one of a candidate\n");
      assertThat(harbour.look("list", "alpine").err())
          .isEqualTo("drydock: there is no base of a family alpine\n");
      assertThat(harbour.run("base", "list", "--bases", harbour.path("none.yaml")).exitCode())
          .isEqualTo(ExitCode.INPUT);
    }
  }
}
