package dev.drydock.server.advisory;

import dev.drydock.server.advisory.Generation.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The generations in the database, and the parts of their files.
@Component
class GenerationTable {
  private static final int PART = 4 << 20;
  private static final int FILES_KEPT = 2;
  private static final String COLUMNS = "id, digest, built_at, size, begun_at, rules, matched_at";

  private final JdbcClient database;

  GenerationTable(JdbcClient database) {
    this.database = database;
  }

  /// The one that counts; empty before the first.
  Optional<Generation> newest() {
    return newest(1).stream().findFirst();
  }

  List<Generation> newest(int count) {
    return database
        .sql("select " + COLUMNS + " from advisory_generation order by id desc limit ?")
        .param(count)
        .query(GenerationTable::generation)
        .list();
  }

  /// The one before, which everything had been matched with.
  Optional<Generation> before(int id) {
    return database
        .sql(
            "select " + COLUMNS + " from advisory_generation where id < ? order by id desc limit 1")
        .param(id)
        .query(GenerationTable::generation)
        .optional();
  }

  /// The id of the newest, which every replica asks for all the time.
  Optional<Integer> newestId() {
    return database
        .sql("select max(id) from advisory_generation")
        .query((row, number) -> (Integer) row.getObject(1))
        .optional();
  }

  /// @param begunAt later than that of any other
  int insert(Digest digest, Instant builtAt, long size, int rules, Instant begunAt) {
    return database
        .sql(
            "insert into advisory_generation (digest, built_at, size, rules, begun_at) values (?, ?, ?, ?, ?) returning id")
        .params(digest.bytes(), Timestamp.from(builtAt), size, rules, Timestamp.from(begunAt))
        .query(Integer.class)
        .single();
  }

  void begin(int id, Instant begunAt) {
    database
        .sql("update advisory_generation set begun_at = ? where id = ?")
        .params(Timestamp.from(begunAt), id)
        .update();
  }

  /// The last component that has been matched with a generation; 0 before the first.
  int matchedComponent(int id) {
    return database
        .sql("select matched_component from advisory_generation where id = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }

  void matchedComponent(int id, int component) {
    database
        .sql(
            "update advisory_generation set matched_component = greatest(matched_component, ?) where id = ?")
        .params(component, id)
        .update();
  }

  void insertParts(int id, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
        database
            .sql("insert into advisory_part (generation_id, number, content) values (?, ?, ?)")
            .params(id, number++, part)
            .update();
      }
    }
  }

  void copyParts(int from, int to) {
    database
        .sql(
            """
            insert into advisory_part (generation_id, number, content)
            select ?, number, content from advisory_part where generation_id = ?
            """)
        .params(to, from)
        .update();
  }

  void deleteOldParts() {
    database
        .sql(
            """
            delete from advisory_part where generation_id not in
              (select id from advisory_generation order by id desc limit ?)
            """)
        .param(FILES_KEPT)
        .update();
  }

  /// @return how many bytes there were
  long writeParts(int id, FileChannel out) throws IOException {
    long size = 0;
    for (int number = 0; ; number++) {
      Optional<byte[]> part = part(id, number);
      if (part.isEmpty()) {
        return size;
      }
      ByteBuffer bytes = ByteBuffer.wrap(part.get());
      size += bytes.remaining();
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
  }

  private Optional<byte[]> part(int id, int number) {
    return database
        .sql("select content from advisory_part where generation_id = ? and number = ?")
        .params(id, number)
        .query(byte[].class)
        .optional();
  }

  private static Generation generation(ResultSet row, int number) throws SQLException {
    Instant begunAt = row.getTimestamp("begun_at").toInstant();
    return new Generation(
        row.getInt("id"),
        Digest.of(row.getBytes("digest")),
        row.getTimestamp("built_at").toInstant(),
        row.getLong("size"),
        begunAt,
        row.getInt("rules"),
        instant(row.getTimestamp("matched_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
