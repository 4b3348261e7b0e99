package dev.drydock.server.database;

import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The machine's own PostgreSQL (Debian package `postgresql`), as an operator would give one: a
/// cluster in a directory of the test, on a port that stays over restarts.
final class InstalledPostgres implements AutoCloseable {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path directory;
  private final int port;

  private InstalledPostgres(Path programs, Path directory, int port) {
    this.programs = programs;
    this.directory = directory;
    this.port = port;
  }

  /// Skips the test where none is installed.
  static InstalledPostgres start(Path directory) throws IOException, InterruptedException {
    InstalledPostgres postgres = new InstalledPostgres(programs(), directory, freePort());
    Files.createDirectories(directory);
    postgres.run("initdb", "--pgdata=" + postgres.cluster(), "--username=drydock", "--auth=trust");
    postgres.start();
    return postgres;
  }

  String url() {
    return "postgresql://127.0.0.1:" + port + "/postgres";
  }

  void start() throws IOException, InterruptedException {
    run(
        "pg_ctl",
        "--pgdata=" + cluster(),
        "--log=" + directory.resolve("log"),
        "--wait",
        "--options=-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c port=" + port,
        "start");
  }

  /// As at a power cut: nobody is asked.
  void stop() throws IOException, InterruptedException {
    run("pg_ctl", "--pgdata=" + cluster(), "--mode=immediate", "--wait", "stop");
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(cluster().resolve("postmaster.pid"))) {
      try {
        stop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Path cluster() {
    return directory.resolve("cluster");
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (Files.getAttribute(directory, "unix:uid").equals(0)) {
      command.addAll(List.of("unshare", "--user")); // PostgreSQL does not run as root
    }
    command.add(programs.resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(output));
    }
  }

  private static Path programs() throws IOException {
    if (Files.isDirectory(DEBIAN)) {
      try (Stream<Path> releases = Files.list(DEBIAN)) {
        List<Path> found =
            releases
                .map(release -> release.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .sorted(Comparator.reverseOrder())
                .toList();
        if (!found.isEmpty()) {
          return found.getFirst();
        }
      }
    }
    throw Tools.missing("PostgreSQL is not installed (Debian package postgresql)");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
