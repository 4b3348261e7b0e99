package dev.drydock.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.Platform;
import dev.drydock.image.registry.AttachedDocuments.Attached;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Documents in the distribution project's own registry, which has no API for referrers.
class AttachedDocumentsTest {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final BuiltImage APP =
      new ImageBuilder().layer(new TarWriter().file("etc/os-release", "ID=debian\n")).build();

  @TempDir Path directory;

  @Test
  void whatBuildKitPutIntoTheIndexIsFound() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("app", APP);
      Blob spdx = blob("{\"about\": \"spdx\"}", "application/vnd.in-toto+json");
      Blob provenance = blob("{\"about\": \"slsa\"}", "application/vnd.in-toto+json");
      Blob attestation =
          push(
              server,
              "",
              layer(spdx, "\"in-toto.io/predicate-type\":\"https://spdx.dev/Document\""),
              layer(provenance, "\"in-toto.io/predicate-type\":\"https://slsa.dev/provenance/v1\""),
              spdx,
              provenance);
      String about =
          "{\"mediaType\":\""
              + MANIFEST
              + "\",\"digest\":\""
              + attestation.digest()
              + "\",\"size\":"
              + attestation.bytes().length
              + ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},"
              + "\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\","
              + "\"vnd.docker.reference.digest\":\""
              + APP.manifest().digest()
              + "\"}}";
      server.pushManifest("app", "1", BuiltImage.index(APP.indexEntry() + "," + about));

      assertThat(find(server.host() + "/app:1"))
          .containsExactly("BuildKit's attestation: {\"about\": \"spdx\"}");
    }
  }

  @Test
  void whatCosignAndReferrersHaveIsFound() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      server.push("app", "1", APP);
      String tag = APP.manifest().digest().replace(':', '-');
      assertThat(find(server.host() + "/app:1")).isEmpty();

      Blob envelope = blob("{\"payload\": \"\"}", "application/vnd.dsse.envelope.v1+json");
      Blob att =
          push(
              server,
              "",
              layer(envelope, "\"predicateType\":\"https://cyclonedx.org/bom\""),
              "",
              envelope);
      server.pushManifest("app", tag + ".att", att);
      Blob document = blob("SPDXVersion: SPDX-2.3", "text/spdx");
      server.pushManifest(
          "app", tag + ".sbom", push(server, "", layer(document, ""), "", document));
      Blob bom = blob("{\"bomFormat\": \"CycloneDX\"}", "application/vnd.cyclonedx+json");
      Blob referrer =
          push(
              server,
              "\"artifactType\":\"application/vnd.cyclonedx+json\",\"subject\":"
                  + APP.manifest().descriptor()
                  + ",",
              layer(bom, ""),
              "",
              bom);
      String entry =
          "{\"mediaType\":\""
              + MANIFEST
              + "\",\"artifactType\":\"application/vnd.cyclonedx+json\",\"digest\":\""
              + referrer.digest()
              + "\",\"size\":"
              + referrer.bytes().length
              + "}";
      server.pushManifest("app", tag, BuiltImage.index(entry));

      assertThat(find(server.host() + "/app:1"))
          .containsExactly(
              "a referrer: {\"bomFormat\": \"CycloneDX\"}",
              "cosign's attestation: {\"payload\": \"\"}",
              "cosign's attachment: SPDXVersion: SPDX-2.3");
    }
  }

  private static List<String> find(String name) throws IOException, InterruptedException {
    List<Attached> found =
        AttachedDocuments.find(
                ImageReference.parse(name),
                DocumentKind.BILL_OF_MATERIALS,
                Platform.parse("linux/amd64"),
                true,
                Limits.defaults(),
                CredentialStore.none(),
                TestSettings.quick())
            .documents();
    return found.stream()
        .map(one -> one.origin() + ": " + new String(one.document(), StandardCharsets.UTF_8))
        .toList();
  }

  private static Blob blob(String text, String mediaType) {
    return Blob.of(text.getBytes(StandardCharsets.UTF_8), mediaType);
  }

  private static String layer(Blob blob, String annotations) {
    return "{\"mediaType\":\""
        + blob.mediaType()
        + "\",\"digest\":\""
        + blob.digest()
        + "\",\"size\":"
        + blob.bytes().length
        + ",\"annotations\":{"
        + annotations
        + "}}";
  }

  /// Pushes a manifest of these layers with its blobs.
  private static Blob push(
      RegistryServer server, String members, String first, String second, Blob... blobs)
      throws IOException, InterruptedException {
    Blob config = blob("{}", "application/vnd.oci.image.config.v1+json");
    server.pushBlob("app", config);
    for (Blob blob : blobs) {
      server.pushBlob("app", blob);
    }
    Blob manifest =
        blob(
            "{\"schemaVersion\":2,\"mediaType\":\""
                + MANIFEST
                + "\","
                + members
                + "\"config\":"
                + config.descriptor()
                + ",\"layers\":["
                + first
                + (second.isEmpty() ? "" : "," + second)
                + "]}",
            MANIFEST);
    server.pushManifest("app", manifest.digest(), manifest);
    return manifest;
  }
}
