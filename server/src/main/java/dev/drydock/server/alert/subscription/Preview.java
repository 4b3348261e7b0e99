package dev.drydock.server.alert.subscription;

import dev.drydock.server.alert.AlertKind;
import dev.drydock.server.alert.Subjects;
import dev.drydock.server.alert.channel.Channel;
import dev.drydock.server.component.FindingWords;
import dev.drydock.server.secret.UnreadableSecretException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a subscription would have told, had it been there for the last 30 days: the same statements
/// that make alerts, over the changes of those days and for one subscription that is not kept.
///
/// Images and deployments are those of today.
@Component
public class Preview {
  private static final Duration DAYS = Duration.ofDays(30);
  private static final int MOST_SHOWN = 200;

  private final JdbcClient database;
  private final Owners owners;
  private final Subscriptions subscriptions;
  private final ChannelStore channels;
  private final Clock clock;

  Preview(
      JdbcClient database,
      Owners owners,
      Subscriptions subscriptions,
      ChannelStore channels,
      Clock clock) {
    this.database = database;
    this.owners = owners;
    this.subscriptions = subscriptions;
    this.channels = channels;
    this.clock = clock;
  }

  /// Who would have been told what.
  ///
  /// @param goesTo where the channel leads
  /// @param things how many in all
  /// @param messages in how many messages
  /// @param newest the newest of the things, at most 200
  record Told(
      Instant since, Instant until, String goesTo, int things, int messages, List<Thing> newest) {}

  /// One thing that would have been told.
  ///
  /// @param about what is to be updated, or what a notice is about
  record Thing(
      Instant happenedAt,
      Instant toldAt,
      AlertKind kind,
      @Nullable String vulnerability,
      String about,
      @Nullable String severity,
      String priority,
      String text) {}

  private record Found(Thing thing, String group) {}

  private static final String CHANGES =
      """
      create temporary table changed_finding on commit drop as
      select distinct on (thing_id, component_id) * from (
        select c.component_id, c.vulnerability_id, c.kind = 'came_back' as came_back,
          case c.kind when 'raised' then 'raised' when 'fix_available' then 'fix_available' else 'new_finding' end as kind,
          f.fix_group, f.severity, f.priority, f.fixed_in <> '{}' as fixable, g.begun_at,
          dense_rank() over (order by c.vulnerability_id, f.fix_group, c.kind,
            case c.kind when 'appeared' then 0 else c.generation_id end) as thing_id
        from advisory_generation g
          join finding_change c on c.generation_id = g.id
          join lateral (
            select case p.fix_group when '' then n.name else p.fix_group end as fix_group, p.severity, p.priority, p.fixed_in
            from component_finding p join component n on n.id = p.component_id
            where p.component_id = c.component_id and p.vulnerability_id = c.vulnerability_id and p.generation_id <= g.id
            order by p.since desc limit 1) f on true
        where g.begun_at >= :since and c.kind <> 'gone') x
      order by thing_id, component_id, begun_at
      """;

  private static final String SUBSCRIPTION =
      """
      create temporary table told_subscription on commit drop as
      select 0 as id, cast(:organisation as int) as organisation_id, cast(:team as int) as team_id, cast(:kinds as text[]) as kinds,
        cast(:projects as int[]) as projects, cast(:environments as text[]) as environments, cast(:severity as smallint) as severity,
        cast(:priority as smallint) as priority, cast(:fixable as boolean) as fixable
      """;

  private static final String TOLD =
      """
      select * from (
        select min(c.begun_at) as happened_at, c.kind, v.name as vulnerability, c.fix_group, min(c.severity) as severity,
          min(c.priority) as priority, v.summary as text
        from (%s) m join changed_finding c on c.thing_id = m.thing_id join vulnerability v on v.id = c.vulnerability_id
        group by m.thing_id, c.kind, v.name, c.fix_group, v.summary
        union all
        select n.happened_at, n.kind, null, n.subject, null, n.priority, n.text
        from notice n join told_subscription s on s.organisation_id = n.organisation_id and (s.team_id is null or s.team_id = n.team_id)
        where n.happened_at >= :since and n.priority <= s.priority and (s.kinds = '{}' or n.kind = any(s.kinds))
          and (s.projects = '{}' or n.project_id = any(s.projects))
      ) t order by happened_at desc, priority, vulnerability limit 20000
      """
          .formatted(MatchingStatements.MATCHES);

  @Transactional
  public Told of(Owner owner, SubscriptionRequest request) {
    Instant until = clock.instant();
    Instant since = until.minus(DAYS);
    Schedule schedule = request.when();
    ChannelStore.Row channel = subscriptions.channel(owner, request);
    database.sql(CHANGES).param("since", Timestamp.from(since)).update();
    database.sql("analyze changed_finding").update();
    subscription(owner, request);
    for (String statement : MatchingStatements.PLACES) {
      database.sql(statement).update();
    }
    List<Found> found =
        database
            .sql(TOLD)
            .param("since", Timestamp.from(since))
            .query((row, _) -> found(row, schedule))
            .list();
    return new Told(
        since,
        until,
        goesTo(channel),
        found.size(),
        messages(found, schedule, channel.kind().separating()),
        found.stream().map(Found::thing).limit(MOST_SHOWN).toList());
  }

  private void subscription(Owner owner, SubscriptionRequest request) {
    database
        .sql(SUBSCRIPTION)
        .param("organisation", owner.organisation())
        .param("team", owner.team(), Types.INTEGER)
        .param("kinds", request.kindWords())
        .param("projects", owners.projects(owner, request.projectNames()))
        .param("environments", request.environmentNames())
        .param("severity", request.severityNumber())
        .param("priority", request.priorityNumber())
        .param("fixable", request.onlyFixable())
        .update();
  }

  private static Found found(ResultSet row, Schedule schedule) throws SQLException {
    Instant happened = row.getTimestamp("happened_at").toInstant();
    String vulnerability = row.getString("vulnerability");
    String group = row.getString("fix_group");
    return new Found(
        new Thing(
            happened,
            schedule.due(happened),
            AlertKind.of(row.getString("kind")),
            vulnerability,
            Subjects.shown(group),
            vulnerability == null ? null : FindingWords.severity(row.getInt("severity")).word(),
            FindingWords.priority(row.getInt("priority")).word(),
            row.getString("text")),
        group);
  }

  /// As they would have been gathered.
  private static int messages(List<Found> found, Schedule schedule, boolean separating) {
    boolean together = schedule.rhythm() != Schedule.Rhythm.IMMEDIATE && !separating;
    return Math.toIntExact(
        found.stream()
            .map(one -> one.thing().toldAt() + (together ? "" : " " + one.group()))
            .distinct()
            .count());
  }

  private String goesTo(ChannelStore.Row row) {
    try {
      Channel channel = channels.open(row);
      return channel.shown();
    } catch (UnreadableSecretException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
