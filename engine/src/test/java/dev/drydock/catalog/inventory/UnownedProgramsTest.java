package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.catalog.binary.BinaryCataloger;
import dev.drydock.catalog.dpkg.DpkgCataloger;
import dev.drydock.catalog.golang.GoBinaryCataloger;
import dev.drydock.limits.Limits;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs in a whole image: those of the distribution are its packages, the others are found,
/// whether the layer is compressed or not.
class UnownedProgramsTest {
  private static final String STATUS =
      """
      Package: libssl3
      Status: install ok installed
      Architecture: amd64
      Version: 3.0.20-1~deb12u2

      Package: bash
      Status: install ok installed
      Architecture: amd64
      Version: 5.2.15-2+b13
      """;

  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onlyWhatNoPackageOwnsIsFound(boolean durable) throws Exception {
    LayeredImage image = durable ? new LayeredImage().durable() : new LayeredImage();
    image
        .layer()
        .symlink("bin", "usr/bin")
        .program("usr/bin/bash", program("@(#)Bash version 5.2.15(1) release GNU\0"))
        .file("usr/lib/x86_64-linux-gnu/libcrypto.so.3", program("\0OpenSSL 3.0.20 7 Apr 2026\0"))
        .file("var/lib/dpkg/status", STATUS)
        .file("var/lib/dpkg/info/libssl3:amd64.list", "/usr/lib/x86_64-linux-gnu/libcrypto.so.3\n")
        .file("var/lib/dpkg/info/bash.list", "/bin/bash\n")
        .layer()
        .program("usr/local/bin/node", program("node.js/v18.20.4\0"))
        .program("usr/local/lib/libcrypto.so.3", program("\0OpenSSL 3.3.1 4 Jun 2024\0"))
        .layer()
        .program("usr/local/bin/node", program("node.js/v20.18.0\0"));

    assertThat(found(image))
        .containsExactly(
            "pkg:deb/bash@5.2.15-2%2Bb13?arch=amd64 in layer 0",
            "pkg:deb/libssl3@3.0.20-1~deb12u2?arch=amd64 in layer 0",
            "pkg:generic/node@20.18.0 in layer 2",
            "pkg:generic/openssl@3.3.1 in layer 1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hardLinkedNamesOfOneProgramAreOneComponent(boolean durable) throws Exception {
    LayeredImage image = durable ? new LayeredImage().durable() : new LayeredImage();
    image
        .layer()
        .program("bin/[", program("BusyBox v1.36.1 (2023-11-07)\0"))
        .hardlink("bin/busybox", "bin/[")
        .hardlink("bin/sh", "bin/[");

    assertThat(found(image)).containsExactly("pkg:generic/busybox@1.36.1 in layer 0");
  }

  private List<String> found(LayeredImage image) throws Exception {
    Limits limits = Limits.defaults();
    Bom bom =
        new ImageCatalog(
                List.of(new DpkgCataloger(limits), new GoBinaryCataloger(), new BinaryCataloger()),
                limits,
                executor)
            .catalog(image);
    assertThat(bom.unreadable()).isEmpty();
    return bom.components().stream()
        .map(component -> component.purl() + " in layer " + component.layer())
        .toList();
  }

  /// Long enough for a program.
  private static String program(String text) {
    return "\u007fELF\0\0" + text + "\0".repeat(5000);
  }
}
