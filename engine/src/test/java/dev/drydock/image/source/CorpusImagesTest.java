package dev.drydock.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.ImageException;
import dev.drydock.testkit.SharedCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Archives that others made, good and bad.
class CorpusImagesTest {
  private static Path corpus = Path.of("");

  /// Entries of each layer, or the start of the message where it is no image.
  private static final Map<String, String> EXPECTED = new TreeMap<>();

  private static void expect(String name, String outcome) {
    EXPECTED.put(name, outcome);
  }

  static {
    expect("images/cimage-almostempty.tar", "1");
    expect(
        "images/cimage-delete_image_multiple_images.oci.tar",
        "cimage-delete_image_multiple_images.oci.tar holds 5 images: latest, 3, 3.17.5, 3.16.7,");
    expect("images/dive-test-docker-image.tar", "415 1 4 3 3 3 3 4 2 2 4 2 3 2");
    expect("images/dive-test-oci-estargz-image.tar", "1");
    expect("images/dive-test-oci-zstd-image.tar", "1");
    expect("images/dive-test-zstd-image.tar", "dive-test-zstd-image.tar is a tar, but neither");
    expect("images/ggcr-hello-world-v25.tar", "1");
    expect("images/ggcr-no_manifest.tar", "ggcr-no_manifest.tar was saved by a Docker of before");
    expect("images/ggcr-test_bundle.tar", "ggcr-test_bundle.tar holds 2 images: test_image_2,");
    expect("images/ggcr-test_gc_index.oci.tar", "ggcr-test_gc_index.oci.tar holds 3 images: 1, 3,");
    expect("images/ggcr-test_index.oci.tar", "ggcr-test_index.oci.tar holds 3 images: 1, 3, 4;");
    expect("images/ggcr-test_index_one_image.oci.tar", "1");
    expect("images/ggcr-test_link.tar", "ggcr-test_link.tar holds 2 images: ");
    expect("images/ggcr-whiteout_image.tar", "3 2 0");
    expect(
        "images/inspector-images.tar.gz",
        "inspector-images.tar.gz holds 2 images: microscaling/microscaling:latest, bkimminich/");
    expect("images/inspector-imagesv11.tar", "inspector-imagesv11.tar holds 3 images: ");
    expect("images/inspector-mini-image_from_scratch-2.0.tar", "1 6 5 2");
    expect("images/inspector-she-image_from_scratch-1.0.tar", "1 6 5 2");
    expect("images/inspector-windows-mini-image.tar.gz", "30");
    expect("images/jib-docker-save.tar", "3 11");
    expect("images/jib-jib-image.tar", "3 11");
    expect("images/scalibr-dangling-symlinks.tar", "5 5");
    expect("images/scalibr-empty.tar", "scalibr-empty.tar is an empty tar");
    expect("images/scalibr-escape.tar", "6");
    expect("images/scalibr-overwrite-file.tar", "1 1");
    expect("images/scalibr-symlink-attack.tar", "3");
    expect("images/scalibr-symlink-basic.tar", "6");
    expect("images/scalibr-symlink-cycle.tar", "4");
    expect("images/scancodeio-centos.tar.gz", "30");
    expect("images/scancodeio-debian.tar.gz", "16");
    expect("images/scancodeio-gcr_io_distroless_base.tar.gz", "1966 492");
    expect("images/scancodeio-minitag.tar", "14");
    expect("images/snyk-3-level-jar.tar", "4");
    expect("images/snyk-containerd-alpine.tar", "511");
    expect("images/snyk-containerd-busybox-single-arch-with-attestation-manifest.tar", "442");
    expect(
        "images/snyk-docker-oci-unsupported-image.tar",
        "snyk-docker-oci-unsupported-image.tar is a tar, but neither");
    expect("images/snyk-dockergoof.tar", "11 8 8 8");
    expect("images/snyk-gemfile.tar", "2");
    expect("images/snyk-hello-world.tar", "1");
    expect("images/snyk-java.tar", "14");
    expect("images/snyk-kaniko-busybox.tar", "2");
    expect("images/snyk-nginx-os-release-link.tar", "20");
    expect("images/snyk-nginx.tar", "16");
    expect("images/snyk-npm7-with-package-lock-file.tar", "527 2 2 0");
    expect("images/snyk-oci-alpine-3.12.0.tar", "15");
    expect("images/snyk-oci-with-manifest.tar", "2");
    expect("images/snyk-pnpmlockv9.tar", "526 1 3");
    expect("images/snyk-skopeo-node-removed.tar", "422 1 6");
    expect("images/snyk-war-with-3-level-jar.tar", "2 3");
    expect("images/snyk-yarn-without-lock-file.tar", "527 630 2 0");
    expect("images/stereoscope-multiplatform_oci_dir.oci.tar", "3");
    expect(
        "images/stereoscope-no_manifests.oci.tar",
        "stereoscope-no_manifests.oci.tar has an index.json that is no index");
    expect("images/stereoscope-valid-oci.tar", "1");
    expect("images/trivy-alpine-311.tar.gz", "488");
    expect("images/trivy-test.oci.tar", "1");
    expect("images/trivy-test_bad_index_json.oci.tar", "the manifest of trivy-test_bad_index");
    expect(
        "images/trivy-test_no_valid_manifests.oci.tar",
        "trivy-test_no_valid_manifests.oci.tar is an index without any image");
    expect("layers/claircore-concat.tar", "11");
    expect("layers/claircore-oddlayer.tar", "claircore-oddlayer.tar is a tar, but neither");
    expect("layers/claircore-rhcos-layer-with-conflicting-files.tar", "8");
    expect("layers/claircore-whiteout.layer", "2");
    expect("layers/claircore-whiteout_opaque.layer", "4");
    expect("layers/inspector-absolute_path.tar", "3");
    expect("layers/inspector-layer_with_links.tar", "16");
    expect("layers/inspector-tar_relative-with-whiteouts.tar", "3");
    expect("layers/scancode-alpine-container-layer.tar.xz", "514");
    expect("layers/snyk-layer_with_bad_elf_file.tar", "6");
  }

