package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.Message.Item;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which images of somebody hold what some things are about: asked for the few groups that a
/// message shows, when it is composed.
@Component
class ConcernedImages {
  private final JdbcClient database;

  ConcernedImages(JdbcClient database) {
    this.database = database;
  }

  /// What a group concerns.
  ///
  /// @param images the names of the first few
  /// @param components what has it in these, the first few
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

  /// Of a team, whose images are few: from these to the sets that hold what it is about.
  private static final String OF_TEAM =
      """
      place as materialized (
        select ri.image_id, ri.repository_id, j.id as project_id, i.set_id
        from project j join repository r on r.project_id = j.id
          join repository_image ri on ri.repository_id = r.id and ri.watched
          join image_set i on i.image_id = ri.image_id
        where j.organisation_id = :organisation and j.team_id = :team
      ), holding as materialized (
        select p.number, p.component_id, p.vulnerability_id, s.id as set_id
        from (select distinct set_id from place) m join component_set s on s.id = m.set_id
          join part p on s.components @> array[p.component_id]
      )
      """;

  /// Of a whole organisation: from the components to the sets that hold them (inverted index), and
  /// to the images there.
  private static final String OF_ORGANISATION =
      """
      holding as materialized (
        select p.number, p.component_id, p.vulnerability_id, s.id as set_id
        from part p cross join lateral (select id from component_set where components @> array[p.component_id] offset 0) s
      ), place as materialized (
        select ri.image_id, ri.repository_id, j.id as project_id, i.set_id
        from (select distinct set_id from holding) h
          join image_set i on i.set_id = h.set_id
          join repository_image ri on ri.image_id = i.image_id and ri.watched
          join repository r on r.id = ri.repository_id
          join project j on j.id = r.project_id
        where j.organisation_id = :organisation
      )
      """;

  private static String statement(String places) {
    return """
      with part as materialized (
        select distinct dense_rank() over (order by t.fix_group) as number, t.fix_group, tc.component_id, t.vulnerability_id
        from alert_thing t join alert_thing_component tc on tc.thing_id = t.id
        where t.id = any(:things)
      ), %s, held as materialized (
        select h.number, pl.image_id, min(pl.repository_id) as repository_id
        from (select distinct h.number, h.set_id, x.component_id, x.vulnerability_id
              from holding h left join (select distinct component_id, vulnerability_id from excused_now) x
                on x.component_id = h.component_id and x.vulnerability_id = h.vulnerability_id) h
          join place pl on pl.set_id = h.set_id
          join subscription s on s.id = :subscription
        where (s.projects = '{}' or pl.project_id = any(s.projects))
          and (s.environments = '{}' or exists (
            select from deployment d where d.image_id = pl.image_id and d.until is null and d.environment = any(s.environments)))
          and not exists (select from excused_now e
            where e.component_id = h.component_id and e.vulnerability_id = h.vulnerability_id
              and e.project_id = pl.project_id and (e.image_id is null or e.image_id = pl.image_id))
        group by h.number, pl.image_id
      ), shown as materialized (
        select * from (
          select number, image_id, repository_id, row_number() over (partition by number order by repository_id, image_id desc) as place,
            count(*) over (partition by number) as total
          from held) f
        where place <= 5
      ), named as (
        select f.number, f.total, array_agg(r.name || coalesce(
            ':' || (select min(p.tag) from tag_period p where p.repository_id = f.repository_id and p.image_id = f.image_id and p.until is null),
            '@sha256:' || left(encode(i.digest, 'hex'), 12)) order by f.place) as images
        from shown f join repository r on r.id = f.repository_id join image i on i.id = f.image_id
        group by f.number, f.total
      ), component_of as (
        select h.number, (array_agg(distinct c.name || ' ' || c.version))[1\\:4] as components
        from shown f
          join image_set i on i.image_id = f.image_id
          join holding h on h.number = f.number and h.set_id = i.set_id
          join component c on c.id = h.component_id
        group by h.number
      )
      select distinct on (n.number) p.fix_group, n.total, n.images, h.components
      from named n join component_of h on h.number = n.number join part p on p.number = n.number
      """
        .formatted(places.strip());
  }

  /// By group.
  Map<String, Concerned> of(
      int subscription, int organisation, @Nullable Integer team, Long[] things) {
    Map<String, Concerned> concerned = new HashMap<>();
    database
        .sql(statement(team == null ? OF_ORGANISATION : OF_TEAM))
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
