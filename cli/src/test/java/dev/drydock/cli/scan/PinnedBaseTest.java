package dev.drydock.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.cli.Shop;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.OciRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// By what a new base is pinned, and that it is read once for however many images.
class PinnedBaseTest {
  @TempDir private Path home;
  private Shop shop;
  private BuiltImage amd64;
  private BuiltImage arm64;

  @BeforeEach
  void openShop() throws Exception {
    shop = new Shop(home);
    amd64 = Shop.base("1.1.1w-0+deb11u2", "").build();
    arm64 = Shop.base("1.1.1w-0+deb11u2", "").platform("linux/arm64").build();
  }

  private Run fix(String base) {
    return Run.in(
        home,
        Map.of(),
        "fix",
        "--advisories",
        shop.feeds,
        "--dockerfile",
        shop.dockerfile(),
        "--pin",
        "--base",
        "debian:11-slim=" + base,
        shop.image);
  }

  private String from() throws Exception {
    return shop.read("Dockerfile").lines().toList().get(1);
  }

  @Test
  void aTagForSeveralPlatformsIsPinnedByItsIndex() throws Exception {
    try (OciRegistry registry = OciRegistry.start()) {
      Blob index = BuiltImage.index(amd64, arm64);
      registry.push("base", "amd64", amd64);
      registry.push("base", "arm64", arm64);
      registry.pushManifest("base", "1", index);

      Run run = fix("registry:" + registry.host() + "/base:1");

      assertThat(run.err()).isEmpty();
      assertThat(from()).isEqualTo("FROM debian:11-slim@" + index.digest());
      assertThat(run.out()).doesNotContain("the digest is that of");
    }
  }

  @Test
  void aTagForOnePlatformIsPinnedByItsManifest() throws Exception {
    try (OciRegistry registry = OciRegistry.start()) {
      registry.push("base", "1", amd64);

      Run run = fix("registry:" + registry.host() + "/base:1");

      assertThat(run.err()).isEmpty();
      assertThat(from()).isEqualTo("FROM debian:11-slim@" + amd64.manifest().digest());
      assertThat(run.out().replaceAll("\\s+", " "))
          .contains("the digest is that of the image for linux/amd64; a build for other platforms");
    }
  }

  @Test
  void anIndexWithinALayoutIsThatOfARegistryAndItsOwnIsNot() throws Exception {
    Path nested = OciLayout.nested("1", amd64, arm64).writeTo(home.resolve("nested"));

    assertThat(fix("oci-dir:" + nested).err()).isEmpty();

    assertThat(from()).isEqualTo("FROM debian:11-slim@" + BuiltImage.index(amd64, arm64).digest());

    Files.writeString(shop.project.resolve("Dockerfile"), Shop.DOCKERFILE);
    Path flat = OciLayout.of(amd64, arm64).writeTo(home.resolve("flat"));

    assertThat(fix("oci-dir:" + flat).err()).isEmpty();

    assertThat(from()).isEqualTo("FROM debian:11-slim@" + amd64.manifest().digest());
  }

  @Test
  void aBaseIsReadOnceForAllImages() throws Exception {
    Path images = home.resolve("images.tar");
    Files.write(
        images,
        DockerArchive.of(
                Shop.application("1.1.1w-0+deb11u1", "1:1.2.11-1").tag("a:1").build(),
                Shop.application("1.1.1w-0+deb11u1", "1:1.2.12-1").tag("b:1").build())
            .bytes());
    try (OciRegistry registry = OciRegistry.start()) {
      registry.push("base", "1", amd64);

      Run run =
          Run.in(
              home,
              Map.of(),
              "scan",
              "--all-images",
              "--advisories",
              shop.feeds,
              "--dockerfile",
              shop.dockerfile(),
              "--base",
              registry.host() + "/base:1",
              images.toString());

      assertThat(run.err()).isEmpty();
      assertThat(run.out().split("1. Build on ", -1)).hasSize(3);
      List<String> layers =
          registry.requests().stream()
              .filter(one -> one.contains(amd64.layers().getFirst().digest()))
              .toList();
      assertThat(layers).hasSize(1);
    }
  }
}
