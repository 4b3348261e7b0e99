package dev.drydock.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "debian, docker.io/library/debian:latest, debian:latest, registry-1.docker.io",
    "debian:12, docker.io/library/debian:12, debian:12, registry-1.docker.io",
    "team/app, docker.io/team/app:latest, team/app:latest, registry-1.docker.io",
    "docker.io/debian, docker.io/library/debian:latest, debian:latest, registry-1.docker.io",
    "index.docker.io/a/b:c, docker.io/a/b:c, a/b:c, registry-1.docker.io",
    "registry-1.docker.io/library/x, docker.io/library/x:latest, x:latest, registry-1.docker.io",
    "localhost/app, localhost/app:latest, localhost/app:latest, localhost",
    "localhost:5000/app:1, localhost:5000/app:1, localhost:5000/app:1, localhost:5000",
    "host:5000/app, host:5000/app:latest, host:5000/app:latest, host:5000",
    "ghcr.io/a/b/c/d, ghcr.io/a/b/c/d:latest, ghcr.io/a/b/c/d:latest, ghcr.io",
    "GHCR.io/a, ghcr.io/a:latest, ghcr.io/a:latest, ghcr.io",
    "Host/a, Host/a:latest, Host/a:latest, Host",
    "[::1]:5000/a:b, [::1]:5000/a:b, [::1]:5000/a:b, [::1]:5000",
    "f/a__b.c-d---e:_x.Y-z, docker.io/f/a__b.c-d---e:_x.Y-z, f/a__b.c-d---e:_x.Y-z, registry-1.docker.io",
  })
  void namesAreReadAsDockerReadsThem(String text, String full, String familiar, String api) {
    ImageReference reference = ImageReference.parse(text);
    assertThat(reference).hasToString(full);
    assertThat(reference.familiar()).isEqualTo(familiar);
    assertThat(reference.apiHost()).isEqualTo(api);
    assertThat(ImageReference.parse(reference.toString())).isEqualTo(reference);
    assertThat(ImageReference.parse(reference.familiar())).isEqualTo(reference);
  }

  @Test
  void digestStandsAboveTheTag() {
    ImageReference both = ImageReference.parse("host:5000/a:1@" + DIGEST);
    assertThat(both.tag()).isEqualTo("1");
    assertThat(both.digest()).hasToString(DIGEST);
    assertThat(both.manifestKey()).isEqualTo(DIGEST);
    assertThat(both).hasToString("host:5000/a:1@" + DIGEST);
    ImageReference digest = ImageReference.parse("a@" + DIGEST);
    assertThat(digest.tag()).isNull();
    assertThat(digest.familiar()).isEqualTo("a@" + DIGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "@",
        "/",
        "a/",
        "/a",
        "a//b",
        "a:",
        "a:b:c",
        "a: b",
        "a b",
        "a:-x",
        "-a",
        "a-",
        "a..b",
        "a___b",
        "a._b",
        ".a",
        "a@sha256:12",
        "a@md5:d41d8cd98f00b204e9800998ecf8427e",
        "Team/App",
        "docker.io/App",
        "https://ghcr.io/a",
        "host:0/a",
        "host:70000/a",
        "host:x/a",
        "-h.x/a",
        "h-.x/a",
        "h..x/a",
        "[::1/a",
        "[zz]/a",
        "[]/a",
        "a\nb",
        "ä",
        "a%2f",
        "a?b",
        "a#b",
        "a\\b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      })
  void whatIsNoReferenceIsSaid(String text) {
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("image reference")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void commonSlipsAreNamed() {
    assertThatThrownBy(() -> ImageReference.parse("docker://debian"))
        .hasMessageContaining("leave out docker://");
    assertThatThrownBy(() -> ImageReference.parse("ghcr.io/Me/App"))
        .hasMessageContaining("repository names are in lower case: me/app");
    assertThatThrownBy(() -> ImageReference.parse("0123456789abcdef".repeat(4)))
        .hasMessageContaining("looks like an image id");
    assertThatThrownBy(() -> ImageReference.parse("a".repeat(300)))
        .hasMessageContaining("longer than 255");
    assertThatThrownBy(() -> ImageReference.parse("a:" + "b".repeat(129)))
        .hasMessageContaining("at most 128");
  }

  @Test
  void damagedReferencesAreReadOrRefused() {
    byte[] good =
        ("registry.example.com:5000/team/app:1.0@" + DIGEST).getBytes(StandardCharsets.UTF_8);
    Mutations.of(good, 11, 20_000)
        .forEach(
            bytes -> {
              String text = new String(bytes, StandardCharsets.ISO_8859_1);
              try {
                ImageReference reference = ImageReference.parse(text);
                assertThat(ImageReference.parse(reference.toString())).isEqualTo(reference);
              } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("image reference");
              }
            });
  }
}
