package dev.drydock.server.monitor;

import dev.drydock.advisory.index.IndexDifference;
import dev.drydock.fleet.FleetComponent;
import dev.drydock.fleet.Stored;
import dev.drydock.limits.Limits;
import dev.drydock.server.component.ColumnText;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The components that a generation may say something else of.
@Component
class ChangedComponents {
  private static final Logger LOG = LoggerFactory.getLogger(ChangedComponents.class);

  private final JdbcClient database;
  private final Limits limits = Limits.defaults();

  ChangedComponents(JdbcClient database) {
    this.database = database;
  }

  /// @param after leaves out all up to this one
  /// @return ids in their order
  int[] of(IndexDifference difference, int after) {
    return database
        .sql(
            """
            select component_id from (
              select component_id from component_name where name = any(?)
              union
              select f.component_id from vulnerability v join component_finding f on f.vulnerability_id = v.id
              where v.name = any(?) and f.until is null) changed
            where component_id > ?
            order by component_id
            """)
        .param(keys(difference.names()))
        .param(keys(difference.cves()))
        .param(after)
        .query(Integer.class)
        .list()
        .stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static String[] keys(Collection<String> texts) {
    return texts.stream().map(ColumnText::key).distinct().toArray(String[]::new);
  }

  /// The newest component that is there.
  int last() {
    return database.sql("select coalesce(max(id), 0) from component").query(Integer.class).single();
  }

  /// Some ids, from behind `after` on.
  int[] all(int after, int last, int count) {
    return database
        .sql("select id from component where id > ? and id <= ? order by id limit ?")
        .params(after, last, count)
        .query(Integer.class)
        .list()
        .stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// Those that have not been removed; nobody may remove any meanwhile.
  Set<Integer> existing(Collection<Integer> ids) {
    return new HashSet<>(
        database
            .sql("select id from component where id = any(?)")
            .param(ids.toArray(Integer[]::new))
            .query(Integer.class)
            .list());
  }

  /// The components of some ids. What another version of Drydock stored and this one cannot read
  /// stays as it is.
  SortedMap<Integer, FleetComponent> read(int[] ids) {
    SortedMap<Integer, FleetComponent> components = new TreeMap<>();
    database
        .sql("select id, document from component where id = any(?)")
        .param(ids)
        .query(
            row -> {
              int id = row.getInt("id");
              switch (FleetComponent.read(row.getString("document"), limits)) {
                case Stored.Readable(FleetComponent component) -> components.put(id, component);
                case Stored.Unreadable(String reason) ->
                    LOG.warn("Component {} is not matched again: {}", id, reason);
              }
            });
    return components;
  }
}
