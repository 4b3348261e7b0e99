package dev.drydock.server.monitor;

import dev.drydock.server.component.FindingForm;
import dev.drydock.server.component.FindingWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is known of some components so far.
@Component
class OpenPeriods {
  private final JdbcClient database;

  OpenPeriods(JdbcClient database) {
    this.database = database;
  }

  /// Which vulnerability of which component.
  record Key(int component, int vulnerability) {}

  /// A period that is open.
  record Open(Instant since, Instant appearedAt, FindingForm form) {}

  Map<Key, Open> open(int[] components) {
    Map<Key, Open> open = new HashMap<>();
    database
        .sql(
            """
            select component_id, vulnerability_id, since, appeared_at, severity, priority, status, fixed_in, fix_group
            from component_finding where component_id = any(?) and until is null
            """)
        .param(components)
        .query(
            row -> {
              open.put(key(row), open(row));
            });
    return open;
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(row.getInt("component_id"), row.getInt("vulnerability_id"));
  }

  private static Open open(ResultSet row) throws SQLException {
    return new Open(
        row.getTimestamp("since").toInstant(),
        row.getTimestamp("appeared_at").toInstant(),
        new FindingForm(
            FindingWords.severity(row.getInt("severity")),
            FindingWords.priority(row.getInt("priority")),
            FindingWords.status(row.getString("status")),
            List.of((String[]) row.getArray("fixed_in").getArray()),
            row.getString("fix_group")));
  }

  /// When the last period ended, of those that had ended already; others are not in the answer.
  Map<Key, Instant> ended(Collection<Key> keys) {
    Map<Key, Instant> ended = new HashMap<>();
    if (!keys.isEmpty()) {
      database
          .sql(
              """
              select f.component_id, f.vulnerability_id, max(f.until) as until
              from unnest(?, ?) as wanted (component, vulnerability)
                join component_finding f on f.component_id = wanted.component
                  and f.vulnerability_id = wanted.vulnerability
              group by f.component_id, f.vulnerability_id
              """)
          .param(keys.stream().map(Key::component).toArray(Integer[]::new))
          .param(keys.stream().map(Key::vulnerability).toArray(Integer[]::new))
          .query(
              row -> {
                ended.put(key(row), row.getTimestamp("until").toInstant());
              });
    }
    return ended;
  }
}
