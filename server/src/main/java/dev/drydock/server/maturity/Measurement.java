package dev.drydock.server.maturity;

import dev.drydock.server.maturity.Measures.Building;
import dev.drydock.server.maturity.Measures.Coverage;
import dev.drydock.server.maturity.Measures.Excepting;
import dev.drydock.server.maturity.Measures.Running;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Measures all teams of an organisation and the organisation as a whole, each measure in one
/// query.
@Component
class Measurement {
  /// In the place of a team's id: the organisation as a whole.
  static final int WHOLE = 0;

  private final JdbcClient database;
  private final FixTimes fixTimes;

  Measurement(JdbcClient database, FixTimes fixTimes) {
    this.database = database;
    this.fixTimes = fixTimes;
  }

  /// @return by the ids of teams; of those without anything there is nothing
  Map<Integer, Measures> of(int organisation, Instant now) {
    Map<Integer, Coverage> coverage = coverage(organisation);
    Map<Integer, Running> running = running(organisation);
    Map<Integer, Measures.Fixing> fixing = fixTimes.of(organisation, now);
    Map<Integer, Excepting> excepting = excepting(organisation, now);
    Map<Integer, Building> building = building(organisation, now);
    Set<Integer> teams = new HashSet<>(coverage.keySet());
    teams.addAll(running.keySet());
    teams.addAll(fixing.keySet());
    teams.addAll(excepting.keySet());
    teams.addAll(building.keySet());
    Map<Integer, Measures> measures = new HashMap<>();
    for (int team : teams) {
      measures.put(
          team,
          new Measures(
              coverage.getOrDefault(team, Measures.NONE.coverage()),
              running.getOrDefault(team, Measures.NONE.running()),
              fixing.getOrDefault(team, Measures.NONE.fixing()),
              excepting.getOrDefault(team, Measures.NONE.excepting()),
              building.getOrDefault(team, Measures.NONE.building())));
    }
    return measures;
  }

  private Map<Integer, Coverage> coverage(int organisation) {
    return byTeam(
        """
        with held as (
          select distinct p.team_id, ri.image_id from repository_image ri
            join repository r on r.id = ri.repository_id join project p on p.id = r.project_id
          where r.organisation_id = :organisation and ri.watched),
        last_verdict as (
          select distinct on (image_id) image_id, standing from gate_verdict
          where organisation_id = :organisation order by image_id, gated_at desc, id desc),
        newest_base as (
          select distinct on (base_reference) base_reference, base_digest from image
          where organisation_id = :organisation and base_reference <> '' and base_digest is not null
          order by base_reference, built_at desc nulls last, id desc)
        select h.team_id,
          count(distinct i.id) as images,
          count(distinct i.id) filter (where v.image_id is not null) as gated,
          count(distinct i.id) filter (where v.standing = 'approved') as approved,
          count(distinct i.id) filter (where i.base_digest is not null and i.base_reference <> '') as based,
          count(distinct i.id) filter (where b.base_digest <> i.base_digest) as drifted,
          count(distinct i.id) filter (where i.signed in ('present', 'verified')) as signed
        from held h join image i on i.id = h.image_id
          left join last_verdict v on v.image_id = i.id
          left join newest_base b on b.base_reference = i.base_reference
        group by grouping sets ((h.team_id), ())
        """,
        Map.of("organisation", organisation),
        row ->
            new Coverage(
                row.getInt("images"),
                row.getInt("gated"),
                row.getInt("approved"),
                row.getInt("based"),
                row.getInt("drifted"),
                row.getInt("signed")));
  }

  /// What no team has belongs to the organisation alone; a container whose image is not known
  /// belongs to whose repository its reference names.
  private Map<Integer, Running> running(int organisation) {
    return byTeam(
        """
        with running as (
          select id, image_id, regexp_replace(regexp_replace(reference, '@.*$', ''), ':[^/]*$', '') as name
          from deployment where organisation_id = :organisation and until is null),
        owned as (
          select d.id, d.image_id, p.team_id from running d join repository_image ri on ri.image_id = d.image_id
            join repository r on r.id = ri.repository_id join project p on p.id = r.project_id
          union
          select d.id, d.image_id, p.team_id from running d
            join repository r on r.organisation_id = :organisation and r.name = d.name
            join project p on p.id = r.project_id
          where d.image_id is null
          union
          select id, image_id, null from running)
        select team_id, count(*) as containers, count(image_id) as known from owned group by team_id
        """,
        Map.of("organisation", organisation),
        row -> new Running(row.getInt("containers"), row.getInt("known")));
  }

