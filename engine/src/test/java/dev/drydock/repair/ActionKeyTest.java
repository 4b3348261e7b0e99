package dev.drydock.repair;

import static dev.drydock.repair.RepairFixture.base;
import static dev.drydock.repair.RepairFixture.deb;
import static dev.drydock.repair.RepairFixture.dependency;
import static dev.drydock.repair.RepairFixture.library;
import static dev.drydock.repair.RepairFixture.packages;
import static dev.drydock.repair.RepairFixture.project;
import static dev.drydock.repair.RepairFixture.replace;
import static dev.drydock.repair.RepairFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.fix.Action;
import dev.drydock.match.BomFixture;
import dev.drydock.origin.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionKeyTest {
  private static final Bom BOM = BomFixture.on("debian", "12").bom();
  private static final Project PROJECT =
      project().dockerfile("docker/Dockerfile", null, "FROM x\n").build();
  private static final List<Action> ACTIONS =
      List.of(
          base("debian:12", null, BOM),
          packages(Origin.BASE, to("2", deb("a", "1", "a", "1", 0))),
          packages(Origin.APPLICATION, to("2", deb("a", "1", "a", "1", 0))),
          dependency("npm", "a", "1", "2"),
          dependency(Origin.BASE, to("2", library("npm", "a", "1", "x"))),
          dependency("pypi", "a", "1", "2"),
          replace("npm", "a", "1", "b", "2"));

  private static List<String> keys(Project project, String directory) {
    return ACTIONS.stream().map(action -> ActionKey.of(action, project, directory)).toList();
  }

  @Test
  void eachActionHasAKeyOfItsOwn() {
    assertThat(keys(PROJECT, ""))
        .containsExactly(
            "base image in docker/Dockerfile",
            "packages of the base in docker/Dockerfile",
            "packages of the application in docker/Dockerfile",
            "upgrade npm a of the application",
            "upgrade npm a of the base",
            "upgrade pypi a of the application",
            "replace npm a");
  }

  @Test
  void versionsAndFurtherPackagesMakeNoDifference() {
    assertThat(ActionKey.of(base("debian:13", "sha256:1", BOM), PROJECT, ""))
        .isEqualTo(keys(PROJECT, "").get(0));
    assertThat(
            ActionKey.of(
                packages(
                    Origin.BASE,
                    to("9", deb("z", "1", "z", "1", 0)),
                    to("3", deb("a", "2", "a", "2", 0))),
                PROJECT,
                ""))
        .isEqualTo(keys(PROJECT, "").get(1));
    assertThat(ActionKey.of(dependency("npm", "a", "2", "3"), PROJECT, ""))
        .isEqualTo(keys(PROJECT, "").get(3));
    assertThat(ActionKey.of(replace("npm", "a", "2", "b", "3"), PROJECT, ""))
        .isEqualTo(keys(PROJECT, "").get(6));
  }

  @Test
  void severalProjectsOfARepositoryAndSeveralTargetsDoNotShareKeys() {
    Project target = project().dockerfile("docker/Dockerfile", "web", "FROM x AS web\n").build();

    assertThat(keys(PROJECT, "a/")).doesNotContainAnyElementsOf(keys(PROJECT, "b/"));
    assertThat(keys(PROJECT, "a/")).doesNotContainAnyElementsOf(keys(PROJECT, ""));
    assertThat(keys(target, "").subList(0, 3))
        .doesNotContainAnyElementsOf(keys(PROJECT, "").subList(0, 3));
  }

  @Test
  void withoutADockerfileThereIsAKeyToo() {
    assertThat(ActionKey.of(ACTIONS.get(1), project().build(), ""))
        .isEqualTo("packages of the base");
  }
}
