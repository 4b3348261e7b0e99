package dev.drydock.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Breadth;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.Mutations;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.SharedCorpus;
import dev.drydock.testkit.TarWriter;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names that stand for several images: indexes of platforms, archives of many.
class SeveralImagesTest {
  private static final Breadth PLATFORMS = new Breadth(true, false);
  private static final Breadth IMAGES = new Breadth(false, true);
  private static final Breadth ALL = new Breadth(true, true);

  @TempDir private Path directory;

  private static BuiltImage image(String tag, String platform) {
    return new ImageBuilder()
        .platform(platform)
        .layer(new TarWriter().file("name", tag + " for " + platform))
        .tag(tag)
        .build();
  }

  private List<String> contents(String text, Breadth breadth) throws Exception {
    return Opened.all(directory, text, breadth).stream()
        .map(image -> image.layers().getFirst().getFirst().substring("name=".length()))
        .toList();
  }

  @Test
  void everyPlatformOfAnIndexIsReadWithoutItsAttestations() throws Exception {
    BuiltImage attestation = image("app:v1", "unknown/unknown");
    OciLayout nested =
        OciLayout.nested(
            "v1",
            image("app:v1", "linux/amd64"),
            attestation,
            image("app:v1", "linux/arm64/v8"),
            image("app:v1", "windows/amd64"));
    nested.writeTo(directory.resolve("layout"));
    Files.write(directory.resolve("layout.tar"), nested.archive());
    for (String text :
        List.of("layout", "oci-dir:layout:v1", "layout.tar", "oci-archive:layout.tar:v1")) {
      List<Opened> all = Opened.all(directory, text, PLATFORMS);
      assertThat(all)
          .extracting(Opened::platform)
          .containsExactly("linux/amd64", "linux/arm64/v8", "windows/amd64");
      assertThat(all).extracting(Opened::reference).containsOnly(text);
      assertThat(all).extracting(Opened::digest).doesNotContainNull().doesNotHaveDuplicates();
      assertThat(all).allSatisfy(one -> assertThat(one.warnings()).isEmpty());
    }
    assertThat(contents("layout", IMAGES)).containsExactly("app:v1 for linux/amd64");
  }

  @Test
  void flatIndexOfPlatformsIsOneImage() throws Exception {
    OciLayout.of(image("app:v1", "linux/amd64"), image("app:v1", "linux/arm64"))
        .writeTo(directory.resolve("layout"));
    assertThat(contents("layout", PLATFORMS))
        .containsExactly("app:v1 for linux/amd64", "app:v1 for linux/arm64");
    assertThat(contents("layout", IMAGES)).containsExactly("app:v1 for linux/amd64");
  }

  @Test
  void anImageOfOnePlatformIsAllOfItself() throws Exception {
    BuiltImage one = image("app:1", "linux/arm64");
    Files.write(directory.resolve("docker.tar"), DockerArchive.of(one).bytes());
    OciLayout.of(one).writeTo(directory.resolve("layout"));
    Files.createDirectories(directory.resolve("root/etc"));
    for (String text : List.of("docker.tar", "layout", "docker-archive:docker.tar:app:1")) {
      assertThat(contents(text, PLATFORMS)).containsExactly("app:1 for linux/arm64");
      assertThat(contents(text, ALL)).containsExactly("app:1 for linux/arm64");
    }
    assertThat(Opened.all(directory, "dir:root", ALL)).hasSize(1);
  }

