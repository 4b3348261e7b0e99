package dev.drydock.image.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.Breadth;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.TarWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Images that skopeo and umoci have converted or made; skipped where they are not installed.
class ForeignToolsTest {
  private static final List<List<String>> LAYERS =
      List.of(List.of("etc", "etc/os-release=ID=debian\n"), List.of("app/run=1", "etc/.wh.x="));

  @TempDir private Path directory;

  private void run(String... command) throws Exception {
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

  /// With [#LAYERS].
  private static BuiltImage small() {
    return new ImageBuilder()
        .packing(Packing.GZIP)
        .layer(new TarWriter().directory("etc").file("etc/os-release", "ID=debian\n"), "ADD")
        .layer(new TarWriter().file("app/run", "1").whiteout("etc/x"), "COPY")
        .tag("app:1")
        .build();
  }

  private static BuiltImage forPlatform(String platform) {
    return new ImageBuilder()
        .platform(platform)
        .layer(new TarWriter().file("etc/issue", platform), "ADD")
        .build();
  }

  private static void assumeInstalled(String tool) {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin", tool)), tool + " is not installed");
  }

  @Test
  void whatSkopeoCopiesIsTheSameInEveryForm() throws Exception {
    assumeInstalled("skopeo");
    BuiltImage built = small();
    OciLayout.of(built).writeTo(directory.resolve("layout"));
    run("skopeo", "copy", "--insecure-policy", "oci:layout:1", "docker-archive:d.tar:app:1");
    run("skopeo", "copy", "--insecure-policy", "oci:layout:1", "oci-archive:o.tar:1");
    for (String text : List.of("d.tar", "d.tar:app:1", "o.tar", "o.tar:1", "layout:1")) {
      Opened image = Opened.open(directory, text);
      assertThat(image.layers()).as(text).isEqualTo(LAYERS);
      assertThat(image.createdBy()).containsExactly("ADD", "COPY");
      assertThat(image.warnings()).isEmpty();
    }
    assertThat(Opened.open(directory, "o.tar").digest()).isEqualTo(built.manifest().digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "zstd:chunked"})
  void whatSkopeoCompressesAnewIsTheSame(String compression) throws Exception {
    assumeInstalled("skopeo");
    BuiltImage built =
        new ImageBuilder()
            .packing(Packing.GZIP)
            .layer(
                new TarWriter()
                    .directory("etc")
                    .file("etc/os-release", "ID=debian\n")
                    .file("etc/words", "each of these words, again and again; ".repeat(100_000)),
                "ADD")
            .tag("app:1")
            .build();
    OciLayout.of(built).writeTo(directory.resolve("layout"));
    run(
        "skopeo",
        "copy",
        "--insecure-policy",
        "--dest-compress",
        "--dest-compress-format=" + compression,
        "oci:layout:1",
        "oci:anew:1");

    assertThat(Opened.open(directory, "anew:1").layers())
        .isEqualTo(Opened.open(directory, "layout:1").layers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci", "v2s2"})
  void directoriesOfSkopeoAreRead(String format) throws Exception {
    assumeInstalled("skopeo");
    BuiltImage built = small();
    OciLayout.of(built).writeTo(directory.resolve("layout"));
    run("skopeo", "copy", "--insecure-policy", "--format", format, "oci:layout:1", "dir:copied");
    for (String text : List.of("copied", "dir:copied", "./copied/")) {
      Opened image = Opened.open(directory, text);
      assertThat(image.layers()).as(text).isEqualTo(LAYERS);
      assertThat(image.warnings()).isEmpty();
      if (format.equals("oci")) {
        assertThat(image.digest()).isEqualTo(built.manifest().digest());
      }
    }
  }

  @Test
  void directoriesOfSkopeoMayHoldSeveralPlatforms() throws Exception {
    assumeInstalled("skopeo");
    BuiltImage other = forPlatform("linux/arm64");
    OciLayout.nested("app:1", forPlatform("linux/amd64"), other)
        .writeTo(directory.resolve("layout"));
    run("skopeo", "copy", "--insecure-policy", "--all", "oci:layout", "dir:copied");

    assertThat(Opened.open(directory, "copied", "linux/arm64").digest())
        .isEqualTo(other.manifest().digest());
    assertThat(Opened.all(directory, "copied", new Breadth(true, false)))
        .extracting(Opened::platform)
        .containsExactly("linux/amd64", "linux/arm64");
  }

  @Test
  void layoutsOfUmociAreRead() throws Exception {
    assumeInstalled("umoci");
    run("umoci", "init", "--layout", "made");
    run("umoci", "new", "--image", "made:tag");
    Files.createDirectories(directory.resolve("root/etc"));
    Files.writeString(directory.resolve("root/etc/issue"), "made by umoci");
    run("umoci", "insert", "--rootless", "--image", "made:tag", "root/etc", "/etc");
    Opened image = Opened.open(directory, "oci-dir:made:tag");
    assertThat(image.layers())
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("etc/issue=made by umoci");
  }
}
