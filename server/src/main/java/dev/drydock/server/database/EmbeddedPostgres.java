package dev.drydock.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL that this process starts and stops, on a port of loopback, its data in a directory
/// that stays. Unlike the ones that libraries for tests start, it writes through to the disk and
/// asks for a password.
///
/// One that a killed server left running is stopped first: its data are as they were committed. A
/// lock, which dies with its process, tells it from one whose server lives.
public final class EmbeddedPostgres implements AutoCloseable {
  static final String USER = "drydock";
  private static final int MINUTES = 2;

  /// Of `postmaster.pid`, where the port stands.
  private static final int PORT_LINE = 3;

  private final Path programs;
  private final Path cluster;
  private final Path log;
  private final String password;
  private final int port;
  private final @Nullable FileChannel lock;

  private EmbeddedPostgres(
      Path programs, Path directory, String password, int port, @Nullable FileChannel lock) {
    this.programs = programs;
    this.lock = lock;
    this.cluster = directory.resolve("cluster");
    this.log = directory.resolve("postgresql.log");
    this.password = password;
    this.port = port;
  }

  /// @param directory holds programs, data, password and log; made where it is not there
  /// @throws IOException where it does not start, or a server that lives has the directory: says
  ///   why, or where to read it
  public static EmbeddedPostgres start(Path directory) throws IOException, InterruptedException {
    Path own = prepared(directory);
    FileChannel lock = lock(own);
    if (lock == null) {
      throw new DatabaseStartException(
          "Another server that runs has the data in "
              + own
              + ": stop it, or give this one a directory of its own with --data");
    }
    try {
      Path programs = PostgresBinaries.unpackInto(own);
      EmbeddedPostgres postgres =
          new EmbeddedPostgres(programs, own, password(own), freePort(), lock);
      if (!Files.exists(postgres.cluster.resolve("PG_VERSION"))) {
        postgres.initialise(own);
      }
      postgres.start();
      return postgres;
    } catch (IOException | InterruptedException e) {
      lock.close();
      throw e;
    }
  }

  /// Joins the one of a server that runs, or starts it where none does.
  ///
  /// @throws IOException as [#start]
  public static EmbeddedPostgres join(Path directory) throws IOException, InterruptedException {
    Path own = prepared(directory);
    FileChannel lock = lock(own);
    if (lock != null) {
      lock.close();
      return start(directory);
    }
    List<String> lines = Files.readAllLines(own.resolve("cluster").resolve("postmaster.pid"));
    int port = Integer.parseInt(lines.get(PORT_LINE).strip());
    return new EmbeddedPostgres(PostgresBinaries.unpackInto(own), own, password(own), port, null);
  }

  private static Path prepared(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath().normalize();
    Files.createDirectories(absolute);
    Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
    return absolute;
  }

  /// `null` where another process has it.
  private static @Nullable FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // another server of this process
    }
    channel.close();
    return null;
  }

  /// Where it listens.
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String username() {
    return USER;
  }

  public String password() {
    return password;
  }

  private void initialise(Path directory) throws IOException, InterruptedException {
    run(
        List.of(
            program("initdb"),
            "--pgdata=" + cluster,
            "--username=" + USER,
            "--pwfile=" + directory.resolve("password"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--data-checksums"));
  }

  private void start() throws IOException, InterruptedException {
    if (Files.exists(cluster.resolve("postmaster.pid"))) {
      stop();
    }
    run(
        List.of(
            program("pg_ctl"),
            "--pgdata=" + cluster,
            "--log=" + log,
            "--wait",
            "--timeout=" + TimeUnit.MINUTES.toSeconds(MINUTES),
            "--options=-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c port="
                + port
                + " -c timezone=UTC -c shared_buffers=256MB -c max_connections=200"
                + " -c random_page_cost=1.1",
            "start"));
  }

  /// Lets nobody wait: what was not committed is undone.
  private void stop() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            command(
                List.of(
                    program("pg_ctl"),
                    "--pgdata=" + cluster,
                    "--mode=fast",
                    "--wait",
                    "--timeout=" + TimeUnit.MINUTES.toSeconds(MINUTES),
                    "stop")));
    // its answer may be that none runs any more, which is as good
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() throws IOException {
    if (lock == null) {
      return; // another server's
    }
    try (lock) {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Leaves it running without an owner, as a server does that is killed.
  void abandon() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }

  private String program(String name) {
    return programs.resolve("bin").resolve(name).toString();
  }

  private void run(List<String> words) throws IOException, InterruptedException {
    Path output = Files.createTempFile("drydock-postgresql", ".log");
    try {
      Process process =
          new ProcessBuilder(command(words))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new DatabaseStartException("PostgreSQL does not start; its log says why: " + log);
      }
      if (process.exitValue() != 0) {
        String said = Files.readString(output).strip();
        throw new DatabaseStartException(
            "PostgreSQL does not start: "
                + said.substring(said.lastIndexOf('\n') + 1)
                + " (its log is "
                + log
                + ")");
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /// PostgreSQL refuses to run as root; within a user namespace of its own it is nobody, who may do
  /// with these files what root's group may not.
  private List<String> command(List<String> words) throws IOException {
    Object owner = Files.getAttribute(programs, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!owner.equals(0)) {
      return words;
    }
    List<String> wrapped = new ArrayList<>(List.of("unshare", "--user"));
    wrapped.addAll(words);
    return wrapped;
  }

  private static String password(Path directory) throws IOException {
    Path file = directory.resolve("password");
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      Path fresh =
          Files.createTempFile(
              directory,
              "password",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, HexFormat.of().formatHex(random));
      Files.move(fresh, file);
    }
    return Files.readString(file);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
