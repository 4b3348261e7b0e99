package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.Message.Item;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which images of somebody hold what some things are about: asked for the few groups that a message
/// shows, when it is composed.
@Component
class ConcernedImages {
  private final JdbcClient database;

  ConcernedImages(JdbcClient database) {
    this.database = database;
  }

  /// What a group concerns.
  ///
  /// @param images the names of the first few
  /// @param components what has it there, the first few
  record Concerned(List<String> images, int imageCount, List<String> components) {
    static final Concerned NOTHING = new Concerned(List.of(), 0, List.of());

    Concerned {
      images = List.copyOf(images);
      components = List.copyOf(components);
    }

    /// A finding with the components that have it; a notice as it is.
    Item named(Item item) {
      return new Item(
          item.kind(),
          item.vulnerability(),
          item.cameBack(),
          item.severity(),
          item.priority(),
          item.vulnerability() == null ? List.of() : components,
          item.fixedIn(),
          item.text(),
          item.action());
    }
  }

  /// By group. The way goes from the components to the sets that hold them (inverted index), and
  /// meets the owner's images there.
  Map<String, Concerned> of(
      int subscription, int organisation, @Nullable Integer team, Long[] things) {
    Map<String, Concerned> concerned = new HashMap<>();
    database
        .sql(
            """
            with part as materialized (
              select distinct t.fix_group, tc.component_id
              from alert_thing t join alert_thing_component tc on tc.thing_id = t.id
              where t.id = any(:things)
            ), holding as materialized (
              select p.fix_group, p.component_id, s.id as set_id
              from part p cross join lateral (select id from component_set where components @> array[p.component_id] offset 0) s
            ), held as materialized (
              select distinct h.fix_group, h.component_id, ri.image_id, ri.repository_id
              from holding h
                join image_set i on i.set_id = h.set_id
                join repository_image ri on ri.image_id = i.image_id and ri.watched
                join repository r on r.id = ri.repository_id
                join project j on j.id = r.project_id
                join subscription s on s.id = :subscription
              where j.organisation_id = :organisation and (cast(:team as int) is null or j.team_id = :team)
                and (s.projects = '{}' or j.id = any(s.projects))
                and (s.environments = '{}' or exists (
                  select from deployment d where d.image_id = ri.image_id and d.until is null and d.environment = any(s.environments)))
            ), image_of as (
              select fix_group, image_id, min(repository_id) as repository_id,
                row_number() over (partition by fix_group order by min(repository_id), image_id desc) as place,
                count(*) over (partition by fix_group) as total
              from held group by fix_group, image_id
            ), named as (
              select f.fix_group, f.total, array_agg(r.name || coalesce(
                  ':' || (select min(p.tag) from tag_period p where p.repository_id = f.repository_id and p.image_id = f.image_id and p.until is null),
                  '@sha256:' || left(encode(i.digest, 'hex'), 12)) order by f.place) as images
              from image_of f join repository r on r.id = f.repository_id join image i on i.id = f.image_id
              where f.place <= 5 group by f.fix_group, f.total
            )
            select n.fix_group, n.total, n.images,
              (select array_agg(c.name || ' ' || c.version order by c.name, c.version)
               from (select distinct c.name, c.version from held h join component c on c.id = h.component_id
                     where h.fix_group = n.fix_group order by 1, 2 limit 4) c) as components
            from named n
            """)
        .param("things", things)
        .param("subscription", subscription)
        .param("organisation", organisation)
        .param("team", team, Types.INTEGER)
        .query(
            row -> {
              concerned.put(
                  row.getString("fix_group"),
                  new Concerned(
                      List.of((String[]) row.getArray("images").getArray()),
                      row.getInt("total"),
                      List.of((String[]) row.getArray("components").getArray())));
            });
    return concerned;
  }
}
