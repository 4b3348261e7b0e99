package dev.drydock.image.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.source.ImageSources;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.Mutations;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.TarWriter;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stores that skopeo, podman and buildah filled; what they copy out of them is what we must see.
class ContainersStorageTest {
  @TempDir private Path directory;

  private static BuiltImage image() {
    return new ImageBuilder()
        .layer(
            new TarWriter()
                .directory("etc")
                .file("etc/os-release", "ID=debian")
                .file("etc/gone", "soon")
                .directory("usr")
                .directory("usr/lib")
                .symlink("lib", "usr/lib")
                .directory("opt")
                .file("opt/lower", "hidden"))
        .layer(
            new TarWriter()
                .whiteout("etc/gone")
                .file("etc/os-release", "ID=alpine")
                .directory("opt")
                .file("opt/.wh..wh..opq", "")
                .file("opt/upper", "seen"))
        .tag("app:1")
        .build();
  }

  /// The store with the image in it.
  private Path store(String driver, BuiltImage image) throws Exception {
    OciLayout.of(image).writeTo(directory.resolve("layout"));
    Path root = directory.resolve("store");
    String place = "[" + driver + "@" + root + "+" + directory.resolve("run") + "]";
    run(
        driver,
        Tools.require("skopeo", "skopeo").toString(),
        "--insecure-policy",
        "copy",
        "oci:layout:1",
        "containers-storage:" + place + "registry.example/team/app:1");
    return root;
  }

