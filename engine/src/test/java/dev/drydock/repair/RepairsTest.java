package dev.drydock.repair;

import static dev.drydock.repair.RepairFixture.base;
import static dev.drydock.repair.RepairFixture.deb;
import static dev.drydock.repair.RepairFixture.dependency;
import static dev.drydock.repair.RepairFixture.library;
import static dev.drydock.repair.RepairFixture.os;
import static dev.drydock.repair.RepairFixture.packages;
import static dev.drydock.repair.RepairFixture.project;
import static dev.drydock.repair.RepairFixture.replace;
import static dev.drydock.repair.RepairFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.fix.Action;
import dev.drydock.match.BomFixture;
import dev.drydock.origin.Origin;
import dev.drydock.repair.RepairFixture.Result;
import org.junit.jupiter.api.Test;

/// Several actions upon one project.
class RepairsTest {
  @Test
  void actionsOnOneFileBuildUponOneAnotherAndNameTheLinesThatPeopleSee() {
    Result result =
        project()
            .dockerfile(
                """
                # shop
                FROM debian:11
                COPY app /app
                RUN apt-get update && apt-get install -y curl=7.74-1
                """)
            .apply(
                base("debian:12", null, BomFixture.on("debian", "12").deb("apt", "2").bom()),
                packages(Origin.BASE, to("2", deb("zlib1g", "1", "zlib", "1", 0))),
                packages(
                    Origin.APPLICATION, to("7.88-2", deb("curl", "7.74-1", "curl", "7.74-1", 1))));

    assertThat(result.text("Dockerfile"))
        .isEqualTo(
            """
            # shop
            FROM debian:12
            RUN apt-get update \\
                && apt-get install -y --no-install-recommends --only-upgrade zlib1g \\
                && rm -rf /var/lib/apt/lists/*
            COPY app /app
            RUN apt-get update && apt-get install -y curl=7.88-2
            """);
    assertThat(result.lines()).containsExactly("Dockerfile:2", "Dockerfile:3", "Dockerfile:4");
  }

  @Test
  void packagesAfterAChangeOfTheBaseAreThoseOfTheNewOne() {
    Result result =
        project()
            .dockerfile("FROM debian:11\n")
            .apply(
                base(
                    "alpine:3",
                    null,
                    BomFixture.on("alpine", "3").apk("apk-tools", "2", "a").bom()),
                packages(Origin.BASE, to("2", os("apk", "zlib", "1", "zlib", "1", 0))));

    assertThat(result.text("Dockerfile"))
        .isEqualTo("FROM alpine:3\nRUN apk upgrade --no-cache zlib\n");
  }

  @Test
  void twoActionsOnOneManifestAreBothInIt() {
    Result result =
        project()
            .file("requirements.txt", "a==1.0\nb==1.0\n")
            .apply(dependency("pypi", "b", "1.0", "1.1"), replace("pypi", "a", "1.0", "c", "2.0"));

    assertThat(result.text("requirements.txt")).isEqualTo("c==2.0\nb==1.1\n");
    assertThat(result.repaired().repairs()).allMatch(Repair.Done.class::isInstance);
  }

  @Test
  void anActionThatFailsHalfwayLeavesNothingAndTheOthersGoOn() {
    String hashed = "a==1.0 --hash=sha256:" + "0".repeat(64) + "\nc==1.0\n";
    Action halfway =
        dependency(
            to("2.1", library("pypi", "a", "2.0", "y")),
            to("1.1", library("pypi", "a", "1.0", "x/a")));
    Result result =
        project()
            .file("x/requirements.txt", hashed)
            .file("b/requirements.txt", "a==2.0\nd==1.0\n")
            .apply(halfway, dependency("pypi", "d", "1.0", "1.1"));

    assertThat(result.changed()).containsExactly("b/requirements.txt");
    assertThat(result.text("b/requirements.txt")).isEqualTo("a==2.0\nd==1.1\n");
    assertThat(result.repaired().repairs())
        .extracting(repair -> repair.getClass().getSimpleName())
        .containsExactly("Undecided", "Done");
  }

  @Test
  void theSameActionsTwiceChangeNothingMore() {
    Action[] actions = {
      packages(Origin.BASE, to("2", deb("zlib1g", "1", "zlib", "1", 0))),
      dependency("npm", "lodash", "4.17.20", "4.17.21")
    };
    RepairFixture first =
        project()
            .dockerfile("FROM debian:11\n")
            .file(
                "package.json", "{\n  \"dependencies\": {\n    \"lodash\": \"^4.17.20\"\n  }\n}\n");
    Result once = first.apply(actions);
    Result twice =
        project()
            .dockerfile(once.text("Dockerfile"))
            .file("package.json", once.text("package.json"))
            .apply(actions);

    assertThat(once.changed()).containsExactly("Dockerfile", "package.json");
    assertThat(twice.changed()).isEmpty();
  }

  @Test
  void withoutActionsNothingHappens() {
    Result result = project().dockerfile("FROM debian:11\n").apply();

    assertThat(result.repaired().repairs()).isEmpty();
    assertThat(result.repaired().after()).isEqualTo(result.repaired().before());
  }

  @Test
  void namesOfOtherSpellingsAreOne() {
    Component component = library("pypi", "Zope.Interface", "5.0", "x");

    assertThat(
            project()
                .file("requirements.txt", "zope-interface==5.0\n")
                .apply(dependency(to("5.1", component)))
                .text("requirements.txt"))
        .isEqualTo("zope-interface==5.1\n");
  }
}
