package dev.drydock.server.fleet.summary;

import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.image.Numbers;
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

  /// `offset 0` keeps the database on the way from image to sets: it would read all sets there are.
  private static final String SUMMARY =
      """
      with chosen as materialized (
        select id, name from team where id = any(?)),
      watched as materialized (
        select distinct c.id as team, ri.image_id
        from chosen c join project p on p.team_id = c.id join repository r on r.project_id = p.id
          join repository_image ri on ri.repository_id = r.id and ri.watched),
      held as materialized (
        select w.team, w.image_id, s.set_id, s.act
        from watched w cross join lateral (
          select s.set_id, m.act from image_set s cross join lateral (
            select act from set_summary where set_id = s.set_id offset 0) m
          where s.image_id = w.image_id offset 0) s),
      sets as materialized (select distinct team, set_id from held),
      images as (
        select w.team, count(*) as images,
          count(*) filter (where exists (select from deployment d
            where d.image_id = w.image_id and d.until is null)) as deployed
        from watched w group by w.team),
      urgent as (
        select team, count(distinct image_id) as urgent from held where act > 0 group by team),
      sums as (
        select s.team, %s from sets s join set_summary m on m.set_id = s.set_id group by s.team),
      oldest as (
        select s.team, min(f.appeared_at) as oldest
        from sets s join set_summary m on m.set_id = s.set_id and m.act > 0
          join component_set cs on cs.id = s.set_id
          cross join lateral unnest(cs.components) as member(id)
          join component_finding f on f.component_id = member.id and f.until is null and f.priority = 0
        group by s.team)
      select c.name as team, (select count(*) from project p where p.team_id = c.id) as projects,
        coalesce(i.images, 0) as images, coalesce(i.deployed, 0) as deployed,
        coalesce(u.urgent, 0) as urgent, n.act, n.attend, n.track, n.critical, n.high, n.fixable, o.oldest
      from chosen c left join images i on i.team = c.id left join urgent u on u.team = c.id
        left join sums n on n.team = c.id left join oldest o on o.team = c.id
      order by c.name
      """
          .formatted(Numbers.SUMS);

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
                    Numbers.read(row),
                    Times.readNullable(row, "oldest")))
        .list();
  }
}
