package dev.drydock.image.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotAnImageTest {
  private static final String GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "- | application/vnd.cncf.helm.config.v1+json | application/vnd.cncf.helm.chart.content.v1.tar+gzip | a Helm chart (application/vnd.cncf.helm.config.v1+json)",
        "- | application/vnd.oci.image.config.v1+json | application/vnd.dev.cosign.simplesigning.v1+json | a signature",
        "application/vnd.dev.sigstore.bundle.v0.3+json | application/vnd.oci.empty.v1+json | application/x | a signature",
        "- | application/vnd.oci.image.config.v1+json | application/vnd.in-toto+json | an attestation",
        "application/spdx+json | application/vnd.oci.empty.v1+json | application/spdx+json | a bill of materials",
        "- | application/vnd.buildkit.cacheconfig.v0 | application/vnd.oci.image.layer.v1.tar+gzip | a build cache",
        "- | application/vnd.docker.plugin.v1+json | application/vnd.docker.image.rootfs.diff.tar.gzip | a Docker plugin",
        "application/vnd.example.thing | application/vnd.oci.image.config.v1+json | application/vnd.oci.image.layer.v1.tar | an artifact of type application/vnd.example.thing",
        "- | application/vnd.oci.empty.v1+json | application/vnd.wasm.content.layer.v1+wasm | a WebAssembly module",
      })
  void otherArtifactsAreNamed(
      @Nullable String artifactType, String config, String layer, String words) {
    assertThatThrownBy(() -> NotAnImage.refuse(manifest(artifactType, config, layer), "app"))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
        .hasMessageContaining("app is not a container image but " + words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.oci.image.layer.v1.tar",
        "application/vnd.oci.image.layer.v1.tar+gzip",
        "application/vnd.oci.image.layer.v1.tar+zstd",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
        "application/vnd.docker.image.rootfs.diff.tar.gzip",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
      })
  void layersOfImagesAreAccepted(String layer) {
    for (String config : List.of(MediaTypes.OCI_CONFIG, MediaTypes.DOCKER_CONFIG, "")) {
      assertThatCode(() -> NotAnImage.refuse(manifest(null, config, layer), "app"))
          .doesNotThrowAnyException();
    }
    assertThatCode(
            () ->
                NotAnImage.refuse(
                    manifest(MediaTypes.OCI_CONFIG, MediaTypes.OCI_CONFIG, layer), "app"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.example.layer",
        "text/plain",
        "application/vnd.oci.image.layer.v1"
      })
  void unknownLayerIsNamed(String layer) {
    assertThatThrownBy(
            () -> NotAnImage.refuse(manifest(null, MediaTypes.OCI_CONFIG, GZIP, layer), "app"))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "layer 1 of app has the media type "
                + layer
                + ", which is not a file system layer that Drydock can read");
  }

  @ParameterizedTest
  @ValueSource(strings = {GZIP + "+encrypted", "application/vnd.oci.image.layer.v1.tar+encrypted"})
  void encryptedLayerIsSaid(String layer) {
    assertThatThrownBy(() -> NotAnImage.refuse(manifest(null, MediaTypes.OCI_CONFIG, layer), "app"))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("layer 0 of app is encrypted; decrypt the image first");
  }

  private static ImageManifest manifest(
      @Nullable String artifactType, String config, String... layers) {
    return new ImageManifest(
        MediaTypes.OCI_MANIFEST,
        artifactType,
        descriptor(config),
        List.of(layers).stream().map(NotAnImageTest::descriptor).toList(),
        null,
        Map.of());
  }

  private static Descriptor descriptor(String mediaType) {
    return new Descriptor(
        mediaType,
        Digest.parse("sha256:" + "a".repeat(64)),
        1,
        Map.of(),
        null,
        null,
        List.of(),
        null);
  }
}
