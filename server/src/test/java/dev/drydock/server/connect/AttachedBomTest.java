package dev.drydock.server.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Main;
import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.testkit.Artifact;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A bill of materials that lies beside an image in a real registry, which has no API for referrers
/// and lists them under a tag (OCI distribution specification, "Referrers Tag Schema").
@ServerTest
class AttachedBomTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TYPE = "application/vnd.cyclonedx+json";

  @Autowired TestServer server;
  @TempDir Path directory;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    TestRegistries.settings(registry);
  }

  private static BuiltImage image(String version) {
    return new ImageBuilder()
        .layer(
            new TarWriter()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                .file(
                    "var/lib/dpkg/status",
                    """
                    Package: base-files
                    Status: install ok installed
                    Architecture: amd64
                    Version: %s

                    """
                        .formatted(version)))
        .build();
  }

  /// What the command line says is in an image.
  private String bom(RegistryServer registry, String repository, BuiltImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("HOME", directory.toString()),
            "sbom",
            "registry:" + registry.host() + "/" + repository + "@" + image.manifest().digest(),
            "--format",
            "cyclonedx-json",
            "--no-progress");
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void attach(
      RegistryServer registry, String repository, BuiltImage image, String document)
      throws Exception {
    Artifact artifact = Artifact.of(TYPE, image.manifest()).with(document, TYPE, "");
    registry.pushBlob(repository, artifact.config());
    for (Artifact.Layer layer : artifact.layers()) {
      registry.pushBlob(repository, layer.blob());
    }
    registry.pushManifest(repository, artifact.manifest().digest(), artifact.manifest());
    registry.pushManifest(
        repository,
        image.manifest().digest().replace(':', '-'),
        BuiltImage.index(artifact.descriptor()));
  }

  @Test
  void theOneAboutExactlyTheImageIsTakenAndAnotherIsNot() throws Exception {
    BuiltImage told = image("12.4");
    BuiltImage mistold = image("12.5");
    try (RegistryServer registry = RegistryServer.start(directory)) {
      registry.push("shop/told", "1", told);
      registry.push("shop/mistold", "1", mistold);
      String marked = bom(registry, "shop/told", told).replace("12.4", "12.4+told");
      assertThat(marked).contains("12.4+told");
      attach(registry, "shop/told", told, marked);
      attach(registry, "shop/mistold", mistold, marked);

      TestRegistries registries = new TestRegistries(server);
      assertThat(
              registries
                  .connect("own", "distribution", registry.host(), ", \"discoveryMinutes\": 60")
                  .status())
          .isEqualTo(201);
      List<String> both = List.of("shop/mistold:1 pushed done", "shop/told:1 pushed done");
      Instant end = Instant.now().plus(PATIENCE);
      while (!registries.pushes("own").stream().sorted().toList().equals(both)) {
        assertThat(Instant.now())
            .as(registries.get("/connections/own/pushes").response().body())
            .isBefore(end);
        Thread.sleep(100);
      }
      assertThat(sbom(registries, told)).contains("12.4+told");
      assertThat(sbom(registries, mistold)).contains("12.5").doesNotContain("12.4");
    }
  }

  private static String sbom(TestRegistries registries, BuiltImage image) {
    return registries.get("/images/" + image.manifest().digest() + "/sbom").response().body();
  }
}
