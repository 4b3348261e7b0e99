package dev.drydock.server.monitor;

import dev.drydock.image.registry.ImageReference;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells projects that a cluster runs an image by a tag which has pointed to a newer one for a
/// while: what was mended there does not run. Who names images by digests has chosen, and is not
/// told.
///
/// A tag that moves to and fro within that time says nothing, and of the same newer image a project
/// is told once, however often the tag leaves it. What is so no more ends.
@Component
class TagNotices {
  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Duration after;
  private final Clock clock;

  TagNotices(
      JdbcClient database,
      TransactionTemplate transactions,
      MonitorSettings settings,
      Clock clock) {
    this.database = database;
    this.transactions = transactions;
    this.after = settings.outdatedAfter();
    this.clock = clock;
  }

  /// What runs somewhere by a tag.
  private record Running(int organisation, String repository, String tag, int image, int count) {}

  /// @param name with the tag
  /// @param workloads how many containers of workloads run the older image
  /// @param urgent whether the newer one has less to act on
  private record Outdated(
      int project, String name, byte[] newer, Instant since, int workloads, boolean urgent) {
    String key() {
      return project + " " + name + " " + HexFormat.of().formatHex(newer);
    }
  }

  /// Bears being run twice: the same news has the same key.
  void run() {
    Instant now = clock.instant();
    List<Outdated> outdated = outdated(running(), now);
    transactions.executeWithoutResult(
        _ -> {
          outdated.forEach(one -> tell(one, now));
          end(outdated, now);
        });
  }

  private List<Running> running() {
    List<Running> running = new ArrayList<>();
    database
        .sql(
            """
            select organisation_id, reference, image_id, count(*) as count from deployment
            where until is null and image_id is not null and position('@' in reference) = 0
            group by organisation_id, reference, image_id
            """)
        .query(
            row -> {
              int organisation = row.getInt("organisation_id");
              int image = row.getInt("image_id");
              int count = row.getInt("count");
              tagged(row.getString("reference"))
                  .ifPresent(
                      named ->
                          running.add(
                              new Running(
                                  organisation,
                                  named.registry() + "/" + named.repository(),
                                  String.valueOf(named.tag()),
                                  image,
                                  count)));
            });
    return running;
  }

  private static Optional<ImageReference> tagged(String reference) {
    try {
      return Optional.of(ImageReference.parse(reference)).filter(named -> named.tag() != null);
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // no registry's name
    }
  }

  /// An image is newer that was built later; where nobody says when, that came later.
  private List<Outdated> outdated(List<Running> running, Instant now) {
    return database
        .sql(
            """
            with counted as (
              select r.project_id, r.name || ':' || t.tag as name, n.digest, t.since, sum(d.count) as workloads,
                array_agg(distinct d.image) as older, n.id as newer
              from unnest(:organisations, :repositories, :tags, :images, :counts)
                  as d (organisation, repository, tag, image, count)
                join repository r on r.organisation_id = d.organisation and r.name = d.repository
                join tag_period t on t.repository_id = r.id and t.tag = d.tag and t.until is null
                join image n on n.id = t.image_id
                join image o on o.id = d.image
              where n.id <> o.id and t.since <= :before
                and case when n.built_at is not null and o.built_at is not null and n.built_at <> o.built_at
                  then n.built_at > o.built_at else n.id > o.id end
              group by r.project_id, r.name, t.tag, n.digest, t.since, n.id)
            select c.*, exists (
                select from unnest(c.older) as old (id)
                where (select coalesce(sum(m.act), 0) from image_set s join set_summary m on m.set_id = s.set_id where s.image_id = old.id)
                  > (select coalesce(sum(m.act), 0) from image_set s join set_summary m on m.set_id = s.set_id where s.image_id = c.newer)) as urgent
            from counted c order by c.project_id, c.name
            """)
        .param("organisations", numbers(running.stream().map(Running::organisation).toList()))
        .param("repositories", texts(running.stream().map(Running::repository).toList()))
        .param("tags", texts(running.stream().map(Running::tag).toList()))
        .param("images", numbers(running.stream().map(Running::image).toList()))
        .param("counts", numbers(running.stream().map(Running::count).toList()))
        .param("before", Timestamp.from(now.minus(after)))
        .query(
            (row, _) ->
                new Outdated(
                    row.getInt("project_id"),
                    row.getString("name"),
                    row.getBytes("digest"),
                    row.getTimestamp("since").toInstant(),
                    row.getInt("workloads"),
                    row.getBoolean("urgent")))
        .list();
  }

  private static Integer[] numbers(List<Integer> numbers) {
    return numbers.toArray(Integer[]::new);
  }

  private static String[] texts(List<String> texts) {
    return texts.toArray(String[]::new);
  }

  private void tell(Outdated one, Instant now) {
    database
        .sql(
            """
            insert into notice (kind, organisation_id, team_id, project_id, key, subject, text, action, priority, happened_at)
            select 'image_out_of_date', organisation_id, team_id, id, :key, :subject, :text, :action, :priority, :now
            from project where id = :project
            on conflict (organisation_id, team_id, kind, key) do update set ended_at = null where notice.ended_at is not null
            """)
        .param("key", one.key())
        .param("subject", one.name())
        .param(
            "text",
            (one.workloads() == 1 ? "1 container runs" : one.workloads() + " containers run")
                + " an older image than "
                + one.name()
                + " has been since "
                + one.since()
                + (one.urgent() ? "; the newer one has less to act on" : ""))
        .param(
            "action",
            "Roll the workloads out again, so that they take it; or name the image by its digest, where the older one is meant")
        .param("priority", one.urgent() ? 1 : 2)
        .param("now", Timestamp.from(now))
        .param("project", one.project())
        .update();
  }

  private void end(List<Outdated> outdated, Instant now) {
    database
        .sql(
            """
            update notice set ended_at = :now
            where kind = 'image_out_of_date' and ended_at is null and key <> all(:keys)
            """)
        .param("now", Timestamp.from(now))
        .param("keys", outdated.stream().map(Outdated::key).toArray(String[]::new))
        .update();
  }
}
