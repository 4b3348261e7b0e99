package dev.drydock.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.cli.Machine;
import dev.drydock.cli.Run;
import dev.drydock.image.ImageException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerStoresTest {
  private static final Path OF_ROOT = Path.of("/var/lib/containers/storage");

  @TempDir private Path home;

  private List<Path> roots(Map<String, String> environment) throws IOException {
    return new ContainerStores(environment, home, Limits.defaults()).roots();
  }

  private String write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  @Test
  void withoutAConfigurationTheUsersOwnAndThenRoots() throws IOException {
    assertThat(roots(Map.of()))
        .startsWith(home.resolve(".local/share/containers/storage"))
        .endsWith(OF_ROOT);
    assertThat(roots(Map.of("XDG_DATA_HOME", "/data")))
        .startsWith(Path.of("/data/containers/storage"));
    assertThat(new ContainerStores(Map.of(), null, Limits.defaults()).roots()).contains(OF_ROOT);
  }

  @Test
  void theNamedFileAloneCounts() throws IOException {
    String file =
        write(
            "storage.conf",
            """
            # a comment
            [storage]
            driver = "vfs"
            graphroot = "/srv/storage"
            runroot = "/run/storage"
            [storage.options]
            additionalimagestores = ["/usr/lib/images", "relative"]
            """);
    assertThat(roots(Map.of("CONTAINERS_STORAGE_CONF", file)))
        .containsExactly(Path.of("/srv/storage"), Path.of("/usr/lib/images"));
    String silent = write("silent.conf", "[storage]\ndriver = \"overlay\"\n");
    assertThat(roots(Map.of("CONTAINERS_STORAGE_CONF", silent))).contains(OF_ROOT);
  }

  @Test
  void theUsersConfigurationComesFirst() throws IOException {
    write(
        ".config/containers/storage.conf",
        "[storage]\nrootless_storage_path = \"$HOME/images\"\ngraphroot = \"~/more\"\n");
    assertThat(roots(Map.of()))
        .startsWith(
            home.resolve("images"),
            home.resolve("more"),
            home.resolve(".local/share/containers/storage"))
        .endsWith(OF_ROOT);
    String elsewhere = home.resolve("elsewhere").toString();
    write("elsewhere/containers/storage.conf", "[storage]\ngraphroot = \"/other\"\n");
    assertThat(roots(Map.of("XDG_CONFIG_HOME", elsewhere))).startsWith(Path.of("/other"));
  }

  @Test
  void whatCannotBeReadIsSaidInOneLine() throws IOException {
    assertThatThrownBy(() -> roots(Map.of("CONTAINERS_STORAGE_CONF", "/nowhere.conf")))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "CONTAINERS_STORAGE_CONF names /nowhere.conf, which is no file; correct it, or unset it");
    String damaged = write("damaged.conf", "[storage\n");
    assertThatThrownBy(() -> roots(Map.of("CONTAINERS_STORAGE_CONF", damaged)))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("damaged.conf")
        .hasMessageNotContaining("\n");
  }

  /// What Buildah puts into a store that only the configuration names.
  @Test
  void anImageOfBuildahIsFoundThere() throws Exception {
    Machine machine = Machine.make(home, "127.0.0.1:1");
    String file =
        write(
            "far.conf",
            "[storage]\ndriver = \"vfs\"\ngraphroot = \"%1$s/far/graph\"\nrunroot = \"%1$s/far/run\"\n"
                .formatted(home));
    Map<String, String> environment = Map.of("CONTAINERS_STORAGE_CONF", file);
    Path project = Files.createDirectories(home.resolve("project"));
    Files.writeString(project.resolve("Dockerfile"), "FROM scratch\nCOPY package.json /app/\n");
    Files.writeString(project.resolve("package.json"), "{\"name\":\"shop\",\"version\":\"1.0.0\"}");
    Run built = machine.with(environment).run(project, "buildah", "bud", "-q", "-t", "shop", ".");
    assertThat(built.exitCode()).as(built.err()).isZero();

    for (String reference : List.of("containers-storage:shop", "localhost/shop")) {
      Run found = Run.in(home, environment, "sbom", "-q", "-f", "json", reference);
      assertThat(found.exitCode()).as(found.err()).isZero();
      assertThat(found.out()).contains("pkg:npm/shop@1.0.0");
    }
    assertThat(Run.in(home, "sbom", "-q", "containers-storage:localhost/shop").exitCode())
        .isEqualTo(3);
  }
}
