package dev.drydock.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.cli.Run;
import dev.drydock.cli.Shop;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  @TempDir private Path home;
  private Shop shop;

  @BeforeEach
  void openShop() throws IOException {
    shop = new Shop(home);
  }

  private static Json json(Run run) throws IOException {
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return new JsonReader(Limits.defaults())
        .read(run.out().getBytes(StandardCharsets.UTF_8), "what plan wrote");
  }

  private static List<Json> actions(Json document) {
    return document.get("plan").orElseThrow().items("actions");
  }

  @Test
  void theTableNamesTheLinesToChange() {
    Run run = shop.plan(home, "--dockerfile", shop.dockerfile());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(run.out())
        .contains("WHAT TO DO: 3 actions remove 3 of 4 known vulnerabilities\n")
        .contains(
            """
             1. Upgrade minimist 1.2.5 → 1.2.6: removes 1 (1 to attend to)
                 small effort, in the application: CVE-2021-44906
                 → app/package.json:5
             2. Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2: removes 1 (1 to attend
                 to)
                 small effort, in the base image: CVE-2024-5535
                 → Dockerfile:3
             3. Upgrade qs 6.5.1 → 6.5.3: removes 1 (1 to attend to)
                 small effort, in the application: CVE-2022-24999
                 → app/package.json:6

            Stays: 1 (no fix is published yet): CVE-2022-37434
            """);
  }

  @Test
  void withoutAProjectNothingIsSaidOfLines() throws IOException {
    Run run = shop.plan(home);

    assertThat(run.out()).contains("WHAT TO DO: 3 actions").doesNotContain("→ Dockerfile");
    assertThat(actions(json(shop.plan(home, "-f", "json"))))
        .hasSize(3)
        .noneMatch(action -> action.get("places").isPresent());
  }

  @Test
  void theJsonHasThePlacesAndTheFindingsThatWillBeLeft() throws IOException {
    Json document = json(shop.plan(home, "-f", "json", "--dockerfile", shop.dockerfile()));

    assertThat(actions(document))
        .extracting(
            action -> action.text("title"),
            action -> action.text("kind"),
            action -> action.text("origin"),
            action -> action.texts("removes"),
            action ->
                action.items("places").stream()
                    .map(place -> place.text("file") + ":" + place.integer("line").orElseThrow())
                    .toList(),
            action -> action.texts("next"))
        .containsExactly(
            tuple(
                "Upgrade minimist 1.2.5 → 1.2.6",
                "upgrade-dependency",
                "application",
                List.of("CVE-2021-44906"),
                List.of("app/package.json:5"),
                List.of("`npm install` renews package-lock.json")),
            tuple(
                "Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2",
                "upgrade-packages",
                "base",
                List.of("CVE-2024-5535"),
                List.of("Dockerfile:3"),
                List.of()),
            tuple(
                "Upgrade qs 6.5.1 → 6.5.3",
                "upgrade-dependency",
                "application",
                List.of("CVE-2022-24999"),
                List.of("app/package.json:6"),
                List.of("`npm install` renews package-lock.json")));
    assertThat(document.get("plan").orElseThrow().items("predicted"))
        .extracting(finding -> finding.text("id"))
        .containsExactly("CVE-2022-37434");
    assertThat(document.items("findings"))
        .extracting(
            finding -> finding.text("id"), finding -> finding.integer("dockerfileLine").orElse(-1L))
        .containsExactlyInAnyOrder(
            tuple("CVE-2021-44906", 3L),
            tuple("CVE-2022-24999", 3L),
            tuple("CVE-2024-5535", -1L),
            tuple("CVE-2022-37434", -1L));
  }

  @Test
  void whatIsCarelessHasItsLineInTheDockerfile() throws IOException {
    Json document = json(shop.scan(home, "-f", "json", "--dockerfile", shop.dockerfile()));

    assertThat(document.items("observations"))
        .extracting(
            one -> one.text("rule"),
            one -> one.text("dockerfile"),
            one -> one.integer("dockerfileLine").orElse(-1L))
        .containsExactly(
            tuple("root-user", "Dockerfile", 2L),
            tuple("no-healthcheck", "Dockerfile", 2L),
            tuple("no-source-label", "Dockerfile", 2L),
            tuple("unpinned-base", "Dockerfile", 2L));
    assertThat(shop.scan(home, "--dockerfile", shop.dockerfile()).out())
        .containsPattern("\\(Dockerfile:2\\)");
    assertThat(json(shop.scan(home, "-f", "json")).items("observations"))
        .extracting(one -> one.text("rule"), one -> one.text("dockerfile"))
        .containsExactly(
            tuple("root-user", null),
            tuple("no-healthcheck", null),
            tuple("no-source-label", null));
  }

  @Test
  void aBaseThatLeavesLessIsTakenAndItsOwnPackagesAreUpgraded() throws IOException {
    String better = shop.base("better.tar", "1.1.1w-0+deb11u1", "");
    Json document =
        json(
            shop.plan(
                home,
                "-f",
                "json",
                "--dockerfile",
                shop.dockerfile(),
                "--base",
                "debian:11-slim=docker-archive:" + better));

    assertThat(actions(document))
        .extracting(action -> action.text("title"), action -> action.texts("removes"))
        .containsExactlyInAnyOrder(
            tuple("Build on debian:11-slim", List.of("CVE-2022-37434")),
            tuple("Upgrade minimist 1.2.5 → 1.2.6", List.of("CVE-2021-44906")),
            tuple("Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2", List.of("CVE-2024-5535")),
            tuple("Upgrade qs 6.5.1 → 6.5.3", List.of("CVE-2022-24999")));
    assertThat(actions(document).getFirst().text("kind")).isEqualTo("change-base");
    assertThat(document.get("plan").orElseThrow().items("predicted")).isEmpty();
  }

  @Test
  void aBaseThatLeavesMoreIsNotTaken() throws IOException {
    String worse = shop.base("worse.tar", "1.1.1w-0+deb11u1", "1:1.2.11-1");

    assertThat(actions(json(shop.plan(home, "-f", "json", "--base", "debian:11-slim=" + worse))))
        .extracting(action -> action.text("kind"))
        .containsOnly("upgrade-packages", "upgrade-dependency");
  }

  @Test
  void whatCannotBeDecidedIsSaidAndTheRestIsPlanned() throws IOException {
    Files.writeString(shop.project.resolve("Dockerfile"), "RUN before FROM\n");

    Run run = shop.plan(home, "--dockerfile", shop.dockerfile());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("→ app/package.json:5\n").contains("→ by hand: Dockerfile:1: ");
  }

  @Test
  void wrongUseIsSaidInOneLine() {
    assertThat(shop.plan(home, "--dockerfile", home.resolve("none").toString()).err())
        .isEqualTo(
            "drydock: " + home.resolve("none") + " of --dockerfile is not there; check the path\n");
    Run directory = shop.plan(home, "--dockerfile", shop.project.toString());
    assertThat(directory.exitCode()).isEqualTo(3);
    assertThat(directory.err()).contains(" is no file; name the Dockerfile itself").hasLineCount(1);
    assertThat(shop.plan(home, "--project", shop.dockerfile()).err())
        .contains(" is no directory; name the one of the project");
    assertThat(
            shop.plan(home, "--dockerfile", shop.dockerfile(), "--build-arg", "VERSION").exitCode())
        .isEqualTo(2);
    assertThat(shop.plan(home, "--all-images").exitCode()).isEqualTo(2);
  }
}
