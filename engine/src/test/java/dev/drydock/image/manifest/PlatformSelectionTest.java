package dev.drydock.image.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformSelectionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linux/amd64 | linux/arm64 linux/amd64 | 1",
        "linux/x86_64 | linux/arm64 linux/amd64 | 1",
        "linux/arm64 | linux/arm/v7 linux/arm64/v8 | 1",
        "linux/arm64/v8 | linux/amd64 linux/arm64 | 1",
        "linux/arm/v7 | linux/arm/v5 linux/arm/v6 linux/arm/v7 | 2",
        "linux/arm/v7 | linux/arm/v5 linux/arm/v6 | 1",
        "linux/arm | linux/arm/v5 linux/arm/v6 linux/arm/v7 | 2",
        "linux/arm/v6 | linux/arm/v7 linux/arm/v5 | 1",
        "linux/amd64 | linux/amd64/v3 linux/amd64 | 1",
        "linux/amd64 | linux/amd64/v3 linux/amd64/v2 | 1",
        "linux/amd64/v3 | linux/amd64 linux/amd64/v2 | 1",
        "linux/amd64 | - linux/amd64 | 1",
        "linux/amd64 | linux/arm64 - | 1",
        "windows/amd64 | linux/amd64 windows/amd64 | 1",
        "linux/386 | linux/i386 linux/amd64 | 0",
      })
  void nearestPlatformIsTaken(String wanted, String offered, int expected) throws Exception {
    for (boolean given : new boolean[] {true, false}) {
      PlatformSelection selection =
          PlatformSelection.from(index(offered), Platform.parse(wanted), given, "app");
      assertThat(selection.chosen().size()).isEqualTo(expected);
      assertThat(selection.warning()).isNull();
    }
  }

  @Test
  void platformThatWasAskedForHasToBeThere() {
    for (String wanted : List.of("linux/s390x", "linux/arm/v5", "windows/arm64")) {
      assertThatThrownBy(
              () ->
                  PlatformSelection.from(
                      index("linux/amd64 linux/arm/v7 linux/arm64/v8"),
                      Platform.parse(wanted),
                      true,
                      "app"))
          .isInstanceOfSatisfying(
              ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
          .hasMessage(
              "app has no image for "
                  + wanted
                  + "; choose with --platform one of linux/amd64, linux/arm/v7, linux/arm64/v8");
    }
  }

  @Test
  void onlyImageIsTakenWhereNobodyAskedForAnother() throws Exception {
    PlatformSelection selection =
        PlatformSelection.from(
            index("linux/arm64/v8"), Platform.parse("linux/amd64"), false, "app");
    assertThat(selection.chosen().size()).isZero();
    assertThat(selection.warning())
        .isEqualTo("app has no image for linux/amd64; took the only one, linux/arm64/v8");
    assertThatThrownBy(
            () ->
                PlatformSelection.from(
                    index("linux/arm64 linux/s390x"), Platform.parse("linux/amd64"), false, "app"))
        .hasMessageContaining("choose with --platform one of linux/arm64, linux/s390x");
  }

  @Test
  void attestationsAndArtifactsAreNoCandidates() throws Exception {
    Descriptor attestation =
        descriptor(0, "unknown/unknown", Map.of("vnd.docker.reference.type", "x"), null);
    Descriptor marked =
        descriptor(1, "linux/amd64", Map.of("vnd.docker.reference.type", "x"), null);
    Descriptor unknown = descriptor(2, "unknown/unknown", Map.of(), null);
    Descriptor artifact = descriptor(3, "linux/amd64", Map.of(), "application/spdx+json");
    Descriptor image = descriptor(4, "linux/amd64", Map.of(), MediaTypes.OCI_CONFIG);
    PlatformSelection selection =
        PlatformSelection.from(
            of(List.of(attestation, marked, unknown, artifact, image)),
            Platform.parse("linux/amd64"),
            true,
            "app");
    assertThat(selection.chosen()).isEqualTo(image);
    assertThatThrownBy(
            () ->
                PlatformSelection.from(
                    of(List.of(attestation, unknown)), Platform.parse("linux/amd64"), false, "app"))
        .hasMessageContaining("an index without any image");
  }

  @Test
  void equalOffersAreSaid() throws Exception {
    PlatformSelection selection =
        PlatformSelection.from(
            index("windows/amd64 windows/amd64"), Platform.parse("windows/amd64"), true, "app");
    assertThat(selection.chosen().size()).isZero();
    assertThat(selection.warning())
        .isEqualTo("app lists 2 images that fit equally; took the first");
  }

  @Test
  void configMayContradictThePlatformThatWasAskedFor() {
    Platform arm = Platform.parse("linux/arm64");
    Platform amd = Platform.parse("linux/amd64");
    assertThatThrownBy(() -> PlatformSelection.confirm(arm, amd, true, "app"))
        .hasMessageContaining("app is an image for linux/arm64, not for linux/amd64");
    assertThatCode(() -> PlatformSelection.confirm(arm, amd, false, "app"))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> PlatformSelection.confirm(Platform.parse("unknown/unknown"), amd, true, "app"))
        .doesNotThrowAnyException();
  }

  /// Sizes are the places in the list; `-` stands for no platform.
  private static ImageIndex index(String platforms) {
    List<Descriptor> descriptors = new ArrayList<>();
    for (String platform : platforms.split(" ", -1)) {
      descriptors.add(descriptor(descriptors.size(), platform, Map.of(), null));
    }
    return of(descriptors);
  }

  private static ImageIndex of(List<Descriptor> descriptors) {
    return new ImageIndex(MediaTypes.OCI_INDEX, null, descriptors, Map.of());
  }

  private static Descriptor descriptor(
      int size, String platform, Map<String, String> annotations, @Nullable String artifactType) {
    return new Descriptor(
        MediaTypes.OCI_MANIFEST,
        Digest.parse("sha256:" + "a".repeat(64)),
        size,
        annotations,
        platform.equals("-") ? null : Platform.parse(platform),
        artifactType,
        List.of(),
        null);
  }
}
