package dev.drydock.cli.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the login for a registry is taken from: the files of Docker and of Podman.
class LoginsTest {
  @TempDir private Path home;
  private RegistryServer registry;

  @BeforeEach
  void aRegistryThatWantsALogin() throws Exception {
    registry =
        RegistryServer.start(
            Files.createDirectories(home.resolve("registry")), RegistryServer.Option.LOGIN);
    registry.push(
        "app", "1", new ImageBuilder().layer(new TarWriter().file("a", "b"), "ADD").build());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private int pull(Map<String, String> environment) {
    return Run.in(
            home,
            environment,
            "sbom",
            "-q",
            "--insecure-registry",
            registry.host(),
            "registry:" + registry.host() + "/app:1")
        .exitCode();
  }

  private String login(String file, String password) throws IOException {
    String auth =
        Base64.getEncoder()
            .encodeToString(
                (RegistryServer.USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(
            path, "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), auth))
        .toString();
  }

  @Test
  void nobodyIsLetInWithoutOne() {
    assertThat(pull(Map.of())).isEqualTo(3);
  }

  @Test
  void podmansFilesCountWhereDockersHasNone() throws IOException {
    String named = login("named/auth.json", RegistryServer.PASSWORD);
    assertThat(pull(Map.of("REGISTRY_AUTH_FILE", named))).isZero();
    login("run/containers/auth.json", RegistryServer.PASSWORD);
    assertThat(pull(Map.of("XDG_RUNTIME_DIR", home.resolve("run").toString()))).isZero();
    login("config/containers/auth.json", RegistryServer.PASSWORD);
    assertThat(pull(Map.of("XDG_CONFIG_HOME", home.resolve("config").toString()))).isZero();
    login(".config/containers/auth.json", RegistryServer.PASSWORD);
    assertThat(pull(Map.of())).isZero();
  }

  @Test
  void theNamedFileCountsBeforeDockersAndThatBeforePodmans() throws IOException {
    login(".docker/config.json", RegistryServer.PASSWORD);
    login(".config/containers/auth.json", "wrong");
    assertThat(pull(Map.of())).isZero();
    String wrong = login("named/auth.json", "wrong");
    assertThat(pull(Map.of("REGISTRY_AUTH_FILE", wrong))).isEqualTo(3);
  }
}
