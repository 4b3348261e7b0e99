package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.console.ExitCode;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.RegistryServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The common base with real parts on loopback: a platform team makes a base and two of its people
/// approve it, teams build upon it, and only what stands upon it and passes gets downstream.
@Timeout(300)
class TeamStoryTest {
  private static final String FAMILY =
      """
        python:
          owner: platform
          variants:
            "3.11":
              source: { dockerfile: python/Dockerfile }
              hardening: { profile: standard }
              tests: [python/tests.yaml]
              tags: ["3.11"]
      """;

  @TempDir private Path directory;
  private Shipyard shipyard;
  private RegistryServer downstream;
  private Path policy;

  @BeforeEach
  void everythingIsThere() throws Exception {
    shipyard = Shipyard.open(Files.createDirectories(directory.resolve("platform")));
    downstream = RegistryServer.start(Files.createDirectories(directory.resolve("downstream")));
    for (String person : List.of("bob", "ci")) {
      assertThat(
              shipyard
                  .drydock("key", "generate", "-q", home().resolve(person).toString())
                  .exitCode())
          .isZero();
    }
    Files.copy(shipyard.publicKey("bob"), shipyard.bases.resolve("bob.pub"));
    platform("3.11.1");
    shipyard.write("python/motd", "welcome\n");
    shipyard.write(
        "python/tests.yaml",
        """
        schemaVersion: 2.0.0
        fileContentTests: [{ name: motd, path: /etc/motd, expectedContents: [welcome] }]
        metadataTest: { user: "10001" }
        """);
    shipyard.write(
        "bases.yaml",
        """
        bases: 1
        registry: REGISTRY/bases
        approval:
          approvers: [{ name: alice, key: alice.pub }, { name: bob, key: bob.pub }]
          required: 2
        families:
        """
            + FAMILY);
    policy =
        Files.writeString(
            directory.resolve("drydock.yaml"),
            """
            policy: 1
            extends: drydock:default
            bases:
              registry: %1$s/bases
              approvers:
                - { name: alice, key: platform/bases/alice.pub }
                - { name: bob, key: platform/bases/bob.pub }
              required: 2
            rules:
              approved-base:
                deny: image
                when: { base.status: [unapproved, revoked, retired, expired] }
                because: only approved bases are looked after
            downstream:
              - { from: %1$s/apps/*, to: %2$s/apps/* }
            """
                .formatted(shipyard.host(), downstream.host()));
  }

  @AfterEach
  void stop() {
    downstream.close();
    shipyard.close();
  }

  private Path home() {
    return directory.resolve("platform/home");
  }

  /// The platform team's recipe, upon one release of Python.
  private void platform(String release) throws Exception {
    shipyard.write(
        "python/Dockerfile",
        "FROM REGISTRY/team/python:%s\nCOPY motd /etc/motd\nUSER 10001\n".formatted(release));
  }

  private Run approve(String person, String candidate) {
    return shipyard.drydock(
        "base",
        "approve",
        "--bases",
        shipyard.bases.resolve("bases.yaml").toString(),
        "--key",
        shipyard.key(person).toString(),
        "--evidence-key",
        shipyard.publicKey("pipeline").toString(),
        "--reason",
        "looked at the report",
        "--insecure-registry",
        shipyard.host(),
        candidate);
  }

  /// What a team builds, and pushes to where it develops.
  private String build(String app, String... dockerfile) throws Exception {
    Path context = Files.createDirectories(directory.resolve(app));
    Files.writeString(
        context.resolve("Dockerfile"),
        String.join("\n", dockerfile).replace("REGISTRY", shipyard.host()) + "\n");
    Files.writeString(context.resolve("shop.py"), "print('open')\n");
    Files.writeString(context.resolve("requirements.txt"), "pyyaml==5.3.1\n");
    String image = shipyard.host() + "/apps/" + app + ":1";
    shipyard.ok("buildah", "bud", "-q", "-t", image, context.toString());
    shipyard.ok("buildah", "push", "-q", image, "docker://" + image);
    return image;
  }

  private Run promote(String image) {
    return shipyard.drydock(
        "promote",
        "--policy",
        policy.toString(),
        "--key",
        shipyard.key("ci").toString(),
        "--insecure-registry",
        shipyard.host() + "," + downstream.host(),
        image);
  }

