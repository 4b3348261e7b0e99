package dev.drydock.server.operate.backup;

import dev.drydock.server.Digests;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Puts a [Backup] into a database whose tables are there and new: all of it, or nothing.
public final class Restore {
  private static final int MOST_BYTES_OF_MANIFEST = 1 << 20;

  /// SQLSTATE classes (PostgreSQL, appendix A): data exception, integrity constraint violation.
  private static final String DATA = "22";

  private static final String INTEGRITY = "23";

  /// What every server has that was ever started.
  private static final List<String> OWNED = List.of("organisation", "account");

  private final DataSource database;
  private final JsonMapper mapper = new JsonMapper();

  public Restore(DataSource database) {
    this.database = database;
  }

  /// @param in is not closed
  /// @return how many rows
  /// @throws IOException where the file is no backup, not whole, of another version, or the
  ///   database is not empty: one line with the mend; nothing was changed
  public long read(InputStream in) throws IOException, SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        long rows = read(connection, new ZipInputStream(in));
        Tables.continueIdentities(connection);
        connection.commit();
        return rows;
      } catch (IOException | SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private long read(Connection connection, ZipInputStream zip) throws IOException, SQLException {
    Manifest head = manifest(zip, Manifest.HEAD);
    String version = Tables.version(connection);
    if (!head.product().equals(Manifest.PRODUCT) || !head.version().equals(version)) {
      throw new IOException(
          "The backup is of version "
              + head.version()
              + " of the tables, this server has "
              + version
              + ": restore it with the release of Drydock that wrote it, then upgrade");
    }
    List<String> own = Tables.ordered(connection);
    List<String> theirs = head.tables().stream().map(Manifest.Table::name).toList();
    if (!own.equals(theirs)) {
      throw damaged();
    }
    clear(connection, own);
    List<Manifest.Table> read = new ArrayList<>();
    long rows = 0;
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    for (Manifest.Table table : head.tables()) {
      next(zip, table.entry());
      DigestInputStream digested = new DigestInputStream(zip, Digests.sha256());
      long count = copy(copies, table.name(), digested);
      String digest = HexFormat.of().formatHex(digested.getMessageDigest().digest());
      read.add(new Manifest.Table(table.name(), count, digest));
      rows += count;
    }
    if (!manifest(zip, Manifest.END).tables().equals(read)) {
      throw damaged();
    }
    return rows;
  }

  private static long copy(CopyManager copies, String table, InputStream rows)
      throws IOException, SQLException {
    try {
      return copies.copyIn("copy " + Tables.quoted(table) + " from stdin", rows);
    } catch (ZipException | EOFException e) {
      throw damaged(e);
    } catch (SQLException e) {
      if (saysDamaged(e)) {
        throw damaged(e);
      }
      throw e;
    }
  }

  private static boolean saysDamaged(SQLException e) {
    String state = e.getSQLState();
    return e.getCause() instanceof IOException
        || state != null && (state.startsWith(DATA) || state.startsWith(INTEGRITY));
  }

  /// What the migrations put into a new database goes, since the backup has it too.
  private static void clear(Connection connection, List<String> tables)
      throws IOException, SQLException {
    for (String table : OWNED) {
      if (hasRows(connection, table)) {
        throw new IOException(
            "The database is not empty ("
                + table
                + " has rows): restore into a new one, with another --data or --database-url");
      }
    }
    try (Statement statement = connection.createStatement()) {
      for (String table : tables.reversed()) {
        if (hasRows(connection, table)) {
          statement.executeUpdate("delete from " + Tables.quoted(table));
        }
      }
    }
  }

  private static boolean hasRows(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select 1 from " + Tables.quoted(table) + " limit 1")) {
      return rows.next();
    }
  }

  private Manifest manifest(ZipInputStream zip, String name) throws IOException {
    next(zip, name);
    try {
      return mapper.readValue(zip.readNBytes(MOST_BYTES_OF_MANIFEST), Manifest.class);
    } catch (JacksonException | IOException e) {
      throw damaged(e);
    }
  }

  private static void next(ZipInputStream zip, String name) throws IOException {
    ZipEntry entry;
    try {
      entry = zip.getNextEntry();
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(e);
    }
    if (entry == null || !entry.getName().equals(name)) {
      throw damaged();
    }
  }

  private static IOException damaged(Exception cause) {
    IOException damaged = damaged();
    damaged.initCause(cause);
    return damaged;
  }

  private static IOException damaged() {
    return new IOException(
        "The file is no whole backup of `drydock serve backup`: take another copy of it; nothing was"
            + " changed");
  }
}
