package dev.drydock.cli.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.cli.Shop;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Branches of one plan, merged by the real git one after the other.
class FixMergeTest {
  private static final String MANIFEST =
      """
      {
        "name": "shop",
        "dependencies": {
          "minimist": "^1.2.5",
          "a": "1",
          "b": "1",
          "c": "1",
          "qs": "^6.5.1"
        }
      }
      """;

  @TempDir private Path home;
  private Shop shop;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void makeRepository() throws Exception {
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

  private Run fix(String... more) {
    List<String> all = new ArrayList<>(List.of("--dockerfile", shop.dockerfile()));
    all.addAll(List.of(more));
    return shop.fix(home, environment, all.toArray(String[]::new));
  }

  private void commit() throws IOException, InterruptedException {
    git("init", "--quiet");
    git("add", "-A");
    git("commit", "--quiet", "-m", "First");
  }

  /// Merges all branches in every order; each time what comes out is what `fix` writes at once.
  private List<String> mergedInEveryOrder(String... options) throws Exception {
    List<String> branch = new ArrayList<>(List.of(options));
    branch.add("--branch");
    Run run = fix(branch.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    List<String> branches =
        run.out()
            .lines()
            .filter(line -> line.contains(" made: "))
            .map(line -> line.split(" ", 2)[0])
            .toList();
    assertThat(fix(options).exitCode()).isZero();
    git("add", "-A");
    String whole = git("write-tree");
    git("reset", "--quiet", "--hard");
    for (List<String> order : orders(branches)) {
      git("checkout", "--quiet", "--detach", "main");
      for (String one : order) {
        git("merge", "--quiet", "--no-edit", one);
      }
      assertThat(git("rev-parse", "HEAD^{tree}")).as("%s", order).isEqualTo(whole);
    }
    git("checkout", "--quiet", "main");
    return run.out().lines().map(line -> line.replaceFirst("-[0-9a-f]{8} ", " ")).toList();
  }

  private static List<List<String>> orders(List<String> all) {
    if (all.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> orders = new ArrayList<>();
    for (String first : all) {
      List<String> others = new ArrayList<>(all);
      others.remove(first);
      for (List<String> order : orders(others)) {
        List<String> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }

  @Test
  void independentActionsAreBranchesOfTheirOwn() throws Exception {
    Files.writeString(shop.project.resolve("app/package.json"), MANIFEST);
    commit();

    assertThat(mergedInEveryOrder())
        .containsExactly(
            "drydock/upgrade-npm-minimist-of-the-application made: Upgrade minimist 1.2.5 → 1.2.6",
            "drydock/packages-of-the-base-in-dockerfile made: Upgrade openssl 1.1.1w-0+deb11u1 →"
                + " 1.1.1w-0+deb11u2",
            "drydock/upgrade-npm-qs-of-the-application made: Upgrade qs 6.5.1 → 6.5.3");
  }

  @Test
  void theBaseAndItsPackagesAreOneBranch() throws Exception {
    Files.writeString(shop.project.resolve("app/package.json"), MANIFEST);
    Files.writeString(
        shop.project.resolve("Dockerfile"),
        "# syntax=docker/dockerfile:1\nFROM debian:11\nCOPY app /app\nCMD [\"node\", \"/app\"]\n");
    // without zlib, which is attacked, but openssl as old as before
    String better = shop.base("better.tar", "1.1.1w-0+deb11u1", "");
    commit();

    assertThat(mergedInEveryOrder("--base", "debian:11-slim=" + better))
        .containsExactly(
            "drydock/base-image-in-dockerfile made: Build on debian:11-slim and upgrade openssl"
                + " 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2",
            "drydock/upgrade-npm-minimist-of-the-application made: Upgrade minimist 1.2.5 → 1.2.6",
            "drydock/upgrade-npm-qs-of-the-application made: Upgrade qs 6.5.1 → 6.5.3");
  }

  @Test
  void aGroupThatPartsAndJoinsBetweenRunsIsUpdatedAndToldOf() throws Exception {
    commit();
    String joined = fix("--branch").out();
    assertThat(joined.lines()).hasSize(2);
    assertThat(joined).contains("made: Upgrade minimist 1.2.5 → 1.2.6 and upgrade qs 6.5.1");

    Files.writeString(shop.project.resolve("app/package.json"), MANIFEST);
    git("commit", "--quiet", "-am", "More");
    String parted = fix("--branch").out();

    assertThat(parted.lines().map(line -> line.replaceFirst("-[0-9a-f]{8} ", " ")))
        .containsExactly(
            "drydock/upgrade-npm-minimist-of-the-application renewed: Upgrade minimist 1.2.5 →"
                + " 1.2.6",
            "drydock/packages-of-the-base-in-dockerfile is there: Upgrade openssl"
                + " 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2",
            "drydock/upgrade-npm-qs-of-the-application made: Upgrade qs 6.5.1 → 6.5.3");

    Files.writeString(shop.project.resolve("app/package.json"), Shop.MANIFEST);
    git("commit", "--quiet", "-am", "Less");
    String again = fix("--branch").out();

    String qs = parted.lines().toList().getLast().split(" ", 2)[0];
    assertThat(again.lines().map(line -> line.replaceAll("-[0-9a-f]{8}\\b", "")))
        .containsExactly(
            "drydock/upgrade-npm-minimist-of-the-application renewed: Upgrade minimist 1.2.5 →"
                + " 1.2.6 and upgrade qs 6.5.1 → 6.5.3",
            "drydock/packages-of-the-base-in-dockerfile is there: Upgrade openssl"
                + " 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2",
            "drydock/upgrade-npm-qs-of-the-application is part of"
                + " drydock/upgrade-npm-minimist-of-the-application now: git branch -D"
                + " drydock/upgrade-npm-qs-of-the-application");
    git("branch", "-D", qs);
    assertThat(fix("--branch").out().lines()).hasSize(2).allMatch(it -> it.contains("is there: "));
  }
}
