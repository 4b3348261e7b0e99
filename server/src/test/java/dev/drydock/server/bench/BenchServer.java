package dev.drydock.server.bench;

import dev.drydock.server.fault.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// `drydock serve` as anybody starts it, with the PostgreSQL that comes along: asked by its API,
/// and looked into where the API does not tell how long something took.
final class BenchServer implements AutoCloseable {
  private static final String TOKEN = "drydock_" + "0123456789abcdef".repeat(4);
  static final String API = "/api/v1/organisations/default";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// Of `postmaster.pid`, where the port stands.
  private static final int PORT_LINE = 3;

  private final ServerProcess process;
  private final long postmaster;
  private final SingleConnectionDataSource connection;

  /// @param home of a checkout that is built
  /// @param data its directory
  /// @param index where its advisories come from
  BenchServer(Path home, Path data, Path index) throws IOException, InterruptedException {
    process =
        ServerProcess.launchedBy(
            home.resolve("drydock"),
            data,
            List.of(
                "--drydock.admin.token=" + TOKEN,
                "--drydock.advisories.from=" + index,
                "--drydock.outgoing.allow=127.0.0.1"));
    process.start();
    Path postgres = data.resolve("database");
    List<String> running;
    try (Stream<Path> files = Files.walk(postgres, 2)) {
      running =
          lines(files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow());
    }
    postmaster = Long.parseLong(running.getFirst().strip());
    connection =
        new SingleConnectionDataSource(
            "jdbc:postgresql://127.0.0.1:" + running.get(PORT_LINE).strip() + "/postgres",
            "drydock",
            Files.readString(postgres.resolve("password")).strip(),
            true);
  }

  JdbcClient database() {
    return JdbcClient.create(connection);
  }

  long count(String question) {
    return database().sql(question).query(Long.class).single();
  }

  /// Until a question has this answer.
  void await(String question, long answer) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (count(question) != answer) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not " + answer + ": " + question);
      }
      Thread.sleep(20);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(process.address(path))
        .timeout(Duration.ofMinutes(2))
        .header("Authorization", "Bearer " + TOKEN);
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return process.send(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Sends JSON below the organisation; all but success ends the program.
  void send(String method, String path, String json) {
    expect(
        send(
            request(API + path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build()));
  }

  static void expect(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  /// Seconds of processor that the server has had.
  double processor() {
    return process.handle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /// Seconds of processor that its PostgreSQL has had, and what of it has ended.
  double databaseProcessor() {
    long main = postmaster;
    try (Stream<ProcessHandle> all =
        Stream.concat(
            Stream.of(ProcessHandle.of(main).orElseThrow()),
            ProcessHandle.of(main).orElseThrow().children())) {
      return all.mapToDouble(one -> ticks(one.pid())).sum() / 100;
    }
  }

  /// Of a process and its children that have ended, proc_pid_stat(5), fields 14 to 17.
  private static double ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      double ticks = 0;
      for (int i = 11; i < 15; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks;
    } catch (IOException e) {
      return 0; // ended
    }
  }

  /// The most memory that the server has had, in bytes.
  long memory() {
    return lines(Path.of("/proc", Long.toString(process.handle().pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    connection.destroy();
    try {
      process.stop();
    } catch (InterruptedException e) {
      process.close();
      Thread.currentThread().interrupt();
    }
  }
}
