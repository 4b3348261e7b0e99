package dev.drydock.base.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.attest.key.KeyFiles;
import dev.drydock.base.declaration.Approval.Approver;
import dev.drydock.base.declaration.Hardening.Allowance;
import dev.drydock.base.declaration.Hardening.Profile;
import dev.drydock.base.declaration.VariantSource.Recipe;
import dev.drydock.base.declaration.VariantSource.Upstream;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.policy.rule.Glob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BasesReaderTest {
  private static final String HEX =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @TempDir private Path directory;

  @Test
  void everythingThatIsDeclared() throws IOException, InvalidBasesException {
    BasesDirectory files = new BasesDirectory(directory);
    Bases bases =
        files.read(
            """
            bases: 1
            registry: registry.example.org/bases
            approval:
              approvers:
                - { name: alice@example.org, key: keys/alice.pub }
                - name: bob@example.org
                  key:
                    - keys/bob.pub
                    - |
            %s
              required: 2
              expires: 90d
            families:
              debian:
                owner: platform@example.org
                description: Debian, hardened
                variants:
                  "12":
                    source:
                      dockerfile: debian/Dockerfile
                      context: debian/empty
                      arguments: { RELEASE: trixie, EMPTY: "" }
                    hardening:
                      profile: distroless
                      size: 150MB
                      allow:
                        - { check: setuid, paths: [/usr/bin/passwd, /sbin/*], reason: people log in }
                        - { check: unneeded-package, packages: perl-base, reason: dpkg }
                    tests: [debian/tests.yaml]
                    policy: drydock.yaml
                    support: { until: 2028-06-30 }
                    repository: linux/debian
                    tags: ["12", 12-bookworm]
                    approval: { required: 1 }
              alpine:
                owner: platform@example.org
                variants:
                  3.20:
                    source: { image: "alpine@sha256:%s" }
                    approval: { approvers: [alice@example.org], required: 1, expires: 1y }
            """
                .formatted(files.key("carol").indent(10), HEX));
    assertThat(bases.directory()).isEqualTo(files.path("").toRealPath());
    assertThat(bases.registry()).isEqualTo("registry.example.org/bases");
    assertThat(bases.approval().approvers())
        .extracting(Approver::name)
        .containsExactly("alice@example.org", "bob@example.org");
    assertThat(bases.approval().approvers())
        .extracting(approver -> approver.keys().size())
        .containsExactly(1, 2);
    assertThat(bases.approval().required()).isEqualTo(2);
    assertThat(bases.approval().expires()).hasToString("Span[text=90d, length=PT2160H]");
    assertThat(bases.families())
        .extracting(Family::name, Family::owner, Family::description)
        .containsExactly(
            tuple("debian", "platform@example.org", "Debian, hardened"),
            tuple("alpine", "platform@example.org", ""));
    assertThat(bases.variants())
        .extracting(Variant::title)
        .containsExactly("debian/12", "alpine/3.20");
    debian(bases.family("debian").orElseThrow().variant("12").orElseThrow(), files, bases);
    alpine(bases.family("alpine").orElseThrow().variant("3.20").orElseThrow(), bases);
  }

  private static void debian(Variant debian, BasesDirectory files, Bases bases) throws IOException {
    Path own = files.path("").toRealPath();
    assertThat(debian.source())
        .isEqualTo(
            new Recipe(
                own.resolve("debian/Dockerfile"),
                own.resolve("debian/empty"),
                Map.of("RELEASE", "trixie", "EMPTY", ""),
                List.of(
                    ImageReference.parse("docker.io/library/debian:trixie"),
                    ImageReference.parse("debian:trixie"),
                    ImageReference.parse("registry.example.org/certificates:1"))));
    assertThat(debian.hardening().profile()).isEqualTo(Profile.DISTROLESS);
    assertThat(debian.hardening().size()).isEqualTo(150_000_000L);
    assertThat(debian.hardening().allow())
        .extracting(Allowance::check, Allowance::paths, Allowance::packages, Allowance::reason)
        .containsExactly(
            tuple(
                HardeningCheck.SETUID,
                List.of(new Glob("/usr/bin/passwd"), new Glob("/sbin/*")),
                List.of(),
                "people log in"),
            tuple(
                HardeningCheck.UNNEEDED_PACKAGE,
                List.of(),
                List.of(new Glob("perl-base")),
                "dpkg"));
    assertThat(debian.tests()).containsExactly(own.resolve("debian/tests.yaml"));
    assertThat(debian.policy()).isEqualTo(own.resolve("drydock.yaml"));
    assertThat(debian.supportUntil()).isEqualTo(LocalDate.of(2028, 6, 30));
    assertThat(debian.repository()).isEqualTo("registry.example.org/bases/linux/debian");
    assertThat(debian.tags()).containsExactly("12", "12-bookworm");
    assertThat(debian.approval())
        .isEqualTo(new Approval(bases.approval().approvers(), 1, bases.approval().expires()));
  }

  private static void alpine(Variant alpine, Bases bases) {
    assertThat(alpine.source())
        .isEqualTo(new Upstream(ImageReference.parse("alpine@sha256:" + HEX)));
    assertThat(alpine.hardening()).isEqualTo(new Hardening(Profile.STANDARD, null, List.of()));
    assertThat(alpine.tests()).isEmpty();
    assertThat(alpine.policy()).isNull();
    assertThat(alpine.supportUntil()).isNull();
    assertThat(alpine.repository()).isEqualTo("registry.example.org/bases/alpine");
    assertThat(alpine.tags()).containsExactly("3.20");
    assertThat(alpine.approval().approvers())
        .containsExactly(bases.approval().approvers().getFirst());
    assertThat(alpine.approval().required()).isEqualTo(1);
    assertThat(alpine.candidateTag(Digest.parse("sha256:" + HEX)))
        .isEqualTo("candidate-3.20-0123456789ab");
    assertThat(alpine.immutableTag(LocalDate.of(2026, 1, 2), Digest.parse("sha256:" + HEX)))
        .isEqualTo("3.20-20260102-0123456789ab");
  }

  @Test
  void profilesHaveTheChecksOfTheOneBefore() {
    assertThat(Profile.MINIMAL.checks())
        .containsExactly(
            HardeningCheck.SECRET,
            HardeningCheck.WORLD_WRITABLE,
            HardeningCheck.PACKAGE_CACHE,
            HardeningCheck.INSTRUCTION,
            HardeningCheck.SIZE);
    assertThat(Profile.STANDARD.checks())
        .containsAll(Profile.MINIMAL.checks())
        .contains(HardeningCheck.USER)
        .doesNotContain(HardeningCheck.SHELL);
    assertThat(Profile.DISTROLESS.checks()).containsExactly(HardeningCheck.values());
  }

  @Test
  void allMistakesAreToldAtOnceInTheOrderOfTheFile() throws IOException {
    BasesDirectory files = new BasesDirectory(directory);
    files.write("debian/Dockerfile", "# base\nFROM $RELEASE\n");
    assertThat(
            files.problems(
                """
                bases: 2
                registry: https://registry.example.org
                approval: { approvers: [{ name: a, key: keys/none.pub }], require: 2 }
                families:
                  Debian:
                    variants:
                      "12":
                        source: { dockerfile: debian/Dockerfile }
                        hardening: { profile: strict, allow: [{ check: setuuid, reason: x }] }
                        tests: ../outside
                        tag: latest
                """))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("1:8: bases is '2', and this Drydock knows 1"),
            line -> assertThat(line).startsWith("2:11: registry is a host and a path"),
            line ->
                assertThat(line)
                    .isEqualTo("3:41: key: 'keys/none.pub' is not there, seen from this file"),
            line ->
                assertThat(line)
                    .isEqualTo("3:59: approval has no key 'require'; did you mean required?"),
            line -> assertThat(line).startsWith("5:3: 'Debian' cannot name a family"),
            line -> assertThat(line).isEqualTo("5:3: a family needs owner: add `owner: ...`"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "9:31: profile cannot be 'strict'; it can be minimal, standard or"
                            + " distroless"),
            line ->
                assertThat(line)
                    .startsWith("9:56: check cannot be 'setuuid'; did you mean setuid?"),
            line -> assertThat(line).startsWith("10:16: tests: '../outside' leads out"),
            line ->
                assertThat(line).isEqualTo("11:9: a variant has no key 'tag'; did you mean tags?"),
            line -> assertThat(line).startsWith("debian/Dockerfile:2:1: ").contains("arguments"));
  }

  @Test
  void evidenceHasKeysOfItsOwn() throws Exception {
    BasesDirectory files = new BasesDirectory(directory);
    String whole = BasesDirectory.variant("source: { dockerfile: debian/Dockerfile }");
    assertThat(files.read(whole).evidence()).isEmpty();
    Bases bases = files.read(whole + "evidence: { key: [keys/carol.pub, keys/bob.pub] }\n");
    assertThat(bases.evidence())
        .containsExactly(
            KeyFiles.verificationKey(
                files.key("carol").getBytes(StandardCharsets.UTF_8), "carol's"),
            KeyFiles.verificationKey(files.key("bob").getBytes(StandardCharsets.UTF_8), "bob's"));
    assertThat(files.problems(whole + "evidence: { key: keys/nobody.pub }\n"))
        .singleElement()
        .asString()
        .contains("nobody.pub");
  }
}
