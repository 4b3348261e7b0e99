package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.GitServer;
import dev.drydock.testkit.RegistryServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole road with real parts on loopback: a push starts a job, the job's gate says no and what
/// to do, `drydock fix` does it, the next push passes, and its image lies in the registry, signed,
/// with what is in it and what was found beside it.
@Timeout(300)
class StoryTest {
  @TempDir private Path directory;
  private RegistryServer registry;
  private GitServer server;
  private Machine desk;
  private Path shop;

  @BeforeEach
  void everythingIsThere() throws Exception {
    registry = RegistryServer.start(Files.createDirectories(directory.resolve("registry")));
    Bakery.pushBases(registry);
    Path advisories = Bakery.advisories(directory.resolve("feeds"));
    desk = machine("desk");
    Machine ci = machine("ci");
    for (Machine machine : new Machine[] {desk, ci}) {
      ok(
          machine.run(
              directory,
              "drydock",
              "db",
              "build",
              "-q",
              "-o",
              machine.home().resolve(".cache/drydock/advisories/advisories.idx").toString(),
              advisories.toString()));
    }
    ok(ci.run(ci.home(), "drydock", "key", "generate", "-q", "release"));
    server = GitServer.make(directory, "ci/drydock.sh all", settings(ci));
    shop = directory.resolve("shop");
    ok(desk.run(directory, "git", "clone", "-q", server.url(), shop.toString()));
    Bakery.writeProject(shop, registry.host());
    ok(desk.run(shop, "drydock", "init", "shell"));
  }

  /// What whoever looks after the CI system sets.
  private Map<String, String> settings(Machine ci) {
    return ci.with(
            Map.of(
                "DRYDOCK",
                ci.home() + "/bin/drydock",
                "DRYDOCK_BUILDER",
                "buildah",
                "DRYDOCK_TRY_BASES",
                "yes",
                "DRYDOCK_IMAGE",
                registry.host() + "/team/shop",
                "DRYDOCK_INSECURE_REGISTRY",
                registry.host(),
                "DRYDOCK_KEY",
                ci.home() + "/release.key"))
        .environment();
  }

  private Machine machine(String name) throws Exception {
    Path home = Files.createDirectories(directory.resolve(name));
    return Machine.make(home, registry.host())
        .with(Map.of("SOURCE_DATE_EPOCH", Bakery.NOW, "DRYDOCK_KEY_PASSWORD", "open sesame"));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private static Run ok(Run run) {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return run;
  }

  private Run git(String... words) throws Exception {
    String[] command = new String[words.length + 1];
    command[0] = "git";
    System.arraycopy(words, 0, command, 1, words.length);
    return ok(desk.run(shop, command));
  }

  private GitServer.Job push(String message) throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", message);
    git("push", "-q", "origin", "HEAD:main");
    return server.jobs().getLast();
  }

  @Test
  void fromTheFirstPushToAnImageThatIsSigned() throws Exception {
    GitServer.Job red = push("The shop");

    assertThat(red.exitCode()).as(red.log()).isEqualTo(1);
    assertThat(told(red))
        .contains(
            """
            BLOCKED by 1 rule: .drydock/image.tar
            Policy: Drydock's own, as there is no drydock.yaml here; `drydock policy show`
              prints it

            fixable-critical: it is critical, within reach over the network, and a fix is
                there
                CVE-2024-5535 in libssl3 3.0.14-1~deb12u2
                CVE-2020-14343 in pyyaml 5.3.1
              → Build on REGISTRY/team/python:3.11.2 (Dockerfile:1)
              → Upgrade pyyaml 5.3.1 → 5.4 (requirements.txt:3)
            """)
        .endsWith(
            "What makes the changes: drydock fix --try-bases --dockerfile Dockerfile"
                + " .drydock/image.tar\n");
    assertThat(repositories()).as("nothing that is red is published").containsOnly("team/python");

    Machine builder = desk.with(Map.of("DRYDOCK_BUILDER", "buildah"));
    ok(builder.run(shop, "sh", "ci/drydock.sh", "build"));
    String built = "localhost/shop:" + git("rev-parse", "HEAD").out().strip();
    Run fix =
        ok(desk.run(shop, "drydock", "fix", "--try-bases", "--dockerfile", "Dockerfile", built));
    assertThat(fix.out()).contains("3 of 3 actions are in the files.");
    assertThat(git("diff", "--name-only").out().lines())
        .containsExactly("Dockerfile", "requirements.txt");

    GitServer.Job green = push("What drydock fix did");

    assertThat(green.exitCode()).as(green.log()).isZero();
    assertThat(told(green)).contains("PASSED: .drydock/image.tar\n");
    assertThat(repositories()).containsExactly("team/python", "team/shop");
    theImageIsWhatItSays(registry.host() + "/team/shop:main");
  }

  /// As whoever is about to run it asks.
  private void theImageIsWhatItSays(String image) throws Exception {
    Path key = directory.resolve("ci/release.pub");
    Run verified =
        ok(
            desk.run(
                directory,
                "drydock",
                "verify",
                "--key",
                key.toString(),
                "--type",
                "signature,cyclonedx,scan,verdict",
                image));
    assertThat(verified.out().lines().map(line -> line.replaceAll("\\s.*", "")))
        .containsExactly("trusted", "trusted", "trusted", "trusted", "verified:");
    String digest = verified.out().replaceAll("(?s).*@sha256:([0-9a-f]{64}).*", "$1");
    assertThat(ask("/v2/team/shop/referrers/sha256:" + digest)).as("no list of 1.1").isNull();
    assertThat(ask("/v2/team/shop/tags/list")).contains("\"sha256-" + digest + "\"");
    Run gated = ok(desk.run(directory, "drydock", "gate", "--sbom-from", "attached", image));
    assertThat(gated.out()).startsWith("PASSED: ");
  }

  /// What a job said, without what is another one each time.
  private String told(GitServer.Job job) {
    return job.log().replace(registry.host(), "REGISTRY");
  }

  private List<String> repositories() throws Exception {
    String answer = String.valueOf(ask("/v2/_catalog"));
    return new JsonReader(Limits.defaults())
        .read(answer.getBytes(StandardCharsets.UTF_8), "the catalogue")
        .texts("repositories");
  }

  /// What the registry answers; `null` where it has nothing there.
  private @Nullable String ask(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://" + registry.host() + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 404 ? null : response.body();
    }
  }
}
