package dev.drydock.image.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.ImageConfig.HistoryEntry;
import dev.drydock.image.ImageException;
import dev.drydock.image.Layer;
import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
  private static final Digest A = Digest.parse("sha256:" + "a".repeat(64));
  private static final Digest B = Digest.parse("sha256:" + "b".repeat(64));
  private static final String FULL =
      """
      {"architecture":"arm64","os":"Linux","variant":"v8","created":"2024-01-02T03:04:05Z",
       "config":{"User":"app:app","Env":["A=b"],"Healthcheck":{"Test":["CMD","x"]},"Labels":{"version":"7","number":8}},
       "rootfs":{"type":"layers","diff_ids":["%s","%s"]},
       "history":[{"created":"2024","created_by":"ADD rootfs.tar /","comment":"hi"},
                  {"created_by":"ENV A=b","empty_layer":true},
                  {"created_by":"RUN make"}]}"""
          .formatted(A, B);

  @Test
  void everythingIsRead() throws Exception {
    ImageConfig config = read(FULL, Map.of("version", "beneath", "other", "x"));
    assertThat(config)
        .isEqualTo(
            new ImageConfig(
                A,
                Platform.parse("linux/arm64/v8"),
                "2024-01-02T03:04:05Z",
                "app:app",
                List.of("A=b"),
                true,
                List.of(A, B),
                List.of(
                    new HistoryEntry("2024", "ADD rootfs.tar /", "hi", false),
                    new HistoryEntry(null, "ENV A=b", null, true),
                    new HistoryEntry(null, "RUN make", null, false)),
                Map.of("version", "7", "other", "x")));
  }

  @Test
  void windowsIsAPlatformToo() throws Exception {
    assertThat(
            read(
                    "{\"os\":\"windows\",\"os.version\":\"10.0.1\",\"architecture\":\"amd64\"}",
                    Map.of())
                .platform())
        .isEqualTo(Platform.parse("windows/amd64"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"os\":null,\"architecture\":7,\"config\":null,\"rootfs\":[],\"history\":{}}",
        "{\"os\":\"\",\"config\":{\"Labels\":[\"x\"],\"User\":\"\"},\"rootfs\":{\"diff_ids\":\"x\"}}",
      })
  void missingAndOddFieldsAreTolerated(String json) throws Exception {
    assertThat(read(json, Map.of()))
        .isEqualTo(
            new ImageConfig(
                A,
                Platform.parse("unknown/unknown"),
                null,
                null,
                List.of(),
                false,
                List.of(),
                List.of(),
                Map.of()));
  }

  @Test
  void diffIdsEndAtTheFirstThatIsNone() throws Exception {
    assertThat(
            read("{\"rootfs\":{\"diff_ids\":[\"%s\",\"x\",\"%s\"]}}".formatted(A, B), Map.of())
                .diffIds())
        .containsExactly(A);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "null", "<html>"})
  void documentThatIsNoObjectIsRefused(String json) {
    assertThatThrownBy(() -> read(json, Map.of()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("app");
  }

  @Test
  void layersAreTiedToDiffIdsAndInstructions() throws Exception {
    LayerDescriptions layers =
        LayerDescriptions.of(List.of(stored(), stored()), read(FULL, Map.of()));
    assertThat(layers.warnings()).isEmpty();
    assertThat(layers.layers())
        .containsExactly(
            new Layer.Description(0, B, A, "type", "ADD rootfs.tar /", 9),
            new Layer.Description(1, B, B, "type", "RUN make", 9));
  }

  @Test
  void tooFewDiffIdsAndInstructionsAreSaid() throws Exception {
    LayerDescriptions layers =
        LayerDescriptions.of(List.of(stored(), stored(), stored()), read(FULL, Map.of()));
    assertThat(layers.warnings())
        .containsExactly(
            "the image has 3 layers and its config names 2 of them (rootfs.diff_ids); the layers"
                + " that are there were read",
            "the image has 3 layers and its history tells of 2; which instruction made which layer"
                + " cannot be said");
    assertThat(layers.layers()).extracting(Layer.Description::diffId).containsExactly(A, B, null);
    assertThat(layers.layers()).extracting(Layer.Description::createdBy).containsOnlyNulls();
  }

  @Test
  void tooManyAreSaidAndNoHistoryIsNot() throws Exception {
    assertThat(LayerDescriptions.of(List.of(stored()), read(FULL, Map.of())).warnings()).hasSize(2);
    assertThat(
            LayerDescriptions.of(
                    List.of(stored()),
                    read("{\"rootfs\":{\"diff_ids\":[\"%s\"]}}".formatted(A), Map.of()))
                .warnings())
        .isEmpty();
  }

  @Test
  void damagedConfigsAreReadOrRefused() {
    Mutations.of(FULL.getBytes(StandardCharsets.UTF_8), 2, 5000)
        .forEach(
            bytes -> {
              try {
                ImageConfig config =
                    new ConfigReader(Limits.defaults()).read(bytes, A, Map.of(), "app");
                assertThat(LayerDescriptions.of(List.of(stored()), config).layers()).hasSize(1);
              } catch (ImageException e) {
                assertThat(e.getMessage()).contains("app").doesNotContain("\n");
              }
            });
  }

  private static LayerDescriptions.Stored stored() {
    return new LayerDescriptions.Stored(B, "type", 9);
  }

  private static ImageConfig read(String json, Map<String, String> annotations)
      throws ImageException {
    return new ConfigReader(Limits.defaults())
        .read(json.getBytes(StandardCharsets.UTF_8), A, annotations, "app");
  }
}
