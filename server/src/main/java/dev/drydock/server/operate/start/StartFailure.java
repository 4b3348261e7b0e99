package dev.drydock.server.operate.start;

import dev.drydock.server.database.DatabaseStartException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;

/// Why the server does not start, in one line with what to do about it, where it is something that
/// an operator can mend.
final class StartFailure {
  private static final int MOST_CAUSES = 50;

  private StartFailure() {}

  /// @return nothing where nobody thought of it: then the whole story has to be told
  static Optional<String> line(Throwable failure) {
    return causes(failure).stream()
        .map(StartFailure::known)
        .flatMap(Optional::stream)
        .findFirst()
        .map(line -> line.replaceAll("\\s+", " ").strip());
  }

  /// From the outside to the inside: the outer ones know more of what was tried.
  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable one = failure;
        one != null && causes.size() < MOST_CAUSES;
        one = one.getCause()) {
      causes.add(one);
    }
    return causes;
  }

  private static Optional<String> known(Throwable cause) {
    return Optional.ofNullable(
        switch (cause) {
          case PortInUseException e ->
              "Port %d is in use: stop the server that runs there, or choose another with --port"
                  .formatted(e.getPort());
          case BindException e ->
              "The setting %s cannot be understood: %s"
                  .formatted(e.getName(), innermost(e).getMessage());
          case FlywayValidateException _ ->
              "The database was made by another release of Drydock: start that one, or restore its backup"
                  + " into an empty database with the release that wrote it";
          case DatabaseStartException e -> e.getMessage();
          case SQLException e -> database(e);
          default -> null;
        });
  }

  /// By the classes and codes of SQLSTATE, appendix A of PostgreSQL's manual.
  private static @Nullable String database(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("08") || state.equals("57P03")) {
      return "The database does not answer (%s): start it, or correct --database-url"
          .formatted(e.getMessage());
    }
    return switch (state) {
      case "28000", "28P01" ->
          "The database refuses the user (%s): correct DRYDOCK_DATABASE_USERNAME and DRYDOCK_DATABASE_PASSWORD"
              .formatted(e.getMessage());
      case "3D000" ->
          "The database is not there (%s): make it with createdb, or correct --database-url"
              .formatted(e.getMessage());
      case "42501" ->
          "The database's user may not do what the server needs (%s): let it own the database"
              .formatted(e.getMessage());
      default -> null;
    };
  }

  private static Throwable innermost(Throwable failure) {
    return causes(failure).getLast();
  }
}
