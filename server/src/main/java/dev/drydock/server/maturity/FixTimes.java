package dev.drydock.server.maturity;

import dev.drydock.server.maturity.Measures.Fixing;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How long vulnerabilities stay. What is looked at are places over time: what a tag points to, and
/// what a container of a workload runs. A vulnerability is in a place from when its image had it,
/// through all images that follow each other there, until one without it takes their place. What
/// ends because an advisory was withdrawn, or because the place itself is given up, nobody has
/// mended.
@Component
class FixTimes {
  private static final String EPISODES =
      """
      with place as (
        select distinct p.team_id, p.id as project_id, 'tag ' || r.id || ' ' || t.tag as place, t.image_id, t.since, t.until
        from tag_period t join repository r on r.id = t.repository_id join project p on p.id = r.project_id
        where r.organisation_id = :organisation
        union
        select p.team_id, p.id, 'run ' || json_build_array(d.cluster, d.namespace, d.workload, d.container)::text,
          d.image_id, d.since, d.until
        from deployment d join repository_image ri on ri.image_id = d.image_id
          join repository r on r.id = ri.repository_id join project p on p.id = r.project_id
        where d.organisation_id = :organisation),
      vulnerable as materialized (
        select s.set_id, f.vulnerability_id, f.since, f.until, f.priority
        from (select distinct i.set_id from image_set i
              where i.image_id in (select image_id from place)) s
          join component_set c on c.id = s.set_id
          cross join lateral unnest(c.components) as member(component_id)
          join component_finding f on f.component_id = member.component_id
        where f.status not in ('fixed', 'not-affected')),
      presence as (
        select p.team_id, p.place, v.vulnerability_id, v.priority,
          greatest(p.since, v.since) as began,
          coalesce(least(p.until, v.until), 'infinity') as ended,
          p.until is not null and (v.until is null or v.until >= p.until) as replaced
        from place p join image_set i on i.image_id = p.image_id join vulnerable v on v.set_id = i.set_id
        where v.since < coalesce(p.until, 'infinity') and coalesce(v.until, 'infinity') > p.since),
      marked as (
        select *, began > max(ended) over (
            partition by team_id, place, vulnerability_id order by began, ended
            rows between unbounded preceding and 1 preceding) as apart
        from presence),
      numbered as (
        select *, count(*) filter (where apart) over (
            partition by team_id, place, vulnerability_id order by began, ended
            rows between unbounded preceding and current row) as island
        from marked),
      episode as (
        select team_id, place, vulnerability_id, island, min(began) as began, max(ended) as ended,
          min(priority) as priority,
          (array_agg(replaced order by ended desc, replaced desc))[1] as replaced
        from numbered group by team_id, place, vulnerability_id, island),
      fixed as (
        select e.* from episode e
        where e.replaced and e.ended <= :now::timestamptz and e.ended > :now::timestamptz - interval '90 days'
          and exists (select from place p where p.team_id = e.team_id and p.place = e.place
            and p.since <= e.ended and coalesce(p.until, 'infinity') > e.ended)),
      open as (
        select e.team_id, e.vulnerability_id, min(e.began) as began from episode e
        where e.ended = 'infinity' and e.priority = 0 and exists (
          select from place p join image_set i on i.image_id = p.image_id join component_set c on c.id = i.set_id
            cross join lateral unnest(c.components) as member (component_id)
            join component_finding f on f.component_id = member.component_id
              and f.vulnerability_id = e.vulnerability_id and f.until is null
          where p.team_id = e.team_id and p.place = e.place and p.until is null
            and f.status not in ('fixed', 'not-affected')
            and not exists (select from excused_now x
              where x.project_id = p.project_id and (x.image_id is null or x.image_id = p.image_id)
                and x.component_id = f.component_id and x.vulnerability_id = f.vulnerability_id))
        group by e.team_id, e.vulnerability_id)
      """;

  private static final String BY_TEAM =
      """
      , ended as (
        select coalesce(team_id, 0) as team, priority, extract(epoch from ended - began)::float8 / 86400 as days
        from (select team_id, priority, began, ended from fixed
              union all select null, priority, began, ended from fixed) stays),
      fixed_by_team as (
        select team,
          percentile_cont(0.5) within group (order by days) filter (where priority = 0) as act_days,
          count(*) filter (where priority = 0) as act_fixed,
          percentile_cont(0.5) within group (order by days) filter (where priority = 1) as attend_days,
          count(*) filter (where priority = 1) as attend_fixed,
          percentile_cont(0.5) within group (order by days) filter (where priority = 2) as track_days,
          count(*) filter (where priority = 2) as track_fixed
        from ended group by team),
      open_by_team as (
        select coalesce(team_id, 0) as team, count(distinct vulnerability_id) as open,
          extract(epoch from :now::timestamptz - min(began))::float8 / 86400 as oldest
        from open group by grouping sets ((team_id), ()))
      select team, act_days, coalesce(act_fixed, 0) as act_fixed, attend_days, coalesce(attend_fixed, 0) as attend_fixed,
        track_days, coalesce(track_fixed, 0) as track_fixed, coalesce(open, 0) as open, oldest
      from fixed_by_team full join open_by_team using (team)
      """;

  private final JdbcClient database;

  FixTimes(JdbcClient database) {
    this.database = database;
  }

  /// @return by the ids of teams
  Map<Integer, Fixing> of(int organisation, Instant now) {
    Map<Integer, Fixing> fixing = new HashMap<>();
    database
        .sql(EPISODES + BY_TEAM)
        .param("organisation", organisation)
        .param("now", Timestamp.from(now))
        .query(
            row -> {
              fixing.put(
                  row.getInt("team"),
                  new Fixing(
                      Measurement.number(row, "act_days"),
                      row.getInt("act_fixed"),
                      Measurement.number(row, "attend_days"),
                      row.getInt("attend_fixed"),
                      Measurement.number(row, "track_days"),
                      row.getInt("track_fixed"),
                      row.getInt("open"),
                      Measurement.number(row, "oldest")));
            });
    return fixing;
  }
}