  private Map<Integer, Excepting> excepting(int organisation, Instant now) {
    return byTeam(
        """
        with exception as (
          select p.team_id, e.state, extract(epoch from :now::timestamptz - e.asked_at)::float8 / 86400 as days
          from policy_exception e join project p on p.id = e.project_id
          where p.organisation_id = :organisation and e.state in ('approved', 'requested')
            and (e.state = 'requested' or e.until is null or e.until >= (:now::timestamptz at time zone 'UTC')::date)),
        asked as (
          select coalesce(team_id, 0) as team,
            count(*) filter (where state = 'approved') as approved,
            percentile_cont(0.5) within group (order by days) filter (where state = 'approved') as approved_days,
            count(*) filter (where state = 'requested') as waiting,
            max(days) filter (where state = 'requested') as oldest_waiting
          from exception group by grouping sets ((team_id), ())),
        held as materialized (
          select distinct p.team_id, p.id as project_id, ri.image_id
          from project p join repository r on r.project_id = p.id
            join repository_image ri on ri.repository_id = r.id and ri.watched
          where p.organisation_id = :organisation and exists (
            select from project_excuse e where e.project_id = p.id and e.until is null and e.silences)),
        excused as (
          select coalesce(h.team_id, 0) as team, count(distinct f.vulnerability_id) as excused
          from held h join image_set s on s.image_id = h.image_id join component_set c on c.id = s.set_id
            cross join lateral unnest(c.components) as member (component_id)
            join excused_now e on e.project_id = h.project_id and (e.image_id is null or e.image_id = h.image_id)
              and e.component_id = member.component_id
            join component_finding f on f.component_id = e.component_id
              and f.vulnerability_id = e.vulnerability_id and f.until is null
          group by grouping sets ((h.team_id), ()))
        select nullif(team, 0) as team_id, coalesce(approved, 0) as approved, approved_days,
          coalesce(waiting, 0) as waiting, oldest_waiting, coalesce(excused, 0) as excused
        from asked full join excused using (team)
        """,
        Map.of("organisation", organisation, "now", Timestamp.from(now)),
        row ->
            new Excepting(
                row.getInt("approved"),
                number(row, "approved_days"),
                row.getInt("waiting"),
                number(row, "oldest_waiting"),
                row.getInt("excused")));
  }

  private Map<Integer, Building> building(int organisation, Instant now) {
    return byTeam(
        """
        with verdict as (
          select p.team_id, v.passed, v.gated_at, not v.passed and exists (
              select from gate_verdict later
              where later.repository_id = v.repository_id and later.passed
                and later.gated_at > v.gated_at and later.gated_at <= v.gated_at + interval '14 days') as mended
          from gate_verdict v join project p on p.id = v.project_id
          where v.organisation_id = :organisation and v.gated_at <= :now::timestamptz
            and v.gated_at > :now::timestamptz - interval '90 days')
        select team_id, count(*) as judged,
          count(*) filter (where not passed and (mended or gated_at < :now::timestamptz - interval '7 days')) as stopped,
          count(*) filter (where mended) as mended
        from verdict group by grouping sets ((team_id), ())
        """,
        Map.of("organisation", organisation, "now", Timestamp.from(now)),
        row -> new Building(row.getInt("judged"), row.getInt("stopped"), row.getInt("mended")));
  }

  /// What a row of a team says.
  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> Map<Integer, T> byTeam(String sql, Map<String, Object> parameters, Row<T> reader) {
    Map<Integer, T> values = new HashMap<>();
    database
        .sql(sql)
        .params(parameters)
        .query(
            row -> {
              Integer team = row.getObject("team_id", Integer.class);
              values.put(team == null ? WHOLE : team, reader.read(row));
            });
    return values;
  }

  static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
