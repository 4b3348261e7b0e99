package dev.drydock.server;

import dev.drydock.server.database.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// One real PostgreSQL for all tests of a process, and as many databases in it as they ask for.
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  private static final class Holder {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        Path directory = Path.of("target", "postgresql").toAbsolutePath();
        Files.createDirectories(directory);
        Path own = Files.createTempDirectory(directory, "data");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(own);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, own)));
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private static void stop(EmbeddedPostgres postgres, Path own) {
      try {
        postgres.close();
        try (Stream<Path> files = Files.walk(own)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// An empty database of its own.
  ///
  /// @return its address; [#username] and [#password] open it
  public static String create() {
    return create("");
  }

  private static String create(String options) {
    String name = "test" + COUNT.incrementAndGet();
    String url = Holder.POSTGRES.url();
    try (Connection connection = DriverManager.getConnection(url, username(), password());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + options);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url.substring(0, url.lastIndexOf('/') + 1) + name;
  }

  /// Connections to a copy of another database, to which nobody is connected.
  ///
  /// @param original as [#source()] gave it
  public static DataSource copy(DataSource original) {
    String url = ((PGSimpleDataSource) original).getUrl();
    String name = url.substring(url.lastIndexOf('/') + 1).replaceFirst("[?].*", "");
    return source(create(" template " + name));
  }

  /// Connections to an empty database of its own.
  public static DataSource source() {
    return source(create());
  }

  private static DataSource source(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(username());
    source.setPassword(password());
    return source;
  }

  public static String username() {
    return Holder.POSTGRES.username();
  }

  public static String password() {
    return Holder.POSTGRES.password();
  }
}
