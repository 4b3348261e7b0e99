package dev.drydock.base.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Image;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.TarWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hostile images write nothing but into the directory that they are given.
class UnpackingTest {
  @TempDir private Path directory;
  private Path root;
  private Path outside;

  @BeforeEach
  void prepare() throws Exception {
    root = Files.createDirectories(directory.resolve("jail/root"));
    outside = Files.createDirectory(directory.resolve("jail/outside"));
    Files.writeString(outside.resolve("kept"), "kept");
  }

  private void unpack(long most, TarWriter... layers) throws Exception {
    try (Image image = Images.of(directory, layers)) {
      Unpacking.unpack(image, ImageView.of(image, Limits.defaults()), root, most, false);
    }
  }

  private Stream<String> written() throws Exception {
    try (Stream<Path> files = Files.walk(root)) {
      return files.map(file -> root.relativize(file).toString()).sorted().toList().stream();
    }
  }

  @Test
  void filesLinksAndRights() throws Exception {
    unpack(
        100,
        new TarWriter()
            .mode(04755)
            .file("bin/tool", "tool")
            .hardlink("bin/again", "bin/tool")
            .symlink("sh", "bin/tool")
            .mode(0)
            .directory("closed")
            .file("closed/secret", "s")
            .device("dev/sda")
            .fifo("pipe"),
        new TarWriter().file("bin/other", "x"));
    assertThat(written())
        .containsExactly(
            "",
            "bin",
            "bin/again",
            "bin/other",
            "bin/tool",
            "closed",
            "closed/secret",
            "dev",
            "sh");
    assertThat(Files.readString(root.resolve("bin/again"))).isEqualTo("tool");
    assertThat(Files.getAttribute(root.resolve("bin/tool"), "unix:mode"))
        .as("no setuid out here")
        .isEqualTo(0100755);
    assertThat(Files.readSymbolicLink(root.resolve("sh"))).isEqualTo(Path.of("bin/tool"));
  }

  @Test
  void nothingIsWrittenThroughLinks() throws Exception {
    unpack(
        1000,
        new TarWriter()
            .symlink("up", "../outside")
            .file("up/evil", "x")
            .symlink("abs", outside.toString())
            .file("abs/evil", "x")
            .file("../outside/evil", "x")
            .symlink("kept", outside.resolve("kept").toString())
            .file("kept", "changed")
            .hardlink("stolen", "../outside/kept"),
        new TarWriter().symlink("d", outside.toString()).directory("d").file("d/evil", "x"));
    try (Stream<Path> files = Files.list(outside)) {
      assertThat(files).containsExactly(outside.resolve("kept"));
    }
    assertThat(Files.readString(outside.resolve("kept"))).isEqualTo("kept");
    assertThat(Files.isSymbolicLink(root.resolve("kept"))).isFalse();
    assertThat(Files.readString(root.resolve("outside/evil")))
        .as("within the image")
        .isEqualTo("x");
    assertThat(Files.exists(root.resolve("stolen"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void thereIsAnEndToWhatIsWritten() throws Exception {
    byte[] much = "0123456789".repeat(100).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> unpack(1500, new TarWriter().file("a", much).file("b", much)))
        .isInstanceOf(LimitExceededException.class);
  }
}
