package dev.drydock.image.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.Platform;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images that a real Podman hands out over its socket.
class PodmanTest {
  @TempDir private static Path directory;
  private static Process service;
  private static DaemonAddress address;

  @BeforeAll
  static void startsTheServiceWithAnImage() throws Exception {
    Path podman = Tools.require("podman", "podman");
    Path archive = directory.resolve("app.tar");
    BuiltImage built =
        new ImageBuilder()
            .layer(new TarWriter().directory("etc").file("etc/os-release", "ID=debian\n"), "ADD")
            .layer(new TarWriter().file("app/run", "1").whiteout("etc/x"), "COPY")
            .tag("example.com/app:1")
            .build();
    Files.write(archive, DockerArchive.of(built).bytes());
    run(command(podman, "load", "-i", archive.toString()));
    Path socket = directory.resolve("s");
    service =
        new ProcessBuilder(command(podman, "system", "service", "--time", "0", "unix://" + socket))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("service.log").toFile())
            .start();
    for (int i = 0; i < 200 && !Files.exists(socket); i++) {
      Thread.sleep(50);
    }
    address = DaemonAddress.parse("unix://" + socket);
  }

  @AfterAll
  static void stopsTheService() throws Exception {
    if (service != null) {
      service.destroy();
      service.waitFor(20, TimeUnit.SECONDS);
    }
  }

  private static List<String> command(Path podman, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                podman.toString(),
                "--storage-driver=vfs",
                "--root=" + directory.resolve("root"),
                "--runroot=" + directory.resolve("run")));
    command.addAll(List.of(arguments));
    return command;
  }

  private static void run(List<String> command) throws Exception {
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private static DaemonImages images() {
    return new DaemonImages(ContainerEngine.PODMAN, List.of(address), directory.resolve("spool"));
  }

  private static ImageRequest request(String text) {
    return ImageRequest.parse(text, Platform.linuxOn("amd64"), false, Limits.defaults());
  }

  @Test
  void imageOfTheEngineIsReadWhole() throws Exception {
    ImageRequest request = request("podman:example.com/app:1");
    try (Image image = images().open(request.rest(), request)) {
      assertThat(image.reference()).isEqualTo("podman:example.com/app:1");
      List<List<String>> layers = new ArrayList<>();
      for (Layer layer : image.layers()) {
        List<String> files = new ArrayList<>();
        layer.walk(
            (entry, content) -> {
              if (entry.type() == LayerEntry.Type.FILE) {
                String text = new String(content.bytes(99, "x"), StandardCharsets.UTF_8);
                files.add(entry.path() + "=" + text);
              }
            });
        layers.add(files);
      }
      assertThat(layers)
          .containsExactly(
              List.of("etc/os-release=ID=debian\n"), List.of("app/run=1", "etc/.wh.x="));
    }
    try (Stream<Path> left = Files.list(directory.resolve("spool"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void imageThatTheEngineLacksIsSaidSo() throws Exception {
    ImageRequest request = request("podman:example.com/other:1");
    assertThatThrownBy(() -> images().open(request.rest(), request))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Podman has no image example.com/other:1; list what it has with `podman images`");
    assertThat(images().find("example.com/other:1", request)).isEmpty();
  }

  @Test
  void referencesCannotLeaveTheirPlaceInThePath() throws Exception {
    for (String reference : List.of("../../info", "a b\r\nX: y", "x?all=1", "../x/json#")) {
      assertThat(images().find(reference, request(reference))).as(reference).isEmpty();
    }
  }

  @Test
  void whereNoEngineListensTheNextStepIsSaid() throws IOException {
    ImageRequest request = request("docker:app:1");
    DaemonImages none =
        new DaemonImages(
            ContainerEngine.DOCKER, List.of(DaemonAddress.of(directory.resolve("no"))), directory);
    assertThatThrownBy(() -> none.open("app:1", request))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Docker does not run here, or listens elsewhere; start it, or name its address with"
                + " DOCKER_HOST");
    Path file = Files.writeString(directory.resolve("file"), "x");
    DaemonImages dead =
        new DaemonImages(ContainerEngine.DOCKER, List.of(DaemonAddress.of(file)), directory);
    assertThatThrownBy(() -> dead.open("app:1", request))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("no container engine answers at unix://");
  }
}
