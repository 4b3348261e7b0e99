package dev.drydock.server.alert.retention;

import dev.drydock.server.component.ComponentNeed;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What alerts that somebody has still to be told of are about.
@Component
class AlertedComponents implements ComponentNeed {
  private final JdbcClient database;

  AlertedComponents(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Set<Integer> needed(Integer[] components) {
    return new HashSet<>(
        database
            .sql(
                """
                select distinct c.component_id from alert_thing_component c
                where c.component_id = any(?) and exists (
                  select from subscription s
                    join alert a on a.subscription_id = s.id and a.thing_id = c.thing_id
                    left join alert_message m on m.id = a.message_id
                  where a.message_id is null or m.state in ('waiting', 'dead'))
                """)
            .param(components)
            .query((row, _) -> row.getInt("component_id"))
            .list());
  }
}
