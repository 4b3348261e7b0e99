package dev.drydock.server.audit;

import dev.drydock.server.Digests;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The chains of the audit log in the database.
@Component
class AuditStore {
  /// The chain of what concerns the whole server.
  static final int SERVER = 0;

  private static final byte[] NOTHING = new byte[32];
  private static final int AT_ONCE = 500;

  private final JdbcClient database;
  private final JsonMapper mapper;
  private final Clock clock;

  AuditStore(JdbcClient database, JsonMapper mapper, Clock clock) {
    this.database = database;
    this.mapper = mapper;
    this.clock = clock;
  }

  /// The last line of a chain.
  ///
  /// @param number 0 where there is none
  @SuppressWarnings("ArrayRecordComponent")
  record Head(long number, byte[] hash) {
    String hex() {
      return HexFormat.of().formatHex(hash);
    }
  }

  /// A line as it is kept.
  @SuppressWarnings("ArrayRecordComponent")
  record Line(long number, String content, byte[] hash) {}

  /// @param entries sorted by chain
  void append(List<Entry> entries) {
    int from = 0;
    while (from < entries.size()) {
      int chain = entries.get(from).chain();
      int to = from;
      while (to < entries.size() && entries.get(to).chain() == chain) {
        to++;
      }
      append(chain, entries.subList(from, to));
      from = to;
    }
  }

  private void append(int chain, List<Entry> entries) {
    Head head = locked(chain);
    for (Entry entry : entries) {
      head = append(head, entry);
    }
    database
        .sql("update audit_head set number = ?, hash = ? where chain = ?")
        .params(head.number(), head.hash(), chain)
        .update();
  }

  private Head locked(int chain) {
    database
        .sql("insert into audit_head (chain, number, hash) values (?, 0, ?) on conflict do nothing")
        .params(chain, NOTHING)
        .update();
    return database
        .sql("select number, hash from audit_head where chain = ? for update")
        .param(chain)
        .query((row, number) -> new Head(row.getLong("number"), row.getBytes("hash")))
        .single();
  }

  private Head append(Head head, Entry entry) {
    long number = head.number() + 1;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    AuditEvent event =
        new AuditEvent(
            number,
            head.hex(),
            now.toString(),
            entry.caller().name(),
            tokenName(entry.caller().token()),
            entry.action(),
            entry.subject(),
            entry.before(),
            entry.after());
    String content = mapper.writeValueAsString(event);
    byte[] hash = hash(content);
    database
        .sql("insert into audit_event (chain, number, at, content, hash) values (?, ?, ?, ?, ?)")
        .params(entry.chain(), number, Timestamp.from(now), content, hash)
        .update();
    return new Head(number, hash);
  }

  private @Nullable String tokenName(@Nullable Integer token) {
    return token == null
        ? null
        : database
            .sql("select name from api_token where id = ?")
            .param(token)
            .query(String.class)
            .optional()
            .orElse(null);
  }

  Head head(int chain) {
    return database
        .sql("select number, hash from audit_head where chain = ?")
        .param(chain)
        .query((row, number) -> new Head(row.getLong("number"), row.getBytes("hash")))
        .optional()
        .orElse(new Head(0, NOTHING));
  }

  /// All lines of a chain from one to another, in their order.
  void read(int chain, long after, long until, Consumer<Line> lines) {
    long last = after;
    while (last < until) {
      List<Line> page = page(chain, last, until);
      if (page.isEmpty()) {
        return;
      }
      page.forEach(lines);
      last = page.getLast().number();
    }
  }

  private List<Line> page(int chain, long after, long until) {
    return database
        .sql(
            """
            select number, content, hash from audit_event
            where chain = ? and number > ? and number <= ? order by number limit ?
            """)
        .params(chain, after, until, AT_ONCE)
        .query(
            (row, number) ->
                new Line(row.getLong("number"), row.getString("content"), row.getBytes("hash")))
        .list();
  }

  static byte[] hash(String content) {
    return Digests.sha256(content);
  }
}
