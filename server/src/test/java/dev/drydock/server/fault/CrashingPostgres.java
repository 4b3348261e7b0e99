package dev.drydock.server.fault;

import dev.drydock.server.database.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL of its own that can be stopped as by a crash (mode "immediate": it writes nothing
/// down any more and recovers from its log at the next start) and started again where it was.
final class CrashingPostgres implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Path directory;

  private CrashingPostgres(EmbeddedPostgres postgres, Path directory) {
    this.postgres = postgres;
    this.directory = directory;
  }

  static CrashingPostgres start(Path directory) throws IOException, InterruptedException {
    Path own = directory.toAbsolutePath();
    return new CrashingPostgres(EmbeddedPostgres.start(own), own);
  }

  TestedDatabase database() {
    return new TestedDatabase(postgres.url(), postgres.username(), postgres.password());
  }

  /// Returns when none of its processes is left.
  void crash() throws IOException, InterruptedException {
    control("stop", "--mode=immediate");
  }

  /// Returns when it takes connections, on the same port and with the same settings.
  void startAgain() throws IOException, InterruptedException {
    control("restart", "--mode=immediate", "--log=" + directory.resolve("postgresql.log"));
  }

  private void control(String... words) throws IOException, InterruptedException {
    Path programs = programs();
    List<String> command = new ArrayList<>();
    if (Files.getAttribute(programs, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0)) {
      command.addAll(List.of("unshare", "--user")); // it refuses to be root
    }
    command.add(programs.resolve("bin").resolve("pg_ctl").toString());
    command.addAll(List.of("--pgdata=" + directory.resolve("cluster"), "--wait"));
    command.addAll(List.of(words));
    Path output = directory.resolve("pg_ctl.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command + ": " + Files.readString(output));
    }
  }

  private Path programs() throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "postgresql-*")) {
      return found.iterator().next();
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
