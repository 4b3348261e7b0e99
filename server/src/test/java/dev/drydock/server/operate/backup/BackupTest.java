package dev.drydock.server.operate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.server.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class BackupTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T10:00:00Z"), ZoneOffset.UTC);

  @Test
  void bringsEveryRowBackAndGoesOnCounting() throws Exception {
    DataSource before = migrated();
    fill(before);
    byte[] file = backup(before);

    DataSource after = migrated();
    long rows = new Restore(after).read(new ByteArrayInputStream(file));

    assertThat(contents(after)).isEqualTo(contents(before));
    assertThat(rows).isGreaterThan(5);
    JdbcClient.create(after)
        .sql("insert into organisation (name, created_at) values ('next', now())")
        .update();
    assertThat(
            JdbcClient.create(after)
                .sql("select id from organisation where name = 'next'")
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void isTheSameFileForTheSameData() throws Exception {
    DataSource database = migrated();
    fill(database);
    assertThat(contentOf(backup(database))).isEqualTo(contentOf(backup(database)));
  }

  @Test
  void refusesADatabaseThatHasRows() throws Exception {
    DataSource database = migrated();
    fill(database);
    byte[] file = backup(database);
    assertThatThrownBy(() -> new Restore(database).read(new ByteArrayInputStream(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void refusesTablesOfAnotherVersion() throws Exception {
    byte[] file = backup(migrated());
    DataSource other = migrated();
    JdbcClient.create(other)
        .sql(
            """
            insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
            values (1000, '1000', 'later', 'SQL', 'later', 'test', 1, true)
            """)
        .update();
    assertThatThrownBy(() -> new Restore(other).read(new ByteArrayInputStream(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("this server has 1000");
  }

  @Test
  void leavesNothingOfAFileThatWasCutShort() throws Exception {
    DataSource before = migrated();
    fill(before);
    byte[] file = backup(before);
    DataSource after = migrated();
    Map<String, String> empty = contents(after);
    int content = directoryOf(file);
    for (int length = 0; length < content; length += Math.max(1, content / 40)) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> new Restore(after).read(new ByteArrayInputStream(cut)))
          .as("the first %d of %d bytes", length, file.length)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no whole backup");
    }
    assertThat(contents(after)).isEqualTo(empty);
    assertThatThrownBy(
            () ->
                new Restore(after)
                    .read(new ByteArrayInputStream("no zip".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no whole backup");
  }

  @Test
  void takesNothingFromAFileThatWasChanged() throws Exception {
    DataSource before = migrated();
    fill(before);
    byte[] file = backup(before);
    DataSource after = migrated();
    int content = directoryOf(file);
    int refused = 0;
    for (int at = 0; at < content; at += Math.max(1, content / 60)) {
      byte[] changed = file.clone();
      changed[at] ^= 1;
      try {
        new Restore(after).read(new ByteArrayInputStream(changed));
        // a byte that says nothing, such as the time of an entry
        assertThat(contents(after)).as("byte %d changed", at).isEqualTo(contents(before));
        after = migrated();
      } catch (IOException e) {
        assertThat(e)
            .as("byte %d changed", at)
            .hasMessageMatching(".*(no whole backup|of version).*");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(40);
  }

  /// Where the zip's list of entries begins, which says nothing that was not read by then.
  private static int directoryOf(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
  }

  private static void fill(DataSource database) {
    JdbcClient client = JdbcClient.create(database);
    client
        .sql(
            "insert into organisation (name, title, created_at) values ('a', E'tab\\t\\\\ and\\nline', now()), ('b', 'ü €', now())")
        .update();
    client
        .sql(
            "insert into team (organisation_id, name, created_at) select id, 'shop', now() from organisation")
        .update();
    client
        .sql(
            "insert into bom_document (digest, content, size) values (sha256('x'), '\\x00ff0a', 3)")
        .update();
  }

  private static byte[] backup(DataSource database) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Backup(database, CLOCK).write(out);
    return out.toByteArray();
  }

  /// Without the times of the zip's entries.
  private static Map<String, String> contentOf(byte[] file) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (java.util.zip.ZipInputStream zip =
        new java.util.zip.ZipInputStream(new ByteArrayInputStream(file))) {
      for (java.util.zip.ZipEntry entry = zip.getNextEntry();
          entry != null;
          entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  private static Map<String, String> contents(DataSource database) throws Exception {
    Map<String, String> contents = contentOf(backup(database));
    contents.keySet().removeIf(name -> !name.startsWith("tables/"));
    return contents;
  }

  private static DataSource migrated() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(TestDatabase.create());
    database.setUser(TestDatabase.username());
    database.setPassword(TestDatabase.password());
    Flyway.configure().dataSource(database).load().migrate();
    return database;
  }
}
