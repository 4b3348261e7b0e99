package dev.drydock.bom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  private static Bom.Subject subject(String reference, @Nullable String digest) {
    return new Bom.Subject(
        reference, digest, null, "linux/arm64/v8", null, List.of(), List.of(), Map.of(), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "debian:12, docker.io/library/debian, 12",
    "registry:debian, docker.io/library/debian, latest",
    "docker:team/App:1, docker.io/team/app, 1",
    "index.docker.io/debian:12, docker.io/library/debian, 12",
    "registry.example:5000/team/app, registry.example:5000/team/app, latest",
    "registry.example:5000/team/app:1.2@sha256:ab, registry.example:5000/team/app, 1.2",
    "podman:localhost/app@sha256:ab, localhost/app, ''"
  })
  void namesHaveTheirRegistryAndTag(String reference, String repository, String tag) {
    assertThat(ImageName.of(reference)).isEqualTo(new ImageName(repository, tag));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"oci-dir:build/image", "docker-archive:a.tar", "app.tar", "./app", "C:\\app"})
  void filesHaveNone(String reference) {
    assertThat(ImageName.of(reference)).isNull();
    assertThat(ImageName.purl(subject(reference, DIGEST))).isNull();
  }

  @Test
  void thePurlHasDigestRepositoryTagAndArchitecture() {
    assertThat(ImageName.purl(subject("registry:registry.example:5000/team/app:1.2", DIGEST)))
        .hasToString(
            "pkg:oci/app@"
                + DIGEST
                + "?arch=arm64&repository_url=registry.example:5000%2Fteam%2Fapp&tag=1.2");
    assertThat(ImageName.purl(subject("debian@" + DIGEST, DIGEST)))
        .hasToString(
            "pkg:oci/debian@" + DIGEST + "?arch=arm64&repository_url=docker.io%2Flibrary%2Fdebian");
  }

  @Test
  void withoutADigestItIsOneOfMany() {
    assertThat(ImageName.purl(subject("debian:12", null))).isNull();
  }
}
