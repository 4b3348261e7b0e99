package dev.drydock.server.gate;

import dev.drydock.server.component.FindingWords;
import dev.drydock.server.gate.ExcuseStore.Counting;
import dev.drydock.server.notice.Notice;
import dev.drydock.server.notice.NoticeKind;
import dev.drydock.server.notice.Notices;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells a team what counts again since an exception does not any more, because it has ended, was
/// withdrawn, or its policy has changed. Where another one covers the same, there is nothing to
/// tell.
@Component
class UncoveredNotices {
  private final JdbcClient database;
  private final Notices notices;

  UncoveredNotices(JdbcClient database, Notices notices) {
    this.database = database;
    this.notices = notices;
  }

  /// @param priority of the most urgent one
  private record Uncovered(long period, int findings, int images, int priority) {}

  /// After all that counts in the project has been written down.
  ///
  /// @param ended what counted until then
  void tell(Lineage lineage, Counting ended) {
    if (!ended.silences()) {
      return;
    }
    int project = lineage.requireProject().id();
    Uncovered uncovered = uncovered(project, ended.excuse());
    if (uncovered.findings() == 0) {
      return;
    }
    notices.publish(
        new Notice(
            NoticeKind.EXCEPTION_ENDED,
            lineage.organisation().id(),
            Objects.requireNonNull(lineage.team(), "a project has a team").id(),
            project,
            "excuse/" + uncovered.period(),
            ended.about(),
            "The exception for it in "
                + lineage.place().name()
                + " does not count any more: "
                + counted(uncovered.findings(), "vulnerability", "vulnerabilities")
                + " in "
                + counted(uncovered.images(), "image", "images")
                + " of it "
                + (uncovered.findings() == 1 ? "counts" : "count")
                + " again.",
            "Mend it, or ask for another exception; " + ended.owner() + " answered for this one.",
            FindingWords.priority(uncovered.priority())));
  }

  private static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private Uncovered uncovered(int project, int excuse) {
    return database
        .sql(
            """
            with held as materialized (
              select distinct ri.image_id from repository_image ri join repository r on r.id = ri.repository_id
              where r.project_id = :project and ri.watched
                and ((select images from excuse where id = :excuse) = '{}' or exists (
                  select from excused_image e
                  where e.project_id = :project and e.excuse_id = :excuse and e.image_id = ri.image_id))),
            open as (
              select h.image_id, f.vulnerability_id, f.priority
              from held h join image_set s on s.image_id = h.image_id join component_set cs on cs.id = s.set_id
                cross join lateral unnest(cs.components) as member (id)
                join excused_finding x on x.excuse_id = :excuse and x.component_id = member.id
                join component_finding f on f.component_id = x.component_id
                  and f.vulnerability_id = x.vulnerability_id and f.until is null
              where not exists (
                select from excused_now e where e.project_id = :project and e.component_id = x.component_id
                  and e.vulnerability_id = x.vulnerability_id and (e.image_id is null or e.image_id = h.image_id)))
            select (select max(id) from project_excuse where project_id = :project and excuse_id = :excuse) as period,
              count(distinct vulnerability_id) as findings, count(distinct image_id) as images,
              coalesce(min(priority), 0) as priority
            from open
            """)
        .param("project", project)
        .param("excuse", excuse)
        .query(
            (row, _) ->
                new Uncovered(
                    row.getLong("period"),
                    row.getInt("findings"),
                    row.getInt("images"),
                    row.getInt("priority")))
        .single();
  }
}
