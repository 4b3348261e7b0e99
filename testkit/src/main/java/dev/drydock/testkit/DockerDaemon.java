package dev.drydock.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A Docker daemon for one test (`dockerd`), with a directory and a socket of its own, and without
/// a network for containers: it builds, saves and pushes, and runs nothing.
public final class DockerDaemon implements AutoCloseable {
  private static final int PATIENCE = 60;

  private final Process process;
  private final Path socket;

  private DockerDaemon(Process process, Path socket) {
    this.process = process;
    this.socket = socket;
  }

  /// Starts one that keeps everything in `directory`; skips the test where there is none to start.
  public static DockerDaemon start(Path directory) throws IOException, InterruptedException {
    Path program = Tools.require("dockerd", "docker.io");
    Tools.require("docker", "docker.io");
    Path log = directory.resolve("log");
    // a socket's path may have no more than 107 bytes
    Path socket = Files.createTempDirectory("dockerd").resolve("s");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--host=unix://" + socket,
                "--data-root=" + directory.resolve("data"),
                "--exec-root=" + directory.resolve("exec"),
                "--pidfile=" + directory.resolve("pid"),
                "--storage-driver=vfs",
                "--bridge=none",
                "--iptables=false",
                "--ip6tables=false")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    DockerDaemon daemon = new DockerDaemon(process, socket);
    for (int i = 0; i < PATIENCE * 20 && process.isAlive(); i++) {
      if (Files.readString(log).contains("API listen on")) {
        return daemon;
      }
      Thread.sleep(50);
    }
    daemon.close();
    throw new IOException("dockerd does not start: " + Files.readString(log));
  }

  /// For `DOCKER_HOST`.
  public String address() {
    return "unix://" + socket;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Files.deleteIfExists(socket);
      Files.deleteIfExists(socket.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
