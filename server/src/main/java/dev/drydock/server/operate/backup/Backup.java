package dev.drydock.server.operate.backup;

import dev.drydock.server.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.json.JsonMapper;

/// Writes all tables as they are at one moment, while the server goes on: a zip of PostgreSQL's
/// COPY text, which any later release of PostgreSQL reads.
///
/// Secrets are in it as the database has them: passwords and tokens as digests, credentials of
/// channels sealed with the operator's key, which is not in it.
public final class Backup {
  private final DataSource database;
  private final Clock clock;
  private final JsonMapper mapper = new JsonMapper();

  public Backup(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @param out is not closed
  /// @return how many rows
  public long write(OutputStream out) throws IOException, SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      long rows = write(connection, new ZipOutputStream(out));
      connection.commit();
      return rows;
    }
  }

  private long write(Connection connection, ZipOutputStream zip) throws IOException, SQLException {
    List<Manifest.Table> tables = new ArrayList<>();
    for (String name : Tables.ordered(connection)) {
      tables.add(new Manifest.Table(name, 0, ""));
    }
    String version = Tables.version(connection);
    String now = clock.instant().toString();
    entry(zip, Manifest.HEAD, new Manifest(Manifest.PRODUCT, version, now, tables));
    List<Manifest.Table> written = new ArrayList<>();
    long rows = 0;
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    for (Manifest.Table table : tables) {
      zip.putNextEntry(new ZipEntry(table.entry()));
      DigestOutputStream digested = new DigestOutputStream(zip, Digests.sha256());
      long count = copies.copyOut("copy " + Tables.quoted(table.name()) + " to stdout", digested);
      zip.closeEntry();
      written.add(new Manifest.Table(table.name(), count, hex(digested.getMessageDigest())));
      rows += count;
    }
    entry(zip, Manifest.END, new Manifest(Manifest.PRODUCT, version, now, written));
    zip.finish();
    return rows;
  }

  private void entry(ZipOutputStream zip, String name, Manifest manifest) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(mapper.writeValueAsBytes(manifest));
    zip.closeEntry();
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
