package dev.drydock.server.fleet.image;

import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.Visibility;
import dev.drydock.server.fleet.image.Images.Found;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What happened to an image, the newest first: all of it is told by periods that begin and end.
@Component
class ImageHistory {
  private static final int KEY = 4;
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private final JdbcClient database;

  ImageHistory(JdbcClient database) {
    this.database = database;
  }

  /// Repositories and their tags are those that the caller may see. Findings are told from the
  /// moment on that the image came; what it came with is what `findings?at=` says of that moment.
  /// How few of them changed since, the database cannot guess: asking for one value at a time keeps
  /// it from reading whole tables for them.
  private static final String EVENTS =
      """
      with seen as materialized (
        select r.id, r.name from repository_image ri join repository r on r.id = ri.repository_id
          join project p on p.id = r.project_id
        where ri.image_id = :image and {seen}),
      tags as materialized (
        select t.since, t.until, s.name || ':' || t.tag as subject
        from tag_period t join seen s on s.id = t.repository_id where t.image_id = :image),
      runs as materialized (
        select since, until, cluster || ' ' || namespace || '/' || workload || ' ' || container as subject,
          environment
        from deployment where image_id = :image),
      periods as materialized (
        select f.since, f.until, f.appeared_at, f.priority, f.vulnerability_id, f.component_id
        from image_set s join component_set cs on cs.id = s.set_id
          cross join lateral unnest(cs.components) as member(id)
          cross join lateral (
            select * from component_finding where component_id = member.id offset 0) f
        where s.image_id = :image and (f.since > :ingested or f.until > :ingested)),
      findings as materialized (
        select f.since, f.until, f.appeared_at, f.priority,
          (select name from vulnerability where id = f.vulnerability_id) as vulnerability,
          (select name || ' ' || version from component where id = f.component_id) as subject,
          coalesce((select true from component_finding n where n.component_id = f.component_id
            and n.vulnerability_id = f.vulnerability_id and n.since = f.until), false) as goes_on
        from periods f),
      events as (
        select ingested_at as at, 'ingested' as kind, '' as subject, '' as vulnerability, '' as detail
          from image where id = :image
        union all select since, 'tagged', subject, '', '' from tags
        union all select until, 'untagged', subject, '', '' from tags where until is not null
        union all select since, 'deployed', subject, '', environment from runs
        union all select until, 'withdrawn', subject, '', environment from runs where until is not null
        union all select v.gated_at, case when v.passed then 'gate_passed' else 'gate_stopped' end,
            s.name, '', v.policy
          from gate_verdict v join seen s on s.id = v.repository_id where v.image_id = :image
        union all select since, case when since = appeared_at then 'finding_appeared' else 'finding_changed' end,
            subject, vulnerability, priority::text
          from findings where since > :ingested
        union all select until, 'finding_gone', subject, vulnerability, priority::text
          from findings where until > :ingested and not goes_on)
      select distinct at, kind, subject, vulnerability, detail from events
      where (at, kind, subject, vulnerability) < (:at, :kind, :subject, :vulnerability)
      order by at desc, kind desc, subject desc, vulnerability desc limit :count
      """;

  Page<ImageEvent> page(Found image, Visibility visibility, PageRequest request) {
    Optional<List<String>> behind = request.key(KEY);
    List<String> key = behind.orElse(List.of(END.toString(), "", "", ""));
    List<ImageEvent> found =
        database
            .sql(EVENTS.replace("{seen}", visibility.condition("p")))
            .params(visibility.parameters())
            .param("image", image.id())
            .param("ingested", Times.of(image.ingestedAt()))
            .param("at", Times.of(moment(key.get(0))))
            .param("kind", key.get(1))
            .param("subject", key.get(2))
            .param("vulnerability", key.get(3))
            .param("count", request.fetch())
            .query((row, number) -> event(row))
            .list();
    return Page.of(
        found,
        request,
        event ->
            List.of(
                event.at().toString(),
                event.kind(),
                text(event.subject()),
                text(event.vulnerability())));
  }

  private static Instant moment(String key) {
    try {
      return Instant.parse(key);
    } catch (DateTimeException _) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "after is not from this list: give the `next` of the page before, or nothing to begin at the start");
    }
  }

  private static ImageEvent event(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    String detail = row.getString("detail");
    return new ImageEvent(
        Times.read(row, "at"),
        kind,
        none(row.getString("subject")),
        none(row.getString("vulnerability")),
        none(kind.startsWith("finding") ? FindingItem.priority(Integer.parseInt(detail)) : detail));
  }

  private static @Nullable String none(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String text(@Nullable String said) {
    return said == null ? "" : said;
  }
}
