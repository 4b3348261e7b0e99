package dev.drydock.image.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
  private static final String A = "sha256:" + "a".repeat(64);
  private static final String B = "sha256:" + "b".repeat(64);
  private static final String CONFIG =
      "\"config\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":2}"
          .formatted(MediaTypes.OCI_CONFIG, A);
  private static final String LAYERS =
      "\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"%s\",\"size\":7}]"
          .formatted(B);
  private static final String MANIFESTS =
      "\"manifests\":[{\"digest\":\"%s\",\"size\":7}]".formatted(A);

  @Test
  void everythingOfAManifestIsRead() throws Exception {
    String layer =
        """
        {"mediaType":"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip; charset=x",
         "digest":"%s","size":5000000000,"urls":["https://a/b"],"annotations":{"k":"v","n":1},
         "data":"e30=","artifactType":"t"}"""
            .formatted(B);
    Manifest manifest =
        read(
            "{\"schemaVersion\":2,\"mediaType\":\"%s\",%s,\"layers\":[%s],\"annotations\":{\"x\":\"y\"}}"
                .formatted(MediaTypes.DOCKER_MANIFEST, CONFIG, layer),
            MediaTypes.OCI_INDEX);
    assertThat(manifest).isInstanceOf(ImageManifest.class);
    ImageManifest image = (ImageManifest) manifest;
    assertThat(image.mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
    assertThat(image.annotations()).isEqualTo(Map.of("x", "y"));
    assertThat(image.config().digest()).hasToString(A);
    assertThat(image.config().embedded()).isEmpty();
    Descriptor read = image.layers().getFirst();
    assertThat(read.mediaType())
        .isEqualTo("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");
    assertThat(read.size()).isEqualTo(5_000_000_000L);
    assertThat(read.urls()).containsExactly("https://a/b");
    assertThat(read.annotations()).isEqualTo(Map.of("k", "v"));
    assertThat(read.artifactType()).isEqualTo("t");
    assertThat(read.embedded()).isEmpty(); // the size is another
  }

  @Test
  void platformsOfAnIndexAreRead() throws Exception {
    String entries =
        """
        {"digest":"%1$s","size":1,"platform":{"os":"Linux","architecture":"ARM","variant":"v7"}},
        {"digest":"%1$s","size":1,"platform":{"os":"linux"}},{"digest":"%1$s","size":1}"""
            .formatted(A);
    Manifest manifest = read("{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(entries), null);
    assertThat(manifest).isInstanceOf(ImageIndex.class);
    assertThat(((ImageIndex) manifest).manifests())
        .extracting(Descriptor::platform)
        .containsExactly(Platform.parse("linux/arm/v7"), null, null);
  }

  @Test
  void hintTellsWhereTheManifestDoesNot() throws Exception {
    String manifest = "{\"schemaVersion\":2," + CONFIG + "," + LAYERS + "}";
    assertThat(read(manifest, MediaTypes.DOCKER_MANIFEST + "; charset=utf-8").mediaType())
        .isEqualTo(MediaTypes.DOCKER_MANIFEST);
    assertThat(read(manifest, "application/json").mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
    assertThat(read("{" + MANIFESTS + "}", MediaTypes.DOCKER_MANIFEST_LIST).mediaType())
        .isEqualTo(MediaTypes.DOCKER_MANIFEST_LIST);
    assertThat(read("{" + MANIFESTS + "}", null).mediaType()).isEqualTo(MediaTypes.OCI_INDEX);
  }

  @Test
  void documentThatIsBothIsRefused() {
    assertRefused(
        "{" + MANIFESTS + "," + CONFIG + "," + LAYERS + "}",
        Kind.CORRUPT,
        "lists both layers and other manifests");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schemaVersion\":1,\"fsLayers\":[]} | UNSUPPORTED | schema 1",
        "{\"fsLayers\":[],\"layers\":[]} | UNSUPPORTED | schema 1",
        "{\"mediaType\":\"application/vnd.docker.distribution.manifest.v1+json\"} | UNSUPPORTED | schema 1",
        "{\"mediaType\":\"application/vnd.oci.artifact.manifest.v1+json\",\"blobs\":[]} | UNSUPPORTED | an artifact of type application/vnd.oci.artifact.manifest.v1+json",
        "{} | NOT_AN_IMAGE | lists neither layers nor manifests",
        "[] | CORRUPT | not a JSON object",
        "{\"layers\":[]} | CORRUPT | names no config",
        "{\"config\":{}} | CORRUPT | has no digest",
        "{\"config\":{\"digest\":\"sha256:00\",\"size\":1}} | CORRUPT | not a sha256 digest",
        "{\"config\":{\"digest\":\"md5:00\",\"size\":1}} | CORRUPT | unknown digest algorithm",
        "{\"config\":7} | CORRUPT | has no digest",
        "{\"layers | CORRUPT | not valid JSON",
      })
  void whatIsNoManifestIsSaid(String json, Kind kind, String words) {
    assertRefused(json, kind, words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "1e40", "99999999999999999999", "\"7\"", "null"})
  void sizeHasToBeOne(String size) {
    assertRefused(
        "{\"config\":{\"digest\":\"%s\",\"size\":%s}}".formatted(A, size),
        Kind.CORRUPT,
        "has no size");
  }

  @Test
  void tooManyLayersAreRefused() {
    String layer = "{\"digest\":\"%s\",\"size\":1}".formatted(A);
    assertRefused(
        "{%s,\"layers\":[%s%s]}".formatted(CONFIG, (layer + ",").repeat(10_000), layer),
        Kind.TOO_LARGE,
        "10001 layers");
  }

  @Test
  void damagedManifestsAreReadOrRefused() {
    byte[] good =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",%s,%s,\"annotations\":{\"a\":\"b\"}}"
            .formatted(MediaTypes.OCI_MANIFEST, CONFIG, LAYERS)
            .getBytes(StandardCharsets.UTF_8);
    ManifestReader reader = new ManifestReader(Limits.defaults());
    Mutations.of(good, 1, 5000)
        .forEach(
            bytes -> {
              try {
                assertThat(reader.read(bytes, null, "app").mediaType()).isNotEmpty();
              } catch (ImageException e) {
                assertThat(e.getMessage()).contains("app").doesNotContain("\n");
              }
            });
  }

  private static Manifest read(String json, @Nullable String hint) throws ImageException {
    return new ManifestReader(Limits.defaults())
        .read(json.getBytes(StandardCharsets.UTF_8), hint, "app");
  }

  private static void assertRefused(String json, Kind kind, String words) {
    assertThatThrownBy(() -> read(json, null))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .hasMessageContaining(words);
  }
}
