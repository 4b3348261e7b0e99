package dev.drydock.repair;

import static dev.drydock.repair.RepairFixture.base;
import static dev.drydock.repair.RepairFixture.project;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.match.BomFixture;
import dev.drydock.repair.RepairFixture.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaseRepairTest {
  private static final String DIGEST = "sha256:" + "a1".repeat(32);
  private static final Bom BOOKWORM = BomFixture.on("debian", "12").deb("apt", "2.6.1").bom();

  private static Bom withDigest(Bom bom) {
    Bom.Subject subject =
        new Bom.Subject(
            "test", DIGEST, null, "linux/amd64", null, List.of(), List.of(), Map.of(), List.of());
    return new Bom(
        subject, bom.distribution(), bom.components(), bom.dependencies(), bom.unreadable());
  }

  @Test
  void theReferenceChangesAndNothingElse() {
    Result result =
        project()
            .dockerfile("# ours\nFROM  debian:11   AS app\nRUN true\n")
            .apply(base("debian:12", DIGEST, BOOKWORM));

    assertThat(result.text("Dockerfile")).isEqualTo("# ours\nFROM  debian:12   AS app\nRUN true\n");
    assertThat(result.lines()).containsExactly("Dockerfile:2");
  }

  @Test
  void itIsPinnedWhereThatIsWanted() {
    Result result =
        project()
            .pinned()
            .dockerfile("FROM debian:11\n")
            .apply(base("debian:12", DIGEST, BOOKWORM));

    assertThat(result.text("Dockerfile")).isEqualTo("FROM debian:12@" + DIGEST + "\n");
    assertThat(result.lines()).containsExactly("Dockerfile:1");
  }

  @Test
  void aDigestOfOnePlatformSaysSo() {
    Result result =
        project()
            .pinned()
            .dockerfile("FROM debian:11\n")
            .apply(base("debian:12", DIGEST, withDigest(BOOKWORM)));

    assertThat(result.text("Dockerfile")).isEqualTo("FROM debian:12@" + DIGEST + "\n");
    assertThat(result.lines())
        .containsExactly(
            "Dockerfile:1 | note the digest is that of the image for linux/amd64; a build for other"
                + " platforms needs that of the index");
  }

  @Test
  void withoutADigestThereIsNothingToPin() {
    Result result =
        project().pinned().dockerfile("FROM debian:11\n").apply(base("debian:12", null, BOOKWORM));

    assertThat(result.text("Dockerfile")).isEqualTo("FROM debian:12\n");
    assertThat(result.lines()).containsExactly("Dockerfile:1");
  }

  @Test
  void theBaseBeneathAllStagesOfTheTargetChanges() {
    Result result =
        project()
            .dockerfile(
                "Dockerfile",
                "app",
                "FROM debian:11 AS common\nFROM common AS app\nFROM alpine:3.20 AS tests\n")
            .apply(base("debian:12", null, BOOKWORM));

    assertThat(result.text("Dockerfile"))
        .isEqualTo("FROM debian:12 AS common\nFROM common AS app\nFROM alpine:3.20 AS tests\n");
    assertThat(result.lines()).containsExactly("Dockerfile:1");
  }

  @Test
  void otherStagesThatShareTheArgumentAreSaid() {
    Result result =
        project()
            .dockerfile("ARG BASE=debian:11\nFROM ${BASE} AS build\nFROM ${BASE}\n")
            .apply(base("debian:12", null, BOOKWORM));

    assertThat(result.text("Dockerfile"))
        .isEqualTo("ARG BASE=debian:12\nFROM ${BASE} AS build\nFROM ${BASE}\n");
    assertThat(result.lines())
        .containsExactly(
            "Dockerfile:1 | note stage \"build\" builds on it as well, and changes with it");
  }

  @Test
  void aNewerBuildOfTheSameNameOnlyNeedsABuild() {
    Result result =
        project().dockerfile("FROM debian:11\n").apply(base("debian:11", DIGEST, BOOKWORM));

    assertThat(result.changed()).isEmpty();
    assertThat(result.lines())
        .containsExactly(
            " | then Dockerfile names this base already: build again with --pull --no-cache to get"
                + " it as it is now");
  }

  @Test
  void whatCannotBeDecidedSaysWhy() {
    assertThat(project().apply(base("debian:12", null, BOOKWORM)).lines())
        .containsExactly(
            "undecided: it needs the Dockerfile to change the base image; name it with"
                + " --dockerfile");
    assertThat(
            project()
                .dockerfile("Dockerfile", "prod", "FROM debian:11 AS app\n")
                .apply(base("debian:12", null, BOOKWORM))
                .lines())
        .containsExactly(
            "undecided: Dockerfile has no stage prod; name one of its own with --target");
    assertThat(
            project()
                .dockerfile("ARG BASE\nFROM ${BASE}\n")
                .apply(base("debian:12", null, BOOKWORM))
                .lines())
        .singleElement()
        .asString()
        .startsWith("undecided: line 2: what ")
        .contains("BASE");
    assertThat(
            project()
                .dockerfile("RUN before any FROM\n")
                .apply(base("debian:12", null, BOOKWORM))
                .lines())
        .singleElement()
        .asString()
        .startsWith("undecided: Dockerfile:1: ");
    assertThat(
            project().dockerfile("FROM scratch\n").apply(base("debian:12", null, BOOKWORM)).lines())
        .singleElement()
        .asString()
        .startsWith("undecided: ")
        .contains("builds upon scratch");
  }
}
