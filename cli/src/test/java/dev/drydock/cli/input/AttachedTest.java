package dev.drydock.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bills of materials beside an image, in a real registry.
class AttachedTest {
  private static final BuiltImage APP =
      new ImageBuilder()
          .layer(
              new TarWriter()
                  .file(
                      "app/node_modules/minimist/package.json",
                      "{\"name\":\"minimist\",\"version\":\"1.2.5\"}"))
          .build();
  private static final String DOCUMENT =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [
        {"type": "library", "name": "left-pad", "version": "1.3.0", "purl": "pkg:npm/left-pad@1.3.0"},
        {"type": "library", "name": "minimist", "version": "1.2.5", "purl": "pkg:npm/minimist@1.2.5"}]}
      """;

  @TempDir Path home;

  @Test
  void isBelievedWhereAskedAndComparedWithTheImage() throws Exception {
    try (RegistryServer server = RegistryServer.start(Files.createDirectory(home.resolve("r")))) {
      server.push("app", "1", APP);
      String name = "registry:" + server.host() + "/app:1";
      Run none = Run.in(home, "sbom", "--sbom-from", "attached", name);
      assertThat(none.exitCode()).isEqualTo(3);
      assertThat(none.err()).startsWith("drydock: no bill of materials is attached to " + name);

      attach(server);

      assertThat(Run.in(home, "sbom", "-f", "json", "--sbom-from=attached", name).out())
          .contains("pkg:npm/left-pad@1.3.0");
      assertThat(Run.in(home, "sbom", "-f", "json", "--sbom-from=image", name).out())
          .doesNotContain("left-pad");
      assertThat(Run.in(home, "sbom", "--compare-attached", name))
          .isEqualTo(
              new Run(
                  0,
                  """
                  1 package is in the image and in the document attached to it.

                  1 in the document, and not in the image:
                    pkg:npm/left-pad@1.3.0
                  """,
                  ""));
      assertThat(Run.in(home, "sbom", "-f", "json", "--compare-attached", name).out())
          .contains("\"onlyInDocument\": [\"pkg:npm/left-pad@1.3.0\"]", "\"same\": false");
    }
  }

  @Test
  void nothingIsAttachedToAFile() {
    assertThat(Run.in(home, "sbom", "--sbom-from", "attached", "docker-archive:a.tar").exitCode())
        .isEqualTo(2);
    assertThat(Run.in(home, "sbom", "--sbom-from", "rekor", "x").err())
        .isEqualTo("drydock: --sbom-from is 'rekor'; it can be image or attached\n");
    assertThat(Run.in(home, "sbom", "-f", "spdx", "--compare-attached", "x").err())
        .isEqualTo("drydock: --compare-attached writes table or json, not spdx\n");
  }

  private static void attach(RegistryServer server) throws Exception {
    Blob config = blob("{}", "application/vnd.oci.image.config.v1+json");
    Blob document = blob(DOCUMENT, "application/vnd.cyclonedx+json");
    server.pushBlob("app", config);
    server.pushBlob("app", document);
    server.pushManifest(
        "app",
        APP.manifest().digest().replace(':', '-') + ".sbom",
        blob(
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + "\"config\":"
                + config.descriptor()
                + ",\"layers\":["
                + document.descriptor()
                + "]}",
            "application/vnd.oci.image.manifest.v1+json"));
  }

  private static Blob blob(String text, String mediaType) {
    return Blob.of(text.getBytes(StandardCharsets.UTF_8), mediaType);
  }
}