  @Test
  void onlyWhatStandsUponAnApprovedBaseAndPassesGetsDownstream() throws Exception {
    Run refused = shipyard.pipeline();

    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(ExitCode.GATE);
    assertThat(refused.out()).contains("CVE-2024-5535");

    platform("3.11.2");
    Run ready = shipyard.pipeline();
    assertThat(ready.exitCode()).as(ready.toString()).isZero();
    String candidate = ready.out().replaceAll("(?s).*candidate (\\S+)\n.*", "$1");
    assertThat(approve("alice", candidate).out()).contains("1 more is needed, of bob");
    assertThat(tags("bases/python")).as("one is not enough").noneMatch("3.11"::equals);
    Run second = approve("bob", candidate);
    assertThat(second.exitCode()).as(second.toString()).isZero();
    assertThat(tags("bases/python")).contains("3.11");

    theTeamThatBuildsUponItGetsThere();
    othersDoNot();
  }

  private void theTeamThatBuildsUponItGetsThere() throws Exception {
    Path dockerfile =
        Files.writeString(
            Files.createDirectories(directory.resolve("shop")).resolve("Dockerfile"),
            "FROM debian:12-slim\nCOPY shop.py /srv/\nCMD [\"python3\", \"/srv/shop.py\"]\n");
    Run suggested =
        shipyard.drydock(
            "base",
            "suggest",
            "--bases",
            policy.toString(),
            "--insecure-registry",
            shipyard.host(),
            "--write",
            dockerfile.toString());
    assertThat(suggested.out()).as(suggested.err()).contains("/bases/python:3.11-");
    String image = build("shop", Files.readString(dockerfile).strip());

    Run promoted = promote(image);

    assertThat(promoted.exitCode()).as(promoted.toString()).isZero();
    assertThat(promoted.out())
        .startsWith("promoted: " + downstream.host() + "/apps/shop:1@sha256:");
    Run verified =
        shipyard.drydock(
            "verify",
            "--key",
            shipyard.publicKey("ci").toString(),
            "--type",
            "promotion",
            "--insecure-registry",
            downstream.host(),
            downstream.host() + "/apps/shop:1");
    assertThat(verified.exitCode()).as(verified.toString()).isZero();
    // once more changes nothing, and asks the gate again all the same
    assertThat(promote(image).exitCode()).isZero();
  }

  private void othersDoNot() throws Exception {
    String elsewhere = build("elsewhere", "FROM REGISTRY/team/python:3.11.2", "COPY shop.py /srv/");
    Run unapproved = promote(elsewhere);
    assertThat(unapproved.exitCode()).as(unapproved.toString()).isEqualTo(ExitCode.GATE);
    assertThat(unapproved.out()).contains("approved-base", "  → approved are");

    String failing =
        build("failing", "FROM REGISTRY/bases/python:3.11", "COPY requirements.txt /srv/");
    Run stopped = promote(failing);
    assertThat(stopped.exitCode()).as(stopped.toString()).isEqualTo(ExitCode.GATE);
    assertThat(stopped.out()).contains("CVE-2020-14343", "Upgrade pyyaml 5.3.1 → 5.4");

    String tampered = build("tampered", "FROM REGISTRY/bases/python:3.11", "COPY shop.py /opt/");
    tamper(tampered);
    Run damaged = promote(tampered);
    assertThat(damaged.exitCode()).as(damaged.toString()).isEqualTo(ExitCode.INPUT);
    assertThat(damaged.err()).contains("sha256:");

    assertThat(tags("apps/shop")).contains("1");
    for (String app : List.of("elsewhere", "failing", "tampered")) {
      assertThat(ask(downstream.host(), "/v2/apps/" + app + "/tags/list")).as(app).isEmpty();
    }
  }

  /// Changes the last layer where the registry keeps it.
  private void tamper(String image) throws Exception {
    String manifest =
        ask(
            shipyard.host(),
            "/v2/apps/tampered/manifests/" + image.substring(image.lastIndexOf(':') + 1));
    List<String> layers =
        new JsonReader(Limits.defaults())
                .read(manifest.getBytes(StandardCharsets.UTF_8), "the manifest")
                .items("layers")
                .stream()
                .map(layer -> String.valueOf(layer.text("digest")))
                .toList();
    String hex = layers.getLast().substring("sha256:".length());
    try (Stream<Path> files = Files.walk(directory.resolve("platform/registry"))) {
      Path data =
          files.filter(file -> file.endsWith(Path.of(hex, "data"))).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(data);
      bytes[bytes.length / 2] ^= 1;
      Files.write(data, bytes);
    }
  }

  private List<String> tags(String repository) throws Exception {
    String host = repository.startsWith("apps/") ? downstream.host() : shipyard.host();
    return new JsonReader(Limits.defaults())
        .read(
            ask(host, "/v2/" + repository + "/tags/list").getBytes(StandardCharsets.UTF_8),
            "the list of tags")
        .texts("tags");
  }

  /// What a registry answers; `""` where it has nothing there.
  private static String ask(String host, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://" + host + path))
                  .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 404 ? "" : response.body();
    }
  }
}
