package dev.drydock.server.monitor;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Permission;
import dev.drydock.server.access.Reach;
import dev.drydock.server.component.FindingWords;
import dev.drydock.server.monitor.FleetVulnerability.Affected;
import dev.drydock.server.monitor.FleetVulnerability.Place;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where in the fleet a vulnerability is.
@Component
class FleetVulnerabilities {
  /// For each repository in reach: what of the vulnerability is in its images.
  private static final String PLACES =
      """
      with open as (
        select component_id, severity, priority, appeared_at from component_finding
        where vulnerability_id = :vulnerability and until is null),
      holding as (
        select s.id, min(o.severity) severity, min(o.priority) priority, min(o.appeared_at) appeared_at,
          array_agg(o.component_id) components
        from open o join component_set s on s.components @> array[o.component_id]
        group by s.id),
      images as (
        select i.id, min(h.severity) severity, min(h.priority) priority,
          greatest(min(h.appeared_at), i.ingested_at) since
        from holding h join image_set m on m.set_id = h.id join image i on i.id = m.image_id
        where i.organisation_id = :organisation
        group by i.id),
      places as (
        select r.id, r.name, p.name project, t.name team, t.id team_id,
          count(*) filter (where ri.watched) images, min(i.severity) severity, min(i.priority) priority,
          min(i.since) since
        from images i join repository_image ri on ri.image_id = i.id join repository r on r.id = ri.repository_id
          join project p on p.id = r.project_id join team t on t.id = p.team_id
        where :everything or p.team_id = any(:teams) or p.id = any(:projects)
        group by r.id, p.name, t.name, t.id)
      """;

  private final JdbcClient database;

  FleetVulnerabilities(JdbcClient database) {
    this.database = database;
  }

  private record Known(int id, FleetVulnerability vulnerability) {}

  /// @param id a CVE, or another name of the same
  FleetVulnerability get(Caller caller, int organisation, String id) {
    Known known = known(id);
    FleetVulnerability named = known.vulnerability();
    return statement(
            """
            select (select count(*) from open o where exists (
                select from component_set s join image_set m on m.set_id = s.id join images i on i.id = m.image_id
                  join repository_image ri on ri.image_id = i.id and ri.watched join places pl on pl.id = ri.repository_id
                where s.components @> array[o.component_id])) components,
              (select count(distinct ri.image_id) from images i join repository_image ri on ri.image_id = i.id
                and ri.watched join places pl on pl.id = ri.repository_id) images,
              count(*) filter (where images > 0) repositories,
              count(distinct team_id) filter (where images > 0) teams,
              count(*) filter (where images = 0) fixed,
              min(since) filter (where images > 0) since
            from places
            """,
            caller,
            organisation,
            known.id())
        .query(
            (row, number) ->
                new FleetVulnerability(
                    named.name(),
                    named.aliases(),
                    named.summary(),
                    named.published(),
                    row.getTimestamp("since") == null ? null : row.getTimestamp("since").toInstant(),
                    new Affected(
                        row.getLong("components"),
                        row.getLong("images"),
                        row.getLong("repositories"),
                        row.getLong("teams")),
                    row.getLong("fixed")))
        .single();
  }

  /// The repositories that have or had it, by name.
  Page<Place> places(Caller caller, int organisation, String id, PageRequest request) {
    int vulnerability = known(id).id();
    List<Place> found =
        statement(
                """
                , page as (select * from places where name > :after order by name limit :fetch)
                select page.*, packages.purls, packages.fixed
                from page cross join lateral (
                  select array_agg(distinct c.purl order by c.purl) purls,
                    array_agg(distinct f.fix) filter (where f.fix is not null) fixed
                  from repository_image ri join image_set m on m.image_id = ri.image_id
                    join holding h on h.id = m.set_id cross join unnest(h.components) member (id)
                    join component c on c.id = member.id
                    left join lateral (
                      select unnest(fixed_in) fix from component_finding
                      where component_id = c.id and vulnerability_id = :vulnerability and until is null) f on true
                  where ri.repository_id = page.id and (ri.watched or page.images = 0)) packages
                order by page.name
                """,
                caller,
                organisation,
                vulnerability)
            .param("after", request.key(""))
            .param("fetch", request.fetch())
            .query((row, number) -> place(row))
            .list();
    return Page.of(found, request, place -> List.of(place.repository()));
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        row.getString("name"),
        row.getString("project"),
        row.getString("team"),
        row.getLong("images") > 0 ? "affected" : "fixed",
        row.getLong("images"),
        FindingWords.severity(row.getInt("severity")).word(),
        FindingWords.priority(row.getInt("priority")).word(),
        texts(row, "purls"),
        texts(row, "fixed"),
        instant(row.getTimestamp("since")));
  }

  private static final int SHOWN = 20;

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    java.sql.Array array = row.getArray(column);
    if (array == null) {
      return List.of();
    }
    List<String> all = List.of((String[]) array.getArray());
    return all.size() > SHOWN ? all.subList(0, SHOWN) : all;
  }

  private static Instant instant(Timestamp timestamp) {
    return timestamp.toInstant();
  }

  private JdbcClient.StatementSpec statement(
      String select, Caller caller, int organisation, int vulnerability) {
    Reach reach = caller.reach(Permission.READ, organisation);
    return database
        .sql(PLACES + select)
        .param("vulnerability", vulnerability)
        .param("organisation", organisation)
        .param("everything", reach.everything())
        .param("teams", reach.teamIds())
        .param("projects", reach.projectIds());
  }

  private Known known(String id) {
    return database
        .sql(
            """
            select id, name, aliases, summary, published from vulnerability
            where name = :id or aliases @> array[:id::text]
            order by name <> :id, name limit 1
            """)
        .param("id", id)
        .query(
            (row, number) -> {
              Date published = row.getDate("published");
              return new Known(
                  row.getInt("id"),
                  new FleetVulnerability(
                      row.getString("name"),
                      List.of((String[]) row.getArray("aliases").getArray()),
                      row.getString("summary"),
                      published == null ? null : published.toLocalDate(),
                      null,
                      new Affected(0, 0, 0, 0),
                      0));
            })
        .optional()
        .orElseThrow(
            () ->
                Problem.notFound(
                    "Nothing in the fleet has or had a vulnerability of that name: look whether it is written as advisories write it, CVE-2026-1234"));
  }
}
