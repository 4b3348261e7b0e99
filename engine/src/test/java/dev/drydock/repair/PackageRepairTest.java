package dev.drydock.repair;

import static dev.drydock.repair.RepairFixture.deb;
import static dev.drydock.repair.RepairFixture.os;
import static dev.drydock.repair.RepairFixture.packages;
import static dev.drydock.repair.RepairFixture.project;
import static dev.drydock.repair.RepairFixture.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.fix.Action;
import dev.drydock.fix.Upgrade;
import dev.drydock.match.BomFixture;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.repair.RepairFixture.Result;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageRepairTest {
  private static final Action OPENSSL =
      packages(
          Origin.BASE,
          to(
              "1.1-2",
              deb("libssl1.1", "1.1-1", "openssl", "1.1-1", 0),
              deb("openssl", "1.1-1", "openssl", "1.1-1", 0)));

  @Test
  void packagesOfTheBaseAreUpgradedBehindFromByTheirBinaryNames() {
    Result result = project().dockerfile("FROM debian:11\nCOPY app /app\n").apply(OPENSSL);

    assertThat(result.text("Dockerfile"))
        .isEqualTo(
            """
            FROM debian:11
            RUN apt-get update \\
                && apt-get install -y --no-install-recommends --only-upgrade libssl1.1 openssl \\
                && rm -rf /var/lib/apt/lists/*
            COPY app /app
            """);
    assertThat(result.lines()).containsExactly("Dockerfile:2");
  }

  @Test
  void itIsDoneInTheStageThatMakesTheImage() {
    Result result =
        project()
            .dockerfile(
                "build/Dockerfile",
                "app",
                "FROM debian:11 AS app\nRUN true\nFROM debian:11 AS tests\nRUN true\n")
            .apply(OPENSSL);

    assertThat(result.text("build/Dockerfile"))
        .startsWith("FROM debian:11 AS app\nRUN apt-get update")
        .endsWith("RUN true\nFROM debian:11 AS tests\nRUN true\n");
    assertThat(result.lines()).containsExactly("build/Dockerfile:2");
  }

  @Test
  void whatTheDockerfileInstallsComesWithANewBuildAndWhatItNeedsToo() {
    String dockerfile = "FROM debian:11\nRUN apt-get update && apt-get install -y curl\n";
    Result result =
        project()
            .dockerfile(dockerfile)
            .apply(
                packages(
                    Origin.APPLICATION,
                    to(
                        "7.74-2",
                        deb("curl", "7.74-1", "curl", "7.74-1", 1),
                        deb("libcurl4", "7.74-1", "curl", "7.74-1", 1))));

    assertThat(result.text("Dockerfile")).isEqualTo(dockerfile);
    assertThat(result.lines())
        .containsExactly(
            " | then build again with --pull --no-cache: that brings newer libcurl4, curl");
  }

  @Test
  void whereTheBaseIsOnlyGuessedWhatTheFileDoesNotNameIsUpgradedAsOfTheBase() {
    Origins guessed = new Origins(new BaseImage(null, null, 1, BaseImage.Evidence.LOWEST_LAYER));

    assertThat(
            project()
                .origins(guessed)
                .dockerfile("FROM python:3\n")
                .apply(
                    packages(
                        Origin.APPLICATION,
                        to("7.74-2", deb("libcurl4", "7.74-1", "curl", "7.74-1", 1))))
                .text("Dockerfile"))
        .contains("--only-upgrade libcurl4");
  }

  @Test
  void aPinnedVersionChanges() {
    Result result =
        project()
            .dockerfile("FROM debian:11\nRUN apt-get update && apt-get install -y curl=7.74-1\n")
            .apply(
                packages(
                    Origin.APPLICATION,
                    to("7.74-2", deb("curl", "7.74-1+b1", "curl", "7.74-1", 1))));

    assertThat(result.text("Dockerfile")).contains("install -y curl=7.74-2\n");
    assertThat(result.lines()).containsExactly("Dockerfile:2");
  }

  @Test
  void aPinOfAPackageThatIsNumberedOtherwiseThanItsSourceIsLeft() {
    String dockerfile = "FROM debian:11\nRUN apt-get update && apt-get install -y g++=4:10.2.1-1\n";
    Result result =
        project()
            .dockerfile(dockerfile)
            .apply(
                packages(
                    Origin.APPLICATION,
                    to("1.191", deb("g++", "4:10.2.1-1", "gcc-defaults", "1.190", 1))));

    assertThat(result.changed()).isEmpty();
    assertThat(result.lines())
        .singleElement()
        .asString()
        .startsWith(
            "undecided: g++: its version is pinned, and is another than that of its source");
  }

  @Test
  void theOthersGoOnWithoutOneThatIsLeft() {
    Result result =
        project()
            .dockerfile("FROM debian:11\nRUN apt-get install -y g++=4:10.2.1-1 make=4.3-4\n")
            .apply(
                packages(
                    Origin.APPLICATION,
                    to("1.191", deb("g++", "4:10.2.1-1", "gcc-defaults", "1.190", 1)),
                    to("4.3-5", deb("make", "4.3-4", "make", "4.3-4", 1))));

    assertThat(result.text("Dockerfile"))
        .isEqualTo("FROM debian:11\nRUN apt-get install -y g++=4:10.2.1-1 make=4.3-5\n");
    assertThat(result.lines())
        .singleElement()
        .asString()
        .startsWith("Dockerfile:2 | note g++: its version is pinned");
  }

  @ParameterizedTest
  @CsvSource({
    "alpine, apk-tools, apk, apk upgrade --no-cache x",
    "fedora, dnf5, rpm, dnf upgrade -y x && dnf clean all",
    "rhel, dnf, rpm, dnf upgrade -y x && dnf clean all",
    "rhel, microdnf, rpm, microdnf update -y x && microdnf clean all",
    "centos, yum, rpm, yum update -y x && yum clean all",
    "photon, tdnf, rpm, tdnf update -y x && tdnf clean all",
    "opensuse-leap, zypper, rpm, zypper --non-interactive update x && zypper clean --all",
    "sles, zypper, rpm, zypper --non-interactive update x && zypper clean --all",
    "arch, pacman, alpm, pacman -Syu --noconfirm && rm -rf /var/cache/pacman/pkg/*"
  })
  void everyDistributionIsUpgradedByItsOwnManager(
      String distribution, String manager, String type, String command) {
    BomFixture image =
        BomFixture.on(distribution, "1")
            .os(type, manager, "1", new Component.Source(manager, "1", true), null, null);
    Result result =
        project()
            .image(image)
            .dockerfile("FROM " + distribution + "\n")
            .apply(packages(Origin.BASE, to("2", os(type, "x", "1", "x", "1", 0))));

    assertThat(result.text("Dockerfile"))
        .isEqualTo("FROM " + distribution + "\nRUN " + command + "\n");
  }

  @Test
  void whereSeveralManagersAreThereTheUsualOneIsTaken() {
    Result result =
        project()
            .image(BomFixture.on("rhel", "8").rpm("yum", "4").rpm("dnf", "4"))
            .dockerfile("FROM ubi8\n")
            .apply(packages(Origin.BASE, to("2", os("rpm", "x", "1", "x", "1", 0))));

    assertThat(result.text("Dockerfile")).contains("dnf upgrade -y x");
  }

  @ParameterizedTest
  @CsvSource({
    "debian, deb, apt",
    "alpine, apk, apk",
    "rhel, rpm, 'dnf, microdnf, tdnf, yum'",
    "sles, rpm, zypper",
    "arch, alpm, pacman"
  })
  void withoutAManagerOnlyANewerBaseHelps(String distribution, String type, String programs) {
    // a library of another ecosystem that has the name of a manager is none
    BomFixture image = BomFixture.on(distribution, "1").language("pypi", programs, "1");

    assertThat(
            project()
                .image(image)
                .dockerfile("FROM distroless\n")
                .apply(packages(Origin.BASE, to("2", os(type, "x", "1", "x", "1", 0))))
                .lines())
        .containsExactly(
            "undecided: the image has no package manager ("
                + programs
                + "), so its packages come with the base image: --try-bases looks for a newer one");
  }

  @Test
  void packagesOfAnUnknownTypeAreLeft() {
    assertThat(
            project()
                .dockerfile("FROM x\n")
                .apply(packages(Origin.BASE, to("2", os("qpkg", "x", "1", "x", "1", 0))))
                .lines())
        .containsExactly("undecided: how packages of type qpkg are upgraded is not known here");
  }

  @Test
  void namesThatNoCommandTakesAreNotWritten() {
    Result result =
        project()
            .dockerfile("FROM debian:11\n")
            .apply(
                packages(
                    Origin.BASE,
                    to("2", deb("x; rm -rf /", "1", "x", "1", 0)),
                    to("2", deb("y", "1", "y", "1", 0))));

    assertThat(result.text("Dockerfile")).contains("--only-upgrade y ").doesNotContain("rm -rf / ");
    assertThat(result.lines())
        .containsExactly(
            "Dockerfile:2 | note x; rm -rf /: its name or version is not one that a command takes");
  }

  @Test
  void aLongListOfNamesIsCut() {
    Upgrade[] upgrades =
        IntStream.range(0, 30)
            .mapToObj(i -> to("2", deb("p" + i, "1", "p" + i, "1", 1)))
            .toArray(Upgrade[]::new);

    assertThat(
            project()
                .dockerfile("FROM debian:11\n")
                .apply(packages(Origin.APPLICATION, upgrades))
                .lines())
        .singleElement()
        .asString()
        .contains("that brings newer p0, p1, ")
        .endsWith("p11 and 18 more");
  }

  @Test
  void withoutADockerfileItSaysSo() {
    assertThat(project().apply(OPENSSL).lines())
        .containsExactly(
            "undecided: it needs the Dockerfile to upgrade packages of the distribution; name it"
                + " with --dockerfile");
  }
}
