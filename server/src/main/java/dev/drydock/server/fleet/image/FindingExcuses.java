package dev.drydock.server.fleet.image;

import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.Visibility;
import dev.drydock.server.fleet.image.FindingItem.Excuse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which exceptions spoke of the findings of an image at a moment.
@Component
class FindingExcuses {
  private final JdbcClient database;

  FindingExcuses(JdbcClient database) {
    this.database = database;
  }

  /// Which vulnerability of which component.
  record Key(int component, int vulnerability) {}

  /// What speaks of the findings of an image.
  ///
  /// @param projects how many projects hold it
  record Spoken(Map<Key, List<Excuse>> byFinding, int projects) {
    List<Excuse> of(Key key) {
      return byFinding.getOrDefault(key, List.of());
    }

    /// Whether exceptions of all projects excuse it.
    boolean excused(Key key) {
      Set<String> excusing = new HashSet<>();
      for (Excuse excuse : of(key)) {
        if (excuse.excuses()) {
          excusing.add(excuse.project());
        }
      }
      return projects > 0 && excusing.size() == projects;
    }
  }

  Spoken of(int image, Visibility visibility, Instant moment, Collection<Key> keys) {
    List<Integer> projects =
        database
            .sql(
                """
                select distinct p.id from repository_image ri join repository r on r.id = ri.repository_id
                  join project p on p.id = r.project_id where ri.image_id = :image and %s
                """
                    .formatted(visibility.condition("p")))
            .param("image", image)
            .params(visibility.parameters())
            .query((row, _) -> row.getInt("id"))
            .list();
    Map<Key, List<Excuse>> byFinding = new HashMap<>();
    database
        .sql(
            """
            select f.component_id, f.vulnerability_id, j.name as project, p.exception, p.place, x.owner, x.reason,
              x.rules, p.silences, p.since, x.last_day
            from project_excuse p join excuse x on x.id = p.excuse_id join project j on j.id = p.project_id
              join excused_finding f on f.excuse_id = x.id
              join unnest(:components, :vulnerabilities) as asked (component, vulnerability)
                on asked.component = f.component_id and asked.vulnerability = f.vulnerability_id
            where p.project_id = any(:projects) and p.since <= :moment and (p.until is null or p.until > :moment)
              and (x.images = '{}' or exists (select from excused_image i
                where i.excuse_id = x.id and i.project_id = p.project_id and i.image_id = :image))
            order by j.name, p.id
            """)
        .param("components", keys.stream().map(Key::component).toArray(Integer[]::new))
        .param("vulnerabilities", keys.stream().map(Key::vulnerability).toArray(Integer[]::new))
        .param("projects", projects.toArray(Integer[]::new))
        .param("moment", Times.of(moment))
        .param("image", image)
        .query(
            (ResultSet row) -> {
              byFinding
                  .computeIfAbsent(
                      new Key(row.getInt("component_id"), row.getInt("vulnerability_id")),
                      _ -> new ArrayList<>())
                  .add(excuse(row));
            });
    return new Spoken(byFinding, projects.size());
  }

  private static Excuse excuse(ResultSet row) throws SQLException {
    return new Excuse(
        row.getString("project"),
        row.getObject("exception", Integer.class),
        row.getString("place"),
        row.getString("owner"),
        row.getString("reason"),
        ImageItems.texts(row, "rules"),
        row.getBoolean("silences"),
        Times.read(row, "since"),
        row.getObject("last_day", LocalDate.class));
  }
}