  @BeforeAll
  static void corpusIsThere() {
    Path found = SharedCorpus.find("corpus").orElse(null);
    Assumptions.assumeTrue(found != null, "the shared corpus is not beside the checkout");
    corpus = found;
  }

  @Test
  void everyArchiveOpensOrSaysWhyNot() throws Exception {
    Map<String, String> actual = new TreeMap<>();
    for (String folder : new String[] {"images", "layers"}) {
      try (Stream<Path> files = Files.list(corpus.resolve(folder))) {
        for (Path file : files.sorted().toList()) {
          String name = folder + "/" + file.getFileName();
          actual.put(name, outcome(name, EXPECTED.getOrDefault(name, "")));
        }
      }
    }
    assertThat(actual).isEqualTo(EXPECTED);
  }

  private static String outcome(String name, String expected) throws InterruptedException {
    try {
      StringBuilder counts = new StringBuilder();
      Opened.open(corpus, name).layers().forEach(layer -> counts.append(' ').append(layer.size()));
      return counts.substring(1);
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      return e instanceof ImageException && message.startsWith(expected) ? expected : message;
    }
  }

  @Test
  void contentsAreTheOnesThatWereStored() throws Exception {
    Opened overwritten = Opened.open(corpus, "images/scalibr-overwrite-file.tar");
    assertThat(overwritten.layers().getLast())
        .containsExactly("sample.txt=overwritten sample text file\n");
    Opened whiteouts = Opened.open(corpus, "layers/claircore-whiteout_opaque.layer");
    assertThat(whiteouts.layers().getFirst())
        .containsExactly("a", "a/.wh..wh..opq=", "b", "b/not.a.wh..wh..opq=");
    Opened removed = Opened.open(corpus, "images/snyk-skopeo-node-removed.tar");
    assertThat(String.join("\n", removed.layers().getLast())).contains(".wh.");
  }

  @Test
  void unusualLayersOpenWhenTheUserSaysThatTheyAreLayers() throws Exception {
    assertThat(Opened.open(corpus, "rootfs:layers/claircore-oddlayer.tar").layers())
        .containsExactly(java.util.List.of(""));
    assertThat(Opened.open(corpus, "rootfs:images/dive-test-zstd-image.tar").layers().getFirst())
        .containsExactly("README.md");
  }

  @Test
  void imagesAreChosenByPlatformAndName() throws Exception {
    String index = "oci-archive:images/stereoscope-multiplatform_oci_dir.oci.tar";
    assertThat(Opened.open(corpus, index, "linux/arm64").platform()).startsWith("linux/arm64");
    assertThatThrownBy(() -> Opened.open(corpus, index, "linux/s390x"))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("choose with --platform one of linux/a");
    Opened second = Opened.open(corpus, "images/ggcr-test_bundle.tar:test_image_1");
    assertThat(second.warnings()).isEmpty();
  }
}
