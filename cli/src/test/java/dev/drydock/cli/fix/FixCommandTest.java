package dev.drydock.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.cli.Shop;
import dev.drydock.cli.StubGitea;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The plan carried into files, work trees and branches; the real git judges.
class FixCommandTest {
  private static final String FIXED_DOCKERFILE =
      """
      # syntax=docker/dockerfile:1
      FROM debian:11
      RUN apt-get update \\
          && apt-get install -y --no-install-recommends --only-upgrade libssl1.1 \\
          && rm -rf /var/lib/apt/lists/*
      COPY app /app
      CMD ["node", "/app"]
      """;

  @TempDir private Path home;
  private Shop shop;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void openShop() throws IOException {
    shop = new Shop(home);
    environment =
        Map.of(
            "PATH", System.getenv("PATH"),
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CEILING_DIRECTORIES", home.toString());
    Files.writeString(
        home.resolve(".gitconfig"),
        "[user]\n\tname = Test\n\temail = test@example.org\n[init]\n\tdefaultBranch = main\n");
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Tools.require("git", "git").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(shop.project.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("git %s: %s", List.of(arguments), out).isZero();
    return out.strip();
  }

  private void makeRepository() throws IOException, InterruptedException {
    git("init", "--quiet");
    git("add", "-A");
    git("commit", "--quiet", "-m", "First");
  }

  private Run fix(String... more) {
    List<String> all = new ArrayList<>(List.of("--dockerfile", shop.dockerfile()));
    all.addAll(List.of(more));
    return shop.fix(home, environment, all.toArray(String[]::new));
  }

  @Test
  void aDryRunShowsTheDiffAndWritesNothing() throws Exception {
    Run run = fix("--dry-run");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            """
            Nothing was written (--dry-run). 3 of 3 actions would be in the files. With all
            of them, 1 of 4 known vulnerabilities would be left. Build the image again and
            scan it: that is the proof.
            """);
    assertThat(shop.read("Dockerfile")).isEqualTo(Shop.DOCKERFILE);
    assertThat(shop.read("app/package.json")).isEqualTo(Shop.MANIFEST);
    makeRepository();
    Path said = Files.writeString(home.resolve("said"), run.out());
    git("apply", "--check", said.toString());
  }

  @Test
  void filesAreWrittenAndTheDiffThatIsShownTakesThemBack() throws Exception {
    Run run = fix();

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("3 of 3 actions are in the files. With all of them, 1 of 4");
    assertThat(shop.read("Dockerfile")).isEqualTo(FIXED_DOCKERFILE);
    assertThat(shop.read("app/package.json"))
        .isEqualTo(
            """
            {
              "name": "shop",
              "dependencies": {
                "express": "^4.16.0",
                "minimist": "^1.2.6"
              },
              "overrides": {
                "qs": "^6.5.3"
              }
            }
            """);
    git("init", "--quiet");
    Path said = Files.writeString(home.resolve("said"), run.out());
    git("apply", "--check", "-R", said.toString());
    git("apply", "-R", said.toString());
    assertThat(shop.read("Dockerfile")).isEqualTo(Shop.DOCKERFILE);
    assertThat(shop.read("app/package.json")).isEqualTo(Shop.MANIFEST);
  }

  @Test
  void aSecondRunChangesNothingMore() throws Exception {
    fix();
    String manifest = shop.read("app/package.json");

    Run run = fix();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).doesNotContain("diff --git").contains("already");
    assertThat(shop.read("Dockerfile")).isEqualTo(FIXED_DOCKERFILE);
    assertThat(shop.read("app/package.json")).isEqualTo(manifest);
  }

  @Test
  void aFileWithChangesThatAreNotCommittedIsRefused() throws Exception {
    makeRepository();
    Files.writeString(shop.project.resolve("Dockerfile"), Shop.DOCKERFILE + "# mine\n");

    Run refused = fix();

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .isEqualTo(
            "drydock: there are changes that are not committed in Dockerfile; commit or stash them,"
                + " or add --allow-dirty\n");
    assertThat(shop.read("app/package.json")).isEqualTo(Shop.MANIFEST);

    assertThat(fix("--allow-dirty").exitCode()).isZero();
    assertThat(shop.read("Dockerfile")).isEqualTo(FIXED_DOCKERFILE + "# mine\n");
  }

  @Test
  void changesOfOtherFilesDoNotMatter() throws Exception {
    makeRepository();
    Files.writeString(shop.project.resolve("notes"), "mine");

    assertThat(fix().exitCode()).isZero();
    assertThat(git("status", "--porcelain").lines())
        .containsExactlyInAnyOrder("M Dockerfile", " M app/package.json", "?? notes");
  }

