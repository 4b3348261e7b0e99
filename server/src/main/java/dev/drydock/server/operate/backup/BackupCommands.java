package dev.drydock.server.operate.backup;

import dev.drydock.server.ServerSettings;
import dev.drydock.server.database.DatabaseConfiguration;
import dev.drydock.server.database.DatabaseSettings;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// `drydock serve backup FILE` and `drydock serve restore FILE`: the database alone, without the
/// server around it. A backup may be made while a server runs.
public final class BackupCommands {
  private final PrintStream err;
  private final Clock clock;

  /// @param err for what people read
  public BackupCommands(PrintStream err, Clock clock) {
    this.err = err;
    this.clock = clock;
  }

  /// The database that the settings name, with its tables.
  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties({ServerSettings.class, DatabaseSettings.class})
  @Import(DatabaseConfiguration.class)
  @ImportAutoConfiguration(FlywayAutoConfiguration.class)
  static class DatabaseOnly {}

  /// @param arguments the command, the file, then settings as of the server
  /// @return the exit code: 0, 2 for wrong usage, 3 where something cannot be read or written
  public int run(String[] arguments) {
    if (arguments.length < 2 || arguments[1].startsWith("--")) {
      err.println("drydock: say which file: drydock serve " + arguments[0] + " FILE");
      return 2;
    }
    Path file = Path.of(arguments[1]);
    String[] settings = Arrays.copyOfRange(arguments, 2, arguments.length);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(DatabaseOnly.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .properties("drydock.database.join=true")
            .run(settings)) {
      DataSource database = context.getBean(DataSource.class);
      if (arguments[0].equals("backup")) {
        long rows = backup(database, file);
        err.println("drydock: " + rows + " rows are in " + file);
      } else {
        long rows = restore(database, file);
        err.println("drydock: " + rows + " rows are back; start the server with drydock serve");
      }
      return 0;
    } catch (IOException | SQLException e) {
      err.println("drydock: " + e.getMessage());
      return 3;
    }
  }

  private long backup(DataSource database, Path file) throws IOException, SQLException {
    Path whole = file.toAbsolutePath();
    Path part =
        Files.createTempFile(
            whole.resolveSibling("."),
            "drydock-backup",
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      long rows;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
        rows = new Backup(database, clock).write(out);
      }
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      return rows;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static long restore(DataSource database, Path file) throws IOException, SQLException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return new Restore(database).read(in);
    }
  }
}
