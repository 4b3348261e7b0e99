package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.testkit.DockerDaemon;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `ci/drydock.sh` with each builder that it knows, for real, and a real registry that wants a
/// login: from the build to a signed image, by skopeo and by the builder itself. No secret is in
/// any log.
@Timeout(300)
class BuildersTest {
  private static final String KEY_PASSWORD = "open sesame";

  private static final String PROGRAMS =
      "sh git cat rm rmdir mkdir mktemp dirname basename cp mv tar gzip sha256sum cut tr cmp base64"
          + " uname grep head sed sleep id ls env readlink";

  @TempDir private Path directory;
  private RegistryServer registry;
  private Machine ci;
  private Path shop;
  private @Nullable DockerDaemon daemon;

  @BeforeEach
  void aProject() throws Exception {
    registry =
        RegistryServer.start(
            Files.createDirectories(directory.resolve("registry")), RegistryServer.Option.LOGIN);
    Path home = Files.createDirectories(directory.resolve("ci"));
    Machine bare = Machine.make(home, registry.host());
    ok(
        Run.in(
            home,
            Map.of("DRYDOCK_KEY_PASSWORD", KEY_PASSWORD),
            "key",
            "generate",
            "-q",
            home.resolve("release").toString()));
    String advisories = Bakery.advisories(directory.resolve("feeds")).toString();
    String index = home.resolve(".cache/drydock/advisories/advisories.idx").toString();
    ok(Run.in(home, "db", "build", "-q", "-o", index, advisories));
    ci =
        bare.with(
            Map.of(
                "SOURCE_DATE_EPOCH",
                Bakery.NOW,
                "DRYDOCK",
                home + "/bin/drydock",
                "DRYDOCK_IMAGE",
                registry.host() + "/team/shop",
                "DRYDOCK_INSECURE_REGISTRY",
                registry.host(),
                "DRYDOCK_KEY",
                Files.readString(home.resolve("release.key")),
                "DRYDOCK_KEY_PASSWORD",
                KEY_PASSWORD));
    shop = Files.createDirectories(directory.resolve("shop"));
    ok(ci.run(shop, "git", "init", "-q"));
    Files.writeString(
        shop.resolve("Dockerfile"),
        """
        FROM scratch AS tools
        COPY requirements.txt /tools/

        FROM scratch AS shop
        ARG EDITION
        LABEL edition=$EDITION
        COPY os-release /etc/
        COPY requirements.txt /srv/
        USER 10001
        CMD ["/srv/shop"]
        """);
    Files.writeString(shop.resolve("os-release"), "ID=debian\nVERSION_ID=\"12\"\n");
    Files.writeString(shop.resolve("requirements.txt"), "jinja2==3.1.4\n");
    ok(ci.run(shop, "drydock", "init", "shell"));
    ok(ci.run(shop, "git", "add", "-A"));
    ok(ci.run(shop, "git", "commit", "-q", "-m", "The shop"));
  }

  @AfterEach
  void stop() {
    registry.close();
    if (daemon != null) {
      daemon.close();
    }
  }

  private static Run ok(Run run) {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return run;
  }

  /// A machine with that builder.
  private Machine with(String builder, boolean skopeo) throws Exception {
    Map<String, String> more = new HashMap<>();
    more.put("DRYDOCK_BUILDER", builder);
    more.put("DRYDOCK_BUILD_ARGS", "EDITION=the 2nd\n");
    if (builder.equals("docker")) {
      daemon = DockerDaemon.start(Files.createDirectories(directory.resolve("docker")));
      more.put("DOCKER_HOST", daemon.address());
      // without the plug-in for BuildKit the client builds by the daemon's own builder
      more.put("DOCKER_BUILDKIT", "0");
    } else {
      Tools.require(builder, builder);
    }
    if (!skopeo) {
      more.put("PATH", programs(builder));
    } else {
      Tools.require("skopeo", "skopeo");
    }
    return ci.with(more);
  }

