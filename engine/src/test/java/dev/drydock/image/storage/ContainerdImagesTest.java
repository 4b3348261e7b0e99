package dev.drydock.image.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.ImageException;
import dev.drydock.image.source.Candidate;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BoltDatabase;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.Mutations;
import dev.drydock.testkit.TarWriter;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerdImagesTest {
  @TempDir private Path directory;
  private final BuiltImage amd = image("linux/amd64");
  private final BuiltImage arm = image("linux/arm64");
  private final BuiltImage absent = image("linux/s390x");
  private Path root = Path.of("");

  private static BuiltImage image(String platform) {
    return new ImageBuilder()
        .platform(platform)
        .layer(new TarWriter().file("name", platform))
        .build();
  }

  @BeforeEach
  void makeStore() throws IOException {
    root = directory.resolve("containerd");
    Blob index = BuiltImage.index(absent, amd, arm);
    BoltDatabase database = new BoltDatabase();
    database.put("3", "v1", "version");
    name(database, "default", "docker.io/library/app:1", amd.manifest());
    name(database, "default", "docker.io/library/every:latest", index);
    name(database, "k8s.io", "registry.example/team/arm:2", arm.manifest());
    for (int i = 0; i < 100; i++) {
      name(
          database, "other", "example.org/many:" + i, i == 77 ? amd.manifest() : absent.manifest());
    }
    database.put("sha256:nonsense", "v1", "bad", "images", "bad:latest", "target", "digest");
    for (BuiltImage one : List.of(amd, arm)) {
      one.blobs().forEach(this::blob);
    }
    blob(index);
    write(root.resolve("io.containerd.metadata.v1.bolt/meta.db"), database.bytes());
  }

  private static void name(BoltDatabase database, String namespace, String name, Blob target) {
    database.put(target.digest(), "v1", namespace, "images", name, "target", "digest");
    database.put(target.mediaType(), "v1", namespace, "images", name, "target", "mediatype");
    database.put("now", "v1", namespace, "images", name, "createdat");
  }

  private void blob(Blob blob) {
    write(
        root.resolve("io.containerd.content.v1.content/blobs/sha256").resolve(blob.hex()),
        blob.bytes());
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ImageRequest request(String reference) {
    return StoreReading.request("containerd:" + reference);
  }

  private List<String> open(String reference) throws Exception {
    return StoreReading.files(
        new ContainerdImages(List.of(root), null).open(reference, request(reference)));
  }

  @Test
  void imagesAreFoundByNameInEveryNamespace() throws Exception {
    List<String> amdFiles = List.of("name=linux/amd64");
    for (String name :
        List.of(
            "app:1",
            "library/app:1",
            "docker.io/library/app:1",
            "[default]app:1",
            "every",
            "example.org/many:77",
            "app@" + amd.manifest().digest(),
            "@" + amd.manifest().digest(),
            "[other@" + root + "]example.org/many:77",
            "[" + root + "]app:1")) {
      assertThat(open(name)).as(name).isEqualTo(amdFiles);
    }
    assertThat(open("registry.example/team/arm:2")).containsExactly("name=linux/arm64");
  }

  @Test
  void platformsAreThoseThatTheStoreHolds() throws Exception {
    List<Candidate> all =
        new ContainerdImages(List.of(root), null).platforms("every", request("every"));
    List<String> files = new ArrayList<>();
    for (Candidate one : all) {
      files.addAll(StoreReading.files(one.open()));
    }
    assertThat(files).containsExactly("name=linux/amd64", "name=linux/arm64");
  }

  @Test
  void whatIsMissingIsSaidWithTheMend() {
    assertFails("[k8s.io]app:1", "app:1 is not in " + root + " (k8s.io); `ctr -n NAMESPACE");
    assertFails("gone", root + " (default), " + root + " (k8s.io), " + root + " (bad)");
    assertFails("[x@/nowhere]app", "there is no containerd in /nowhere; name its directory: ");
    assertFails("example.org/many:1", "lacks the blob sha256:");
    assertFails("bad", "which is no digest; try again");
    assertThatThrownBy(
            () -> new ContainerdImages(List.of(root), "k8s.io").open("app:1", request("app:1")))
        .hasMessageContaining("(k8s.io)");
  }

  private void assertFails(String reference, String message) {
    assertThatThrownBy(() -> open(reference))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void blobsMustHaveTheirDigests() {
    write(
        root.resolve("io.containerd.content.v1.content/blobs/sha256").resolve(amd.manifest().hex()),
        arm.manifest().bytes());
    assertFails("app:1", "docker.io/library/app:1 has a blob whose digest is sha256:");
  }

  @Test
  void damagedDatabasesEndInAResultOrAnException() throws Exception {
    Path database = root.resolve("io.containerd.metadata.v1.bolt/meta.db");
    byte[] good = Files.readAllBytes(database);
    int read = 0;
    for (byte[] damaged : Mutations.of(good, 11, 800).toList()) {
      Files.write(database, damaged);
      try {
        read += open("example.org/many:77").size();
      } catch (IOException e) {
        assertThat(e).isInstanceOf(ImageException.class);
        assertThat(e.getMessage()).isNotNull().doesNotContain("\n");
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void whatContainerdImportedIsRead() throws Exception {
    Path containerd = Tools.require("containerd", "containerd");
    Path ctr = Tools.require("ctr", "containerd");
    Path home = Files.createDirectory(directory.resolve("real"));
    Path archive = Files.write(home.resolve("app.tar"), DockerArchive.of(tagged()).bytes());
    Path config =
        Files.writeString(
            home.resolve("config.toml"),
            """
            version = 2
            root = "%s/root"
            state = "%s/state"
            disabled_plugins = ["io.containerd.grpc.v1.cri"]
            [grpc]
              address = "%s/s"
            """
                .formatted(home, home, home));
    Process daemon =
        new ProcessBuilder(containerd.toString(), "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
    try {
      for (int i = 0; i < 100 && daemon.isAlive() && !Files.exists(home.resolve("s")); i++) {
        Thread.sleep(100);
      }
      if (!daemon.isAlive()) {
        throw Tools.missing("containerd does not start: " + Files.readString(home.resolve("log")));
      }
      for (String namespace : List.of("default", "k8s.io")) {
        Process tool =
            new ProcessBuilder(
                    ctr.toString(),
                    "-a",
                    home.resolve("s").toString(),
                    "-n",
                    namespace,
                    "image",
                    "import",
                    "--no-unpack",
                    archive.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("ctr").toFile())
                .start();
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).as(Files.readString(home.resolve("ctr"))).isZero();
      }
      for (String reference : List.of("real:5", "docker.io/library/real:5", "[k8s.io]real:5")) {
        // while containerd runs, as on any machine
        assertThat(
                StoreReading.files(
                    new ContainerdImages(List.of(home.resolve("root")), null)
                        .open(reference, request(reference))))
            .containsExactly("etc", "etc/os-release=ID=debian", "etc/.wh.gone=");
      }
    } finally {
      daemon.destroy();
      daemon.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static BuiltImage tagged() {
    return new ImageBuilder()
        .layer(new TarWriter().directory("etc").file("etc/os-release", "ID=debian"))
        .layer(new TarWriter().whiteout("etc/gone"))
        .tag("docker.io/library/real:5")
        .build();
  }
}