  /// The overlay driver leaves its directory mounted over itself.
  @AfterEach
  void unmount() throws Exception {
    Path overlay = directory.resolve("store/overlay");
    if (Files.exists(overlay)) {
      Process process = new ProcessBuilder("umount", overlay.toString()).start();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private void run(String driver, String... command) throws Exception {
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String said = Files.readString(log);
    // file systems without what overlay needs are no fault of anybody here
    Assumptions.assumeFalse(
        driver.equals("overlay") && process.exitValue() != 0 && said.contains("overlay"), said);
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static Image open(Path root, String reference) throws Exception {
    return new ContainersStorage(List.of(root))
        .open(reference, StoreReading.request("containers-storage:" + reference));
  }

  private static final List<String> LOWER =
      List.of(
          "etc",
          "etc/os-release=ID=debian",
          "etc/gone=soon",
          "usr",
          "usr/lib",
          "lib->usr/lib",
          "opt",
          "opt/lower=hidden");

  @ParameterizedTest
  @ValueSource(strings = {"vfs", "overlay"})
  void layersAreAsTheyWereStored(String driver) throws Exception {
    BuiltImage image = image();
    Path root = store(driver, image);
    for (String reference :
        List.of(
            "registry.example/team/app:1",
            "[" + driver + "@" + root + "]registry.example/team/app:1",
            "[" + root + "]registry.example/team/app:1",
            "[" + driver + "@" + root + "+/run/x:opt=1]registry.example/team/app:1",
            "registry.example/team/app@" + image.manifest().digest(),
            image.config().hex(),
            image.config().hex().substring(0, 12),
            "@" + image.config().hex())) {
      assertThat(StoreReading.layers(open(root, reference)))
          .as(reference)
          .containsExactly(
              LOWER,
              List.of(
                  "etc/.wh.gone=",
                  "etc/os-release=ID=alpine",
                  "opt",
                  "opt/.wh..wh..opq=",
                  "opt/upper=seen"));
    }
    try (Image opened = open(root, image.config().hex())) {
      assertThat(opened.digest()).hasToString(image.manifest().digest());
      assertThat(opened.warnings()).isEmpty();
      assertThat(opened.layers().getLast().description().createdBy()).isEqualTo("COPY layer 1");
    }
  }

  @Test
  void wholeTreesAreComparedWhereTheListOfTheLayerIsMissing() throws Exception {
    Path root = store("vfs", image());
    withoutTarSplit(root.resolve("vfs-layers"));
    List<List<String>> layers = StoreReading.layers(open(root, "registry.example/team/app:1"));
    assertThat(layers.getFirst()).containsExactlyInAnyOrderElementsOf(LOWER);
    assertThat(layers.getLast())
        .containsExactlyInAnyOrder(
            "etc/.wh.gone=", "etc/os-release=ID=alpine", "opt/.wh.lower=", "opt/upper=seen");
  }

  @Test
  void whiteoutsOfTheKernelAreReadWhereTheListOfTheLayerIsMissing() throws Exception {
    Path root = store("overlay", image());
    withoutTarSplit(root.resolve("overlay-layers"));
    List<List<String>> layers = StoreReading.layers(open(root, "registry.example/team/app:1"));
    assertThat(layers.getFirst()).containsExactlyInAnyOrderElementsOf(LOWER);
    // that `opt` is opaque only root's attribute tells, which Java cannot see
    assertThat(layers.getLast())
        .contains("etc/.wh.gone=", "etc/os-release=ID=alpine", "opt", "opt/upper=seen");
  }

  private static void withoutTarSplit(Path layers) throws IOException {
    try (Stream<Path> files = Files.list(layers)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".gz")).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void whatBuildahCommittedIsWhatSkopeoCopies() throws Exception {
    String buildah = Tools.require("buildah", "buildah").toString();
    String skopeo = Tools.require("skopeo", "skopeo").toString();
    Files.writeString(
        directory.resolve("Containerfile"),
        """
        FROM scratch
        COPY one /etc/one
        COPY two /srv/two
        """);
    Files.writeString(directory.resolve("one"), "1");
    Files.writeString(directory.resolve("two"), "2");
    Path root = directory.resolve("store");
    Path run = directory.resolve("run");
    run(
        "vfs",
        buildah,
        "--root",
        root.toString(),
        "--runroot",
        run.toString(),
        "--storage-driver",
        "vfs",
        "build",
        "--layers",
        "--isolation",
        "chroot",
        "-t",
        "built:3",
        ".");
    String place = "containers-storage:[vfs@" + root + "+" + run + "]localhost/built:3";
    run("vfs", skopeo, "--insecure-policy", "copy", place, "docker-archive:built.tar:built:3");
    List<List<String>> layers = StoreReading.layers(open(root, "built:3"));
    assertThat(layers)
        .isEqualTo(
            StoreReading.layers(
                ImageSources.ofFiles(directory).open(StoreReading.request("built.tar"))));
    assertThat(layers).hasSize(2);
    assertThat(layers.getLast()).contains("srv/two=2");
    String podman = Tools.require("podman", "podman").toString();
    run(
        "vfs",
        podman,
        "--root",
        root.toString(),
        "--runroot",
        run.toString(),
        "--storage-driver",
        "vfs",
        "tag",
        "built:3",
        "docker.io/library/built:latest");
    assertThat(StoreReading.layers(open(root, "docker.io/library/built"))).isEqualTo(layers);
  }

  @Test
  void linksOnTheWayLeadNowhereOutside() throws Exception {
    Files.writeString(directory.resolve("secret"), "outside");
    BuiltImage hostile =
        new ImageBuilder()
            .layer(new TarWriter().symlink("out", "..").file("plain", "x"))
            .tag("app:1")
            .build();
    Path root = store("vfs", hostile);
    Path tree;
    try (Stream<Path> trees = Files.list(root.resolve("vfs/dir"))) {
      tree = trees.findFirst().orElseThrow();
    }
    Files.delete(tree.resolve("out"));
    Files.createSymbolicLink(tree.resolve("out"), directory);
    for (String path : List.of("out/secret", "../../../../secret", "out/../secret")) {
      Path file = StoredPath.within(tree, path, dev.drydock.limits.Limits.defaults());
      assertThat(file == null || !Files.exists(file)).as(path).isTrue();
    }
    assertThat(StoreReading.files(open(root, "registry.example/team/app:1")))
        .containsExactly("out->" + directory, "plain=x");
  }

  @Test
  void whatIsMissingIsSaidWithTheMend() throws Exception {
    Path root = store("vfs", image());
    assertFails(root, "gone", "gone is not in " + root + " (vfs); `podman images` lists what is");
    assertFails(root, "[overlay@" + root + "]app:1", "there is no containers-storage in " + root);
    assertFails(root, "[zfs@/x]app:1", "storage driver zfs is not read, only overlay and vfs;");
    assertFails(directory, "app", "; name its place: containers-storage:[overlay@/PATH]app");
    Files.writeString(root.resolve("vfs-layers/layers.json"), "[]");
    assertFails(root, "registry.example/team/app:1", "its layers do not hang together at ");
    Files.writeString(
        root.resolve("vfs-images/images.json"),
        "[{\"id\": \"ab\\udbab\", \"names\": [\"app:1\"]}]");
    assertFails(root, "app:1", "app:1 is not in " + root);
  }

  private static void assertFails(Path root, String reference, String message) {
    assertThatThrownBy(() -> open(root, reference))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void damagedTablesEndInAResultOrAnException() throws Exception {
    Path root = store("vfs", image());
    int read = 0;
    for (String table : List.of("vfs-images/images.json", "vfs-layers/layers.json")) {
      Path file = root.resolve(table);
      byte[] good = Files.readAllBytes(file);
      for (byte[] damaged : Mutations.of(good, 3, 250).toList()) {
        Files.write(file, damaged);
        try {
          read += StoreReading.layers(open(root, "registry.example/team/app:1")).size();
        } catch (IOException e) {
          assertThat(e.getMessage()).isNotNull().doesNotContain("\n");
        }
      }
      Files.write(file, good);
    }
    Path list;
    try (Stream<Path> files = Files.list(root.resolve("vfs-layers"))) {
      list = files.filter(one -> one.toString().endsWith(".gz")).findFirst().orElseThrow();
    }
    for (byte[] damaged : Mutations.of(Files.readAllBytes(list), 4, 250).toList()) {
      Files.write(list, damaged);
      try {
        read += StoreReading.layers(open(root, "registry.example/team/app:1")).size();
      } catch (IOException e) {
        assertThat(e.getMessage()).isNotNull().doesNotContain("\n");
      }
    }
    assertThat(read).isPositive();
  }
}