  /// A directory that has all programs that the script needs but skopeo.
  private String programs(String builder) throws IOException {
    Path programs = Files.createDirectories(directory.resolve("programs"));
    for (String name : (PROGRAMS + " " + builder).split(" ", -1)) {
      Path file =
          Files.writeString(
              programs.resolve(name),
              "#!/bin/sh\nexec " + Tools.require(name, "coreutils") + " \"$@\"\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return programs.toString();
  }

  private Map<String, String> login(String password) {
    return Map.of(
        "DRYDOCK_REGISTRY_USER", RegistryServer.USER, "DRYDOCK_REGISTRY_PASSWORD", password);
  }

  private static void noSecrets(Run run, String password) {
    String login =
        Base64.getEncoder()
            .encodeToString(
                (RegistryServer.USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    assertThat(run.out() + run.err())
        .doesNotContain(password, login, KEY_PASSWORD, "-----BEGIN", "PRIVATE KEY");
  }

  @ParameterizedTest
  @CsvSource({"buildah, false", "podman, true", "podman, false", "docker, true", "docker, false"})
  void fromTheBuildToASignedImage(String builder, boolean skopeo) throws Exception {
    Machine machine = with(builder, skopeo).with(login(RegistryServer.PASSWORD));

    Run run = ok(machine.run(shop, "sh", "ci/drydock.sh", "all"));

    noSecrets(run, RegistryServer.PASSWORD);
    String head = ok(machine.run(shop, "git", "rev-parse", "HEAD")).out().strip();
    assertThat(run.err())
        .contains(
            "drydock.sh: building " + registry.host() + "/team/shop:" + head + " with " + builder);
    String published = run.out().lines().toList().getLast();
    assertThat(published).matches(registry.host() + "/team/shop@sha256:[0-9a-f]{64}");
    assertThat(run.err()).contains("drydock.sh: pushed " + published + "\n");
    theRegistryHas(published, head);
    // the login was for that one run
    assertThat(directory.resolve("ci/.docker")).doesNotExist();
    assertThat(directory.resolve("ci/.config/containers/auth.json")).doesNotExist();
  }

  /// The image under both its names, signed, as whoever runs it asks.
  private void theRegistryHas(String published, String head) throws Exception {
    for (String tag : List.of("main", head)) {
      Run verified =
          ok(
              asReader(
                  "verify",
                  "--key",
                  directory.resolve("ci/release.pub").toString(),
                  "--type",
                  "signature,cyclonedx,scan,verdict",
                  registry.host() + "/team/shop:" + tag));
      assertThat(verified.out()).contains("verified: " + published + " ");
    }
    Run sbom = ok(asReader("sbom", "-q", "-f", "json", published));
    assertThat(sbom.out()).contains("\"jinja2\"", "debian").doesNotContain("/tools/");
  }

  private Run asReader(String... command) throws IOException {
    return Run.in(directory.resolve("ci"), Map.of("DOCKER_CONFIG", config()), command);
  }

  private String config() throws IOException {
    Path directory = Files.createDirectories(this.directory.resolve("reader"));
    String login =
        Base64.getEncoder()
            .encodeToString(
                (RegistryServer.USER + ":" + RegistryServer.PASSWORD)
                    .getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        directory.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), login));
    return directory.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"podman", "docker"})
  void aWrongPasswordPublishesNothingAndIsNotShown(String builder) throws Exception {
    Machine machine = with(builder, false).with(login("wr0ng-secret"));

    Run run = machine.run(shop, "sh", "ci/drydock.sh", "all");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
    noSecrets(run, "wr0ng-secret");
    assertThat(run.err().lines().toList().getLast())
        .isEqualTo(
            "drydock.sh: "
                + registry.host()
                + "/team/shop cannot be pushed; may this job write there? (DRYDOCK_REGISTRY_USER,"
                + " DRYDOCK_REGISTRY_PASSWORD)");
    assertThat(run.out()).doesNotContain("@sha256:");
  }
}
