package dev.drydock.server.monitor;

import dev.drydock.bom.Distribution;
import dev.drydock.match.lifecycle.EndOfLife;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells projects that the distribution in their images gets no more security updates soon, or
/// none any more. Each is told once ahead, and once when it is so.
@Component
class LifecycleNotices {
  private static final Duration AHEAD = Duration.ofDays(90);
  private static final Pattern QUALIFIER = Pattern.compile("([^0-9]{1,60}?)-([0-9].{0,40})");

  private final JdbcClient database;
  private final Clock clock;

  LifecycleNotices(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Bears being run twice: the same news has the same key.
  void run() {
    Instant now = clock.instant();
    List<String> distributions =
        database
            .sql(
                """
                select distinct distribution from image i
                where distribution <> '' and exists (select from repository_image where image_id = i.id and watched)
                """)
            .query(String.class)
            .list();
    for (String distribution : distributions) {
      parse(distribution)
          .flatMap(parsed -> EndOfLife.of(parsed, now.plus(AHEAD)))
          .ifPresent(end -> tell(distribution, end, now));
    }
  }

  /// `debian-12`, as images have it.
  static Optional<Distribution> parse(String qualifier) {
    Matcher parts = QUALIFIER.matcher(qualifier);
    return parts.matches()
        ? Optional.of(new Distribution(parts.group(1), parts.group(2), null, List.of(), "", null))
        : Optional.empty();
  }

  private void tell(String distribution, EndOfLife end, Instant now) {
    LocalDate lastDay = end.release().lastDay();
    boolean over = LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(lastDay);
    database
        .sql(
            """
            insert into notice (kind, organisation_id, team_id, project_id, key, subject, text, action, priority, happened_at)
            select 'end_of_life', p.organisation_id, p.team_id, p.id, p.id || ' ' || :key, p.name, :text, :action, :priority, :now
            from (
              select distinct r.project_id from image i
                join repository_image ri on ri.image_id = i.id and ri.watched
                join repository r on r.id = ri.repository_id
              where i.distribution = :distribution) concerned
              join project p on p.id = concerned.project_id
            on conflict do nothing
            """)
        .param("key", distribution + " " + lastDay + (over ? " over" : " soon"))
        .param(
            "text",
            over ? end.title() : end.release().name() + " gets security updates only until " + lastDay)
        .param("action", end.action())
        .param("priority", over ? 1 : 2)
        .param("now", Timestamp.from(now))
        .param("distribution", distribution)
        .update();
  }
}
