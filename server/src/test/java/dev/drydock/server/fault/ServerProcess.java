package dev.drydock.server.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server in a JVM of its own, which can be killed at any moment and started again on the same
/// port.
public final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<String> command;
  private final Path log;
  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private @Nullable Process process;

  private ServerProcess(List<String> command, Path log, int port) {
    this.command = command;
    this.log = log;
    this.port = port;
  }

  /// @param directory for its data and log
  /// @param settings as on the command line, `--drydock.database.url=…`
  static ServerProcess of(Path directory, List<String> settings) throws IOException {
    Files.createDirectories(directory);
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.drydock.server.DrydockServer");
    command.add("--server.port=" + port);
    command.add("--drydock.data=" + directory.resolve("data"));
    command.addAll(settings);
    return new ServerProcess(command, directory.resolve("server.log"), port);
  }

  /// As anybody starts it.
  ///
  /// @param launcher the program `drydock`
  /// @param directory for its data and log
  public static ServerProcess launchedBy(Path launcher, Path directory, List<String> settings)
      throws IOException {
    Files.createDirectories(directory);
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(launcher.toString(), "serve", "--port=" + port, "--data=" + directory));
    command.addAll(settings);
    return new ServerProcess(command, directory.resolve("server.log"), port);
  }

  /// Returns before it answers.
  void launch() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /// Returns when it is ready.
  public void start() throws IOException, InterruptedException {
    launch();
    awaitReady();
  }

  void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Process running = process;
      if (running == null || !running.isAlive()) {
        throw new IOException("the server ended: " + Files.readString(log));
      }
      try {
        if (get("/actuator/health/readiness").statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not listening yet
      }
      Thread.sleep(50);
    }
    throw new IOException("the server is not ready: " + Files.readString(log));
  }

  /// SIGKILL: it can do nothing about it.
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.waitFor();
    }
  }

  /// SIGTERM.
  public int stop() throws InterruptedException {
    Process running = process;
    if (running == null) {
      return 0;
    }
    running.destroy();
    if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      running.destroyForcibly();
    }
    return running.waitFor();
  }

  /// While it runs.
  public ProcessHandle handle() {
    return Objects.requireNonNull(process).toHandle();
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
