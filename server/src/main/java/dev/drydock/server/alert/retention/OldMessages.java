package dev.drydock.server.alert.retention;

import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Messages that were delivered or given up long ago, with the alerts in them. Those about
/// something that is still open stay, since their alerts are what keeps it from being told again.
@Component
@Order(6)
class OldMessages implements Removal {
  private static final int SIZE = 500;

  private static final String ENDED =
      """
       (m.state in ('sent', 'withdrawn') and m.ended_at < :ended or m.state = 'dead' and m.ended_at < :dead)
      """;

  private final JdbcClient database;

  OldMessages(JdbcClient database) {
    this.database = database;
  }

  @Override
  public String what() {
    return "messages";
  }

  @Override
  public Steps begin(RetentionSettings kept, Instant now) {
    Timestamp ended = Timestamp.from(now.minus(kept.alerts()));
    Timestamp dead = Timestamp.from(now.minus(kept.deadAlerts()));
    List<Long> found =
        database
            .sql("select m.id from alert_message m where" + ENDED + "order by m.id")
            .param("ended", ended)
            .param("dead", dead)
            .query((row, _) -> row.getLong("id"))
            .list();
    return Removal.through(found, SIZE, some -> remove(some, ended, dead));
  }

  /// One that somebody wants delivered again in this moment stays.
  private int remove(List<Long> some, Timestamp ended, Timestamp dead) {
    return database
        .sql(
            "delete from alert_message where id in (select m.id from alert_message m where m.id = any(:some) and"
                + ENDED
                + """
                  and not exists (
                    select from alert a join alert_thing t on t.id = a.thing_id
                      join alert_thing_component c on c.thing_id = t.id
                      join component_finding f on f.component_id = c.component_id
                        and f.vulnerability_id = t.vulnerability_id and f.until is null
                    where a.message_id = m.id)
                  order by m.id for update of m skip locked)
                """)
        .param("some", some.toArray(Long[]::new))
        .param("ended", ended)
        .param("dead", dead)
        .update();
  }
}