  @Test
  void allImagesOfAnArchiveAreReadUnderTheirNames() throws Exception {
    BuiltImage one = image("shop:1", "linux/amd64");
    BuiltImage two = image("desk:2", "linux/amd64");
    Files.write(directory.resolve("docker.tar"), DockerArchive.of(one, two, one).bytes());
    OciLayout.of(one, two).writeTo(directory.resolve("layout"));
    assertThat(Opened.all(directory, "docker.tar", IMAGES))
        .extracting(Opened::reference)
        .containsExactly("docker.tar:shop:1", "docker.tar:desk:2");
    assertThat(Opened.all(directory, "oci-dir:layout", IMAGES))
        .extracting(Opened::reference)
        .containsExactly("oci-dir:layout:1", "oci-dir:layout:2");
    for (String text : List.of("docker.tar", "layout")) {
      for (Breadth breadth : List.of(IMAGES, ALL)) {
        assertThat(contents(text, breadth))
            .containsExactly("shop:1 for linux/amd64", "desk:2 for linux/amd64");
      }
      assertThatThrownBy(() -> contents(text, PLATFORMS))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("holds 2 images: ")
          .hasMessageEndingWith("or add --all-images");
    }
    assertThat(contents("layout:2", ALL)).containsExactly("desk:2 for linux/amd64");
  }

  @Test
  void severalNamesOfOneImageAreOneImage() throws Exception {
    BuiltImage one = image("app:1", "linux/amd64");
    String entry = one.indexEntry();
    OciLayout.of(one)
        .index(BuiltImage.index(entry + "," + entry.replace("\"1\"", "\"latest\"")))
        .writeTo(directory.resolve("layout"));
    Files.write(directory.resolve("docker.tar"), DockerArchive.of(one, one).bytes());
    for (String text : List.of("layout", "layout:latest", "docker.tar")) {
      assertThat(Opened.open(directory, text).warnings()).isEmpty();
      assertThat(contents(text, ALL)).containsExactly("app:1 for linux/amd64");
    }
  }

  @Test
  void anImageWithinAnIndexIsChosenByItsDigest() throws Exception {
    BuiltImage arm = image("app:v1", "linux/arm64");
    OciLayout.nested("v1", image("app:v1", "linux/amd64"), arm)
        .writeTo(directory.resolve("layout"));
    Opened chosen = Opened.open(directory, "layout@" + arm.manifest().digest());
    assertThat(chosen.platform()).isEqualTo("linux/arm64");
  }

  @Test
  void platformsOfARegistryAreAskedForOneByOne() throws Exception {
    ImageSources sources =
        new ImageSources(
            directory,
            new ImageSources.Registry() {
              @Override
              public Image open(String reference, ImageRequest request) throws IOException {
                throw new IOException("opened " + reference + " " + request.platformGiven());
              }

              @Override
              public List<String> platforms(String reference, ImageRequest request) {
                return List.of(reference + "@1", reference + "@2");
              }
            },
            new NoEngines());
    for (String text : List.of("debian:12", "registry:debian:12")) {
      List<Candidate> all = sources.all(request(text), PLATFORMS);
      assertThat(all).hasSize(2);
      assertThatThrownBy(() -> all.getLast().open()).hasMessage("opened debian:12@2 false");
    }
    assertThatThrownBy(() -> sources.all(request("docker:debian:12"), PLATFORMS))
        .isInstanceOf(ImageException.class)
        .hasMessage("docker hands out an image for one platform; write registry:debian:12 for all");
    assertThatThrownBy(() -> sources.all(request("./gone"), PLATFORMS).getFirst().open())
        .hasMessageContaining("is not there");
  }

  private static ImageRequest request(String text) {
    return ImageRequest.parse(text, Platform.parse("linux/amd64"), false, Limits.defaults());
  }

  private static final class NoEngines implements ImageSources.Engines {
    @Override
    public Image open(ImageRequest.Scheme scheme, String reference, ImageRequest request)
        throws IOException {
      throw new IOException("asked for " + reference);
    }

    @Override
    public java.util.Optional<Image> find(String reference, ImageRequest request) {
      return java.util.Optional.empty();
    }
  }

