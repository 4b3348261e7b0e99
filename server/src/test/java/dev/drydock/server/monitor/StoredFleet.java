package dev.drydock.server.monitor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is in the database, as lines that hold no ids.
final class StoredFleet {
  private static final List<String> SEVERITIES =
      List.of("critical", "high", "medium", "low", "negligible", "unknown");
  private static final List<String> PRIORITIES = List.of("act", "attend", "track");

  private final JdbcClient database;

  StoredFleet(JdbcClient database) {
    this.database = database;
  }

  TreeSet<String> periods() {
    return new TreeSet<>(
        database
            .sql(
                """
                select c.purl, v.name, f.* from component_finding f join component c on c.id = f.component_id
                  join vulnerability v on v.id = f.vulnerability_id
                """)
            .query((row, number) -> period(row))
            .list());
  }

  private static String period(ResultSet row) throws SQLException {
    String line =
        "%s %s %s %s %s %s since %s appeared %s"
            .formatted(
                row.getString("purl"),
                row.getString("name"),
                SEVERITIES.get(row.getInt("severity")),
                PRIORITIES.get(row.getInt("priority")),
                row.getString("status"),
                List.of((String[]) row.getArray("fixed_in").getArray()),
                instant(row, "since"),
                instant(row, "appeared_at"));
    Instant until = instant(row, "until");
    return until == null ? line : line + " until " + until;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    java.sql.Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }

  /// What one generation changed.
  TreeSet<String> changes(int generation) {
    return new TreeSet<>(
        database
            .sql(
                """
                select c.purl || ' ' || v.name || ' ' || f.kind from finding_change f
                  join component c on c.id = f.component_id join vulnerability v on v.id = f.vulnerability_id
                where f.generation_id = ?
                """)
            .param(generation)
            .query((row, _) -> row.getString(1))
            .list());
  }

  List<Integer> generations() {
    return database
        .sql("select id from advisory_generation order by id")
        .query((row, _) -> row.getInt(1))
        .list();
  }

  /// Sets whose numbers are not those of their open findings.
  List<String> wrongSummaries() {
    return database
        .sql(
            """
            with counted as (
              select s.id, count(f.priority) filter (where f.priority = 0) act,
                count(f.priority) filter (where f.priority = 1) attend,
                count(f.priority) filter (where f.priority = 2) track,
                count(f.priority) filter (where f.severity = 0) critical,
                count(f.priority) filter (where f.severity = 1) high,
                count(f.priority) filter (where cardinality(f.fixed_in) > 0) fixable
              from component_set s cross join unnest(s.components) member (id)
                left join component_finding f on f.component_id = member.id and f.until is null
              group by s.id)
            select c.id || ': ' || s::text || ' instead of ' || c::text from counted c left join set_summary s on s.set_id = c.id
            where (s.act, s.attend, s.track, s.critical, s.high, s.fixable)
              is distinct from (c.act::int, c.attend::int, c.track::int, c.critical::int, c.high::int, c.fixable::int)
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  /// The components of some sets.
  TreeSet<String> members(List<Integer> sets) {
    return new TreeSet<>(
        database
            .sql(
                """
                select c.purl from component_set s cross join unnest(s.components) member (id)
                  join component c on c.id = member.id where s.id = any(?)
                """)
            .param(sets.toArray(Integer[]::new))
            .query((row, _) -> row.getString(1))
            .list());
  }

  /// Everything that must be the same after an interrupted run as after one that was not: of
  /// vulnerabilities only those that any component has or had.
  TreeSet<String> everything() {
    TreeSet<String> lines = periods();
    int number = 0;
    for (int generation : generations()) {
      number++;
      for (String line : changes(generation)) {
        lines.add(number + " " + line);
      }
    }
    lines.addAll(
        database
            .sql(
                """
                select v.name || ' ' || array_to_string(v.aliases, ',') || ' ' || v.summary || ' ' || v.published
                from vulnerability v where exists (select from component_finding f where f.vulnerability_id = v.id)
                """)
            .query((row, _) -> row.getString(1))
            .list());
    lines.addAll(
        database
            .sql(
                "select row_number() over (order by id) || ' matched ' || (matched_at is not null) from advisory_generation")
            .query((row, _) -> row.getString(1))
            .list());
    lines.addAll(
        database
            .sql(
                """
                select encode(s.digest, 'hex') || ' ' || m.act || ' ' || m.attend || ' ' || m.track || ' ' || m.critical
                  || ' ' || m.high || ' ' || m.fixable
                from component_set s left join set_summary m on m.set_id = s.id
                """)
            .query((row, _) -> row.getString(1))
            .list());
    return lines;
  }
}