  @Test
  void eachGroupBecomesABranchAndTheFilesStayAsTheyAre() throws Exception {
    makeRepository();
    String head = git("rev-parse", "HEAD");

    Run run = fix("--branch");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll("-[0-9a-f]{8} ", "-* ")))
        .containsExactly(
            "drydock/upgrade-npm-minimist-of-the-application-* made: Upgrade minimist 1.2.5 →"
                + " 1.2.6 and upgrade qs 6.5.1 → 6.5.3",
            "drydock/packages-of-the-base-in-dockerfile-* made: Upgrade openssl 1.1.1w-0+deb11u1 →"
                + " 1.1.1w-0+deb11u2");
    assertThat(git("status", "--porcelain")).isEmpty();
    assertThat(git("rev-parse", "HEAD")).isEqualTo(head);
    assertThat(git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
    String branch = run.out().lines().toList().get(1).split(" ", -1)[0];
    assertThat(git("show", branch + ":Dockerfile")).isEqualTo(FIXED_DOCKERFILE.strip());
    assertThat(git("diff", "--name-only", "main", branch)).isEqualTo("Dockerfile");
    assertThat(git("rev-parse", branch + "^")).isEqualTo(head);
    assertThat(git("log", "-1", "--format=%s", branch))
        .isEqualTo("Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2");

    Run again = fix("--branch");

    assertThat(again.out()).isEqualTo(run.out().replace(" made: ", " is there: "));
    assertThat(git("rev-parse", branch + "^")).isEqualTo(head);
  }

  @Test
  void aDryRunMakesNoBranch() throws Exception {
    makeRepository();

    Run run = fix("--branch", "--dry-run");

    assertThat(run.out().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("drydock/") && line.contains(" would be made: "));
    assertThat(git("branch", "--list", "drydock/*")).isEmpty();
  }

  @Test
  void projectsOfOneRepositoryHaveBranchesOfTheirOwn() throws Exception {
    Path root = shop.project;
    Path other = Files.createDirectories(root.resolve("other"));
    Files.copy(root.resolve("Dockerfile"), other.resolve("Dockerfile"));
    makeRepository();

    Run first = fix("--branch");
    Run second =
        shop.fix(home, environment, "--branch", "--dockerfile", other.resolve("Dockerfile") + "");

    assertThat(second.out())
        .contains("made: Upgrade openssl")
        .contains("by hand: Upgrade minimist 1.2.5 → 1.2.6: no file of the project declares");
    assertThat(first.out()).contains("made: Upgrade openssl");
    assertThat(git("branch", "--list", "drydock/packages*").lines()).hasSize(2);
  }

  @Test
  void withoutARepositoryThereIsNoBranch() {
    Run run = fix("--branch");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).hasLineCount(1).contains("repository");
  }

  @Test
  void aNewBaseIsPinnedOnlyByADigestThatARegistryKnows() throws Exception {
    String better = shop.base("better.tar", "1.1.1w-0+deb11u2", "");

    Run run = fix("--pin", "--base", "debian:11-slim=" + better);

    assertThat(run.exitCode()).isZero();
    // an archive has no digest that a registry knows
    assertThat(shop.read("Dockerfile"))
        .isEqualTo(Shop.DOCKERFILE.replace("debian:11", "debian:11-slim"));
    assertThat(run.out()).contains("Build on debian:11-slim\n   → Dockerfile:2\n");
  }

  @Test
  void eachGroupBecomesAPullRequestOnce() throws Exception {
    makeRepository();
    try (StubGitea host = new StubGitea(home.resolve("host"))) {
      Path bare = host.repository();
      git("clone", "--quiet", "--bare", shop.project.toString(), bare.toString());
      git("-C", bare.toString(), "config", "receive.updateServerInfo", "true");
      git("-C", bare.toString(), "update-server-info");
      git("remote", "add", "origin", host.address() + "/own/shop.git");
      git("remote", "set-url", "--push", "origin", bare.toString());
      Map<String, String> plain = environment;
      environment = new HashMap<>(plain);
      environment.put("GITEA_TOKEN", "t0ken");

      Run run = fix("--pull-request", "--host-kind", "gitea");

      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .isEqualTo(
              """
              opened https://example.org/pulls/1: Upgrade minimist 1.2.5 → 1.2.6 and upgrade qs 6.5.1 → 6.5.3
              opened https://example.org/pulls/2: Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2
              """);
      assertThat(host.tokens()).containsOnly("token t0ken");
      assertThat(host.bodies().get(0))
          .startsWith("[//]: # (drydock:begin upgrade-npm-minimist-of-the-application-")
          .contains(
              "2 changes of the same or neighbouring lines",
              "\n## Upgrade minimist 1.2.5 → 1.2.6\n\nRemoves **1 known vulnerability** from `",
              "\n## Upgrade qs 6.5.1 → 6.5.3\n\nRemoves **1 known vulnerability** from `");
      assertThat(host.bodies().get(1))
          .contains("Removes **1 known vulnerability** from `", "| openssl | 1.1.1w-0+deb11u1 |");
      String branch = git("-C", bare.toString(), "branch", "--list", "drydock/packages*").strip();
      assertThat(git("-C", bare.toString(), "show", branch + ":Dockerfile"))
          .isEqualTo(FIXED_DOCKERFILE.strip());
      assertThat(git("status", "--porcelain")).isEmpty();
      assertThat(git("branch", "--list", "drydock/*")).isEmpty();

      Run again = fix("--pull-request", "--host-kind", "gitea");

      assertThat(again.err()).isEmpty();
      assertThat(again.out()).isEqualTo(run.out().replace("opened ", "open "));
      assertThat(host.bodies()).hasSize(2);

      environment = plain;
      Run withoutToken = fix("--pull-request", "--host-kind", "gitea");
      assertThat(withoutToken.exitCode()).isEqualTo(3);
      assertThat(withoutToken.err()).hasLineCount(1).contains("GITEA_TOKEN");
      assertThat(fix("--pull-request", "--host-kind", "other").exitCode()).isEqualTo(2);
    }
  }

  @Test
  void withoutAProjectThereIsNothingToChange() {
    Run run = shop.fix(home);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "drydock: fix needs the files that it may change; name the Dockerfile with"
                + " --dockerfile, or the directory of the project with --project\n");
  }
}
