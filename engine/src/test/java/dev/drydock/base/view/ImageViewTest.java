package dev.drydock.base.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.Layer.Owner;
import dev.drydock.testkit.TarWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageViewTest {
  @TempDir private Path directory;

  @Test
  void upperLayersCoverLowerOnes() throws Exception {
    ImageView view =
        Images.view(
            directory,
            new TarWriter()
                .file("etc/a", "1")
                .file("etc/b", "1")
                .file("opt/x/y", "1")
                .file("srv/z/w", "1")
                .file("var/f", "1"),
            new TarWriter()
                .whiteout("etc/a")
                .opaque("opt")
                .file("opt/new", "22")
                .file("srv/z", "333")
                .file("var/f/g", "not seen: its directory is a file"));
    assertThat(view.files().keySet())
        .containsExactly("", "etc", "etc/b", "opt", "opt/new", "srv", "srv/z", "var", "var/f");
    assertThat(view.at("/opt/new").orElseThrow().layer()).isEqualTo(1);
    assertThat(view.size()).isEqualTo(1 + 2 + 3 + 1);
    assertThat(view.list("opt")).containsOnlyKeys("new");
    assertThat(view.list("")).containsOnlyKeys("etc", "opt", "srv", "var");
  }

  @Test
  void linksAreFollowedAsAProcessWould() throws Exception {
    ImageView view =
        Images.view(
            directory,
            new TarWriter()
                .directory("usr/bin")
                .symlink("bin", "usr/bin")
                .file("bin/sh", "shell")
                .symlink("etc/sh", "../../../bin/sh")
                .symlink("loop", "loop")
                .symlink("a", "b")
                .symlink("b", "/a"),
            new TarWriter().file("bin/tool", "tool").file("loop/x", "1"));
    assertThat(view.files()).containsKeys("usr/bin/sh", "usr/bin/tool").doesNotContainKey("bin/sh");
    assertThat(view.path("/etc/sh")).isEqualTo("usr/bin/sh");
    assertThat(view.behind("etc/sh").orElseThrow().size()).isEqualTo(5);
    assertThat(view.at("etc/sh").orElseThrow().isLink()).isTrue();
    assertThat(view.path("loop")).isNull();
    assertThat(view.behind("a")).isEmpty();
    assertThat(view.at("a")).isPresent();
    assertThat(view.files().keySet().stream().filter(path -> path.startsWith("loop")))
        .containsExactly("loop");
  }

  @Test
  void hardLinksAreOneFile() throws Exception {
    ImageView view =
        Images.view(
            directory,
            new TarWriter().mode(04755).file("a", "12345").hardlink("b", "a"),
            new TarWriter().file("a", "1").hardlink("c", "b").hardlink("d", "nothing"));
    assertThat(view.files().keySet()).containsExactly("", "a", "b", "c");
    assertThat(view.at("c")).isEqualTo(view.at("b"));
    assertThat(view.at("b").orElseThrow().mode()).isEqualTo(04755);
    assertThat(view.size()).isEqualTo(6);
  }

  @Test
  void ownersAreOfTheTarOrItsExtendedHeaders() throws Exception {
    ImageView view =
        Images.view(
            directory,
            new TarWriter()
                .file("root", "1")
                .pax("uid", "4000000")
                .pax("gid", "33")
                .file("other", "1")
                .pax("uid", "nobody")
                .directory("odd"));
    assertThat(view.at("root").orElseThrow().owner()).isEqualTo(new Owner(0, 0));
    assertThat(view.at("other").orElseThrow().owner()).isEqualTo(new Owner(4_000_000, 33));
    assertThat(view.at("odd").orElseThrow().owner()).isEqualTo(new Owner(0, 0));
  }
}
