package dev.drydock.repair;

import static dev.drydock.repair.RepairFixture.project;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Installation;
import dev.drydock.bom.Purl;
import dev.drydock.fix.Action;
import dev.drydock.fix.Effort;
import dev.drydock.fix.Purpose;
import dev.drydock.fix.Removal;
import dev.drydock.match.BomFixture;
import dev.drydock.origin.Origin;
import dev.drydock.repair.RepairFixture.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovalRepairTest {
  private static final String CHECK = "make sure that " + Purpose.VERSION_CONTROL.check();
  private static final String BELOW =
      "what a later layer removes stays in the layers below it: the image gets no smaller, and"
          + " whoever unpacks those layers still finds git";

  private static Action remove(int layer, String... recommendedBy) {
    Component git =
        new Component(
            "git",
            "1-1",
            Purl.of("deb", "debian", "git", "1-1"),
            new Component.OsPackage(
                new Component.Source("git", "1-1", true),
                "amd64",
                null,
                null,
                new Installation(Installation.Reason.REQUESTED, List.of(), List.of(recommendedBy))),
            List.of(),
            List.of(new Component.Location("var/lib/dpkg/status", layer)),
            new Component.Evidence("test", "test"));
    return new Action(
        Action.Kind.REMOVE,
        Effort.MEDIUM,
        Origin.APPLICATION,
        List.of(),
        null,
        null,
        new Removal(Purpose.VERSION_CONTROL, List.of(git), List.of(git)),
        List.of(),
        List.of(),
        List.of());
  }

  private static final String DOCKERFILE =
      "FROM debian:11\nRUN apt-get install -y git curl\nCOPY app /app\n";

  @Test
  void whatAnInstructionBringsIsTakenOutOfItThoughWhatGoesAlongRecommendsIt() {
    assertThat(project().dockerfile(DOCKERFILE).apply(remove(1, "git")).lines())
        .containsExactly("Dockerfile:2 | then " + CHECK);
  }

  @Test
  void whatAnInstructionBringsIsTakenOutOfIt() {
    Result result = project().dockerfile(DOCKERFILE).apply(remove(1));

    assertThat(result.text("Dockerfile"))
        .isEqualTo("FROM debian:11\nRUN apt-get install -y curl\nCOPY app /app\n");
    assertThat(result.lines()).containsExactly("Dockerfile:2 | then " + CHECK);
  }

  @Test
  void whatTheBaseBringsOrAnotherPackageRecommendsIsRemoved() {
    for (Action action : List.of(remove(0), remove(1, "etckeeper"))) {
      Result result = project().dockerfile(DOCKERFILE).apply(action);

      assertThat(result.text("Dockerfile"))
          .isEqualTo(
              "FROM debian:11\nRUN apt-get install -y git curl\n"
                  + "RUN apt-get purge -y --auto-remove git && rm -rf /var/lib/apt/lists/*\n"
                  + "COPY app /app\n");
      assertThat(result.lines())
          .containsExactly("Dockerfile:3 | then " + CHECK + " | note " + BELOW);
    }
  }

  @Test
  void withoutADockerfileOrAPackageManagerItIsUndecided() {
    assertThat(project().apply(remove(0)).lines())
        .containsExactly(
            "undecided: it needs the Dockerfile to remove packages; name it with --dockerfile");
    assertThat(
            project()
                .image(BomFixture.on("debian", "11").deb("git", "1-1"))
                .dockerfile(DOCKERFILE)
                .apply(remove(0))
                .lines())
        .singleElement()
        .asString()
        .startsWith("undecided: the image has no package manager (apt)");
  }
}
