package dev.drydock.server.fleet.summary;

import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.image.Numbers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts what teams have, over the layers of their watched images.
@Component
class TeamSummaries {
  private final JdbcClient database;

  TeamSummaries(JdbcClient database) {
    this.database = database;
  }

  /// What is excused is looked for from the few components that exceptions cover: in a layer it is
  /// excused where all of the team's images that have the layer have it excused.
  private static final String EXCUSED =
      """
      covered as materialized (
        select c.id as team, e.project_id, e.image_id, e.component_id, e.vulnerability_id
        from chosen c join project p on p.team_id = c.id join excused_now e on e.project_id = p.id),
      covering as materialized (
        select o.component_id, s.id as set_id
        from (select distinct component_id from covered) o
          cross join lateral (select id from component_set where components @> array[o.component_id] offset 0) s),
      excused_place as materialized (
        select distinct pl.team, pl.project_id, pl.image_id, o.set_id, e.component_id, e.vulnerability_id
        from covering o join image_set i on i.set_id = o.set_id
          join place pl on pl.image_id = i.image_id
          join covered e on e.project_id = pl.project_id and e.component_id = o.component_id
            and (e.image_id is null or e.image_id = pl.image_id)),
      places as materialized (
        select pl.team, i.set_id, count(distinct (pl.project_id, pl.image_id)) as count
        from place pl join image_set i on i.image_id = pl.image_id
        where i.set_id in (select set_id from excused_place) group by pl.team, i.set_id),
      excused as materialized (
        select x.team, x.set_id, x.component_id, x.vulnerability_id
        from excused_place x
        group by x.team, x.set_id, x.component_id, x.vulnerability_id
        having count(*) = (select n.count from places n where n.team = x.team and n.set_id = x.set_id)),
      excused_sums as (
        select x.team, %s from excused x join component_finding f on f.component_id = x.component_id
          and f.vulnerability_id = x.vulnerability_id and f.until is null
        group by x.team),
      excused_act as materialized (
        select team, image_id, set_id, count(*) as act from (
          select x.team, x.image_id, x.set_id, x.component_id, x.vulnerability_id
          from excused_place x join component_finding f on f.component_id = x.component_id
            and f.vulnerability_id = x.vulnerability_id and f.until is null and f.priority = 0
          group by x.team, x.image_id, x.set_id, x.component_id, x.vulnerability_id
          having count(*) = (select count(*) from place pl where pl.team = x.team and pl.image_id = x.image_id)) a
        group by team, image_id, set_id),
      """
          .formatted(Numbers.COUNTS);

  /// `offset 0` keeps the database on the way from image to sets: it would read all sets there are.
  private static final String SUMMARY =
      """
      with chosen as materialized (
        select id, name from team where id = any(?)),
      place as materialized (
        select distinct c.id as team, p.id as project_id, ri.image_id
        from chosen c join project p on p.team_id = c.id join repository r on r.project_id = p.id
          join repository_image ri on ri.repository_id = r.id and ri.watched),
      watched as materialized (select distinct team, image_id from place),
      held as materialized (
        select w.team, w.image_id, s.set_id, s.act
        from watched w cross join lateral (
          select s.set_id, m.act from image_set s cross join lateral (
            select act from set_summary where set_id = s.set_id offset 0) m
          where s.image_id = w.image_id offset 0) s),
      sets as materialized (select distinct team, set_id from held),
      {excused}
      images as (
        select w.team, count(*) as images,
          count(*) filter (where exists (select from deployment d
            where d.image_id = w.image_id and d.until is null)) as deployed
        from watched w group by w.team),
      urgent as (
        select h.team, count(distinct h.image_id) as urgent
        from held h left join excused_act x on x.team = h.team and x.image_id = h.image_id and x.set_id = h.set_id
        where h.act > coalesce(x.act, 0) group by h.team),
      sums as (
        select s.team, %s from sets s join set_summary m on m.set_id = s.set_id group by s.team),
      oldest as (
        select s.team, min(f.appeared_at) as oldest
        from sets s join set_summary m on m.set_id = s.set_id and m.act > 0
          join component_set cs on cs.id = s.set_id
          cross join lateral unnest(cs.components) as member(id)
          join component_finding f on f.component_id = member.id and f.until is null and f.priority = 0
        where not exists (select from excused x where x.team = s.team and x.set_id = s.set_id
          and x.component_id = f.component_id and x.vulnerability_id = f.vulnerability_id)
        group by s.team)
      select c.name as team, (select count(*) from project p where p.team_id = c.id) as projects,
        coalesce(i.images, 0) as images, coalesce(i.deployed, 0) as deployed,
        coalesce(u.urgent, 0) as urgent, n.act, n.attend, n.track, n.critical, n.high, n.fixable, o.oldest,
        x.act as excused_act, x.attend as excused_attend, x.track as excused_track,
        x.critical as excused_critical, x.high as excused_high, x.fixable as excused_fixable
      from chosen c left join images i on i.team = c.id left join urgent u on u.team = c.id
        left join sums n on n.team = c.id left join oldest o on o.team = c.id
        left join excused_sums x on x.team = c.id
      order by c.name
      """
          .formatted(Numbers.SUMS)
          .replace("{excused}", EXCUSED.strip());

  /// In the order of their names.
  List<TeamSummary> of(List<Integer> teams) {
    return database
        .sql(SUMMARY)
        .param(teams.stream().mapToInt(Integer::intValue).toArray())
        .query(
            (row, number) ->
                new TeamSummary(
                    row.getString("team"),
                    row.getInt("projects"),
                    row.getInt("images"),
                    row.getInt("deployed"),
                    row.getInt("urgent"),
                    Numbers.read(row).without(excused(row)),
                    Times.readNullable(row, "oldest")))
        .list();
  }

  private static Numbers excused(ResultSet row) throws SQLException {
    return new Numbers(
        row.getInt("excused_act"),
        row.getInt("excused_attend"),
        row.getInt("excused_track"),
        row.getInt("excused_critical"),
        row.getInt("excused_high"),
        row.getInt("excused_fixable"),
        0);
  }
}