  @Test
  void skopeoAndWeMeanTheSameImagesOfAnArchive() throws Exception {
    Path skopeo = Tools.require("skopeo", "skopeo");
    OciLayout.of(image("shop:1", "linux/amd64"), image("desk:2", "linux/amd64"))
        .writeTo(directory.resolve("layout"));
    run(skopeo, "copy", "oci:layout:1", "docker-archive:one.tar:shop:1");
    run(
        skopeo,
        "copy",
        "--additional-tag",
        "shop:latest",
        "oci:layout:1",
        "docker-archive:two.tar:shop:1");
    assertThat(contents("two.tar", ALL)).containsExactly("shop:1 for linux/amd64");
    assertThat(Opened.open(directory, "docker-archive:two.tar:shop:latest").warnings()).isEmpty();
    run(skopeo, "copy", "oci:layout:1", "oci:copied:a");
    run(skopeo, "copy", "oci:layout:2", "oci:copied:b");
    assertThat(contents("copied", IMAGES))
        .containsExactly("shop:1 for linux/amd64", "desk:2 for linux/amd64");
    Path umoci = Tools.require("umoci", "umoci");
    run(umoci, "tag", "--image", "copied:a", "c");
    assertThat(Opened.open(directory, "oci-dir:copied:c").layers())
        .containsExactly(List.of("name=shop:1 for linux/amd64"));
    assertThat(contents("copied", IMAGES)).hasSize(2);
    OciLayout.nested("v1", image("app:v1", "linux/amd64"), image("app:v1", "linux/arm64"))
        .writeTo(directory.resolve("index"));
    run(skopeo, "copy", "--all", "oci:index:v1", "oci-archive:index.tar:v1");
    assertThat(contents("index.tar:v1", PLATFORMS))
        .containsExactly("app:v1 for linux/amd64", "app:v1 for linux/arm64");
  }

  private void run(Path program, String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
    if (program.endsWith("skopeo")) {
      command.add("--insecure-policy");
    }
    command.addAll(List.of(arguments));
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  @Test
  void archivesOfOthersAreReadWhole() throws Exception {
    Path corpus = SharedCorpus.find("corpus/images").orElse(null);
    Assumptions.assumeTrue(corpus != null, "the shared corpus is not beside the checkout");
    assertThat(Opened.all(corpus, "ggcr-test_bundle.tar", IMAGES))
        .extracting(Opened::reference)
        .containsExactly("ggcr-test_bundle.tar:test_image_2", "ggcr-test_bundle.tar:test_image_1");
    assertThat(Opened.all(corpus, "inspector-imagesv11.tar", IMAGES))
        .extracting(Opened::reference)
        .containsExactly(
            "inspector-imagesv11.tar:me/test_image_tar:1.0",
            "inspector-imagesv11.tar:she/image_from_scratch:1.0",
            "inspector-imagesv11.tar:you/secondimage:1.2");
    assertThat(Opened.all(corpus, "stereoscope-multiplatform_oci_dir.oci.tar", PLATFORMS))
        .extracting(Opened::platform)
        .containsExactly("linux/amd64", "linux/arm64");
    assertThat(Opened.all(corpus, "ggcr-test_index.oci.tar", ALL)).hasSize(3);
    String attested = "snyk-containerd-busybox-single-arch-with-attestation-manifest.tar";
    assertThat(Opened.all(corpus, attested, PLATFORMS)).hasSize(1);
  }

  @Test
  void damagedIndexesEndInAResultOrAnException() throws Exception {
    BuiltImage amd = image("app:v1", "linux/amd64");
    BuiltImage arm = image("app:v2", "linux/arm64");
    OciLayout layout = OciLayout.of(amd, arm);
    Path place = layout.writeTo(directory.resolve("layout"));
    Blob index = BuiltImage.index(amd, arm);
    int read = 0;
    for (byte[] damaged : Mutations.of(index.bytes(), 7, 500).toList()) {
      Files.write(place.resolve("index.json"), damaged);
      for (Breadth breadth : List.of(PLATFORMS, IMAGES, ALL)) {
        try {
          read += Opened.all(directory, "layout", breadth).size();
        } catch (IOException e) {
          assertThat(e.getMessage()).isNotNull().doesNotContain("\n");
        }
      }
    }
    assertThat(read).isPositive();
  }
}
