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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of pull requests of earlier runs, with the real git and a host on this machine.
class FixRequestsTest {
  private static final String OPENED =
      """
      opened https://example.org/pulls/1: Upgrade minimist 1.2.5 → 1.2.6 and upgrade qs 6.5.1 → 6.5.3
      opened https://example.org/pulls/2: Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2
      """;
  private static final String LIBRARIES =
      "open https://example.org/pulls/1: Upgrade minimist 1.2.5 → 1.2.6 and upgrade qs 6.5.1 →"
          + " 6.5.3\n";

  @TempDir private Path home;
  private Shop shop;
  private StubGitea host;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void openShop() throws Exception {
    shop = new Shop(home);
    environment =
        Map.of(
            "PATH",
            System.getenv("PATH"),
            "GIT_CONFIG_NOSYSTEM",
            "1",
            "GIT_CEILING_DIRECTORIES",
            home.toString(),
            "GITEA_TOKEN",
            "t0ken");
    Files.writeString(
        home.resolve(".gitconfig"),
        "[user]\n\tname = Test\n\temail = test@example.org\n[init]\n\tdefaultBranch = main\n");
    host = new StubGitea(home.resolve("host"));
    git("init", "--quiet");
    git("add", "-A");
    git("commit", "--quiet", "-m", "First");
    String bare = host.repository().toString();
    git("clone", "--quiet", "--bare", shop.project.toString(), bare);
    git("-C", bare, "config", "receive.updateServerInfo", "true");
    git("-C", bare, "update-server-info");
    git("remote", "add", "origin", host.address() + "/own/shop.git");
    git("remote", "set-url", "--push", "origin", bare);
  }

  @AfterEach
  void stop() {
    host.close();
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

  private String fix(String... more) {
    return fixFor(shop.dockerfile(), more);
  }

  private String fixFor(String dockerfile, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("--dockerfile", dockerfile, "--pull-request", "--host-kind", "gitea"));
    all.addAll(List.of(more));
    Run run = shop.fix(home, environment, all.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return run.out();
  }

  private List<String> branches() throws Exception {
    return git("-C", host.repository().toString(), "branch", "--list", "drydock/*")
        .lines()
        .map(line -> line.strip().replaceAll("-[0-9a-f]{8}$", ""))
        .toList();
  }

  @Test
  void aRequestWhoseActionIsNotInThePlanAnyMoreIsClosed() throws Exception {
    assertThat(fix()).isEqualTo(OPENED);
    shop.rebuild("1.1.1w-0+deb11u2", "1:1.2.11-1");

    assertThat(fix())
        .isEqualTo(
            LIBRARIES
                + "closed https://example.org/pulls/2: Upgrade openssl 1.1.1w-0+deb11u1 →"
                + " 1.1.1w-0+deb11u2 is not needed any more\n");

    assertThat(host.states()).containsExactly("open", "closed");
    assertThat(host.bodies().get(1)).contains("Thank you, nothing is left to do here: ");
    assertThat(branches()).containsExactly("drydock/upgrade-npm-minimist-of-the-application");
    assertThat(fix()).isEqualTo(LIBRARIES);
  }

  @Test
  void anotherDockerfileOfTheProjectClosesNothing() throws Exception {
    fix();
    Path other = Files.copy(shop.project.resolve("Dockerfile"), shop.project.resolve("other"));
    shop.rebuild("1.1.1w-0+deb11u2", "1:1.2.11-1");

    assertThat(fixFor(other.toString())).isEqualTo(LIBRARIES);
    assertThat(host.states()).containsExactly("open", "open");
  }

  @Test
  void aScanThatKnowsLessThanTheOneBeforeClosesNothing() throws Exception {
    fix();
    try (Stream<Path> files = Files.list(home.resolve("feeds/osv/npm"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    String said = fix();

    assertThat(said.replaceAll("-[0-9a-f]{8} ", " "))
        .isEqualTo(
            """
            open https://example.org/pulls/2: Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2
            left open: drydock/upgrade-npm-minimist-of-the-application is not in the plan, but this \
            scan has no advisories for npm, so it may still be needed
            """);
    assertThat(host.states()).containsExactly("open", "open");
  }

  @Test
  void aNewBaseIsOnlyMissedWhereOneWasLookedFor() throws Exception {
    String better = shop.base("better.tar", "1.1.1w-0+deb11u2", "");
    String base = "debian:11-slim=" + better;
    assertThat(fix("--base", base)).contains("opened https://example.org/pulls/1: Build on debian");

    assertThat(fix())
        .isEqualTo(
            LIBRARIES.replace("/1:", "/2:")
                + "opened https://example.org/pulls/3: Upgrade openssl 1.1.1w-0+deb11u1 →"
                + " 1.1.1w-0+deb11u2\n");
    String worse = shop.base("worse.tar", "1.1.1w-0+deb11u1", "1:1.2.11-1");
    assertThat(fix("--base", "debian:11-worse=" + worse))
        .contains("closed https://example.org/pulls/1: Build on debian:11-slim");
    assertThat(host.states()).containsExactly("closed", "open", "open");
  }

  @Test
  void whereNothingIsToBeDoneTheLastRequestIsClosedToo() throws Exception {
    Files.delete(shop.project.resolve("app/package.json"));
    git("commit", "--quiet", "-am", "Less");
    git("push", "--quiet", "origin", "main");
    assertThat(fix()).contains("opened https://example.org/pulls/1: Upgrade openssl");
    shop.rebuild("1.1.1w-0+deb11u2", "1:1.2.11-1");

    assertThat(fix()).contains("closed https://example.org/pulls/1: Upgrade openssl");
    assertThat(branches()).isEmpty();
  }
}
