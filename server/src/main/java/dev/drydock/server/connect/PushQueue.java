package dev.drydock.server.connect;

import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The table `push`: what is still to be brought in, and what became of the rest.
///
/// However often something is told, it is one row, which keeps the latest time. Whoever works on a
/// row moves its next attempt into the future first (a lease): if this process dies, another one
/// does the same work again after that time. A row that is told of anew meanwhile stays waiting.
@Component
class PushQueue {
  private final JdbcClient database;
  private final ConnectSettings settings;
  private final Clock clock;
  private final RandomGenerator random;

  PushQueue(JdbcClient database, ConnectSettings settings, Clock clock, RandomGenerator random) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /// Takes what a registry told: rows in the order of their key, so that two that tell the same at
  /// once wait for each other and do not lock each other out.
  ///
  /// @return how many rows are new, or are to be looked at again
  int add(int connection, List<Told> told) {
    return add(connection, told, Set.of("waiting", "done", "passed-over", "dead"));
  }

  /// The same for what is found again at every look: what was passed over or given up stays so.
  int addFound(int connection, List<Told> told) {
    return add(connection, told, Set.of("done"));
  }

  /// @param again in which states what is known already is to be looked at again
  private int add(int connection, List<Told> told, Set<String> again) {
    if (told.isEmpty()) {
      return 0;
    }
    Instant now = Times.now(clock);
    return database
        .sql(
            """
            insert into push (connection_id, action, repository, tag, digest, happened_at, next_at)
            select distinct on (repository, tag, digest, action)
              :connection, action, repository, tag, decode(digest, 'hex'), at, :now
            from unnest(:actions, :repositories, :tags, :digests, cast(:times as timestamptz[]))
              as told (action, repository, tag, digest, at)
            order by repository, tag, digest, action, at desc
            on conflict (connection_id, repository, tag, digest, action) do update
              set happened_at = excluded.happened_at, state = 'waiting', attempts = 0, last_failure = '',
                ended_at = null,
                next_at = case when push.state = 'waiting' then push.next_at else excluded.next_at end
              where push.happened_at < excluded.happened_at and push.state = any(:again)
            """)
        .param("connection", connection)
        .param("again", again.toArray(String[]::new))
        .param("now", Times.of(now))
        .param("actions", texts(told, one -> one.action().word()))
        .param("repositories", texts(told, Told::repository))
        .param("tags", texts(told, Told::tag))
        .param("digests", texts(told, one -> one.digest() == null ? "" : one.digest().hex()))
        .param("times", texts(told, one -> (one.at().isAfter(now) ? now : one.at()).toString()))
        .update();
  }

  private static String[] texts(List<Told> told, Function<Told, String> text) {
    return told.stream().map(text).toArray(String[]::new);
  }

  List<Claimed> claim(int most) {
    Instant now = Times.now(clock);
    return database
        .sql(
            """
            update push set next_at = :lease, attempts = attempts + 1
            where id in (select id from push where state = 'waiting' and next_at <= :now
              order by next_at, id limit :most for update skip locked)
            returning id, connection_id, action, repository, tag, digest, happened_at, attempts
            """)
        .param("lease", Times.of(now.plus(settings.lease())))
        .param("now", Times.of(now))
        .param("most", most)
        .query(PushQueue::claimed)
        .list();
  }

  private static Claimed claimed(ResultSet row, int number) throws SQLException {
    return new Claimed(
        row.getLong("id"),
        row.getInt("connection_id"),
        new Told(
            Told.Action.of(row.getString("action")),
            row.getString("repository"),
            row.getString("tag"),
            digest(row),
            Times.read(row, "happened_at")),
        row.getInt("attempts"));
  }

  static @Nullable ImageDigest digest(ResultSet row) throws SQLException {
    byte[] digest = row.getBytes("digest");
    return digest.length == 0 ? null : ImageDigest.of(digest);
  }

  /// Whether nothing later is known of the same name: a tag that was moved since, or what it named
  /// deleted, is not moved back by what is told too late.
  boolean latest(Claimed claimed) {
    Told told = claimed.told();
    return database
        .sql(
            """
            select not exists (select from push
              where connection_id = :connection and repository = :repository
                and (tag = :tag or action = 'deleted' and tag = '' and digest = :digest)
                and (happened_at, id) > (:at, :id) and state <> 'passed-over'
                and (digest <> '' or action = 'deleted'))
            """)
        .param("connection", claimed.connection())
        .param("repository", told.repository())
        .param("tag", told.tag())
        .param("digest", told.digestBytes())
        .param("at", Times.of(told.at()))
        .param("id", claimed.id())
        .query(Boolean.class)
        .single();
  }

  /// It has been brought in, unless it was told anew meanwhile: then it is looked at again.
  void done(Claimed claimed) {
    ended(claimed, "done", "");
  }

  /// It is nothing that is to be brought in.
  ///
  /// @param why one line
  void passedOver(Claimed claimed, String why) {
    ended(claimed, "passed-over", why);
  }

  private void ended(Claimed claimed, String state, String words) {
    database
        .sql(
            """
            update push set
              state = case when happened_at = :at then :state else 'waiting' end,
              ended_at = case when happened_at = :at then cast(:now as timestamptz) end,
              next_at = :now, last_failure = :words
            where id = :id and state = 'waiting'
            """)
        .param("at", Times.of(claimed.told().at()))
        .param("state", state)
        .param("now", Times.of(Times.now(clock)))
        .param("words", words)
        .param("id", claimed.id())
        .update();
  }

  /// @param again whether to try again helps
  void failed(Claimed claimed, String words, boolean again) {
    Instant now = Times.now(clock);
    boolean dead = !again || claimed.attempts() >= settings.attempts();
    Duration wait = settings.wait(claimed.attempts());
    Duration spread =
        Duration.ofMillis((long) (wait.toMillis() * (0.75 + random.nextDouble() / 2)));
    database
        .sql(
            """
            update push set state = :state, next_at = :next, last_failure = :words,
              ended_at = case when :state = 'dead' then cast(:now as timestamptz) end
            where id = :id and state = 'waiting'
            """)
        .param("state", dead ? "dead" : "waiting")
        .param("next", Times.of(now.plus(spread)))
        .param("words", words)
        .param("now", Times.of(now))
        .param("id", claimed.id())
        .update();
  }

  /// Gives all that was given up another chance.
  ///
  /// @return how many
  @Transactional
  public int retry(int connection) {
    return database
        .sql(
            """
            update push set state = 'waiting', attempts = 0, next_at = ?, ended_at = null
            where connection_id = ? and state = 'dead'
            """)
        .params(Times.of(Times.now(clock)), connection)
        .update();
  }

  /// Forgets what was brought in long ago.
  int forget() {
    return database
        .sql(
            """
            delete from push where id in (select id from push
              where state in ('done', 'passed-over') and ended_at < ? limit 10000)
            """)
        .param(Times.of(Times.now(clock).minus(settings.kept())))
        .update();
  }

  List<PushView> list(int connection, @Nullable String state, long before, int limit) {
    return database
        .sql(
            """
            select id, action, repository, tag, digest, happened_at, state, attempts, last_failure from push
            where connection_id = :connection and id < :before
              and (cast(:state as text) is null or state = :state)
            order by id desc limit :limit
            """)
        .param("connection", connection)
        .param("before", before)
        .param("state", state)
        .param("limit", limit)
        .query(
            (row, _) -> {
              ImageDigest digest = digest(row);
              String tag = row.getString("tag");
              String failure = row.getString("last_failure");
              return new PushView(
                  row.getLong("id"),
                  row.getString("action"),
                  row.getString("repository"),
                  tag.isEmpty() ? null : tag,
                  digest == null ? null : digest.toString(),
                  Times.read(row, "happened_at"),
                  row.getString("state"),
                  row.getInt("attempts"),
                  failure.isEmpty() ? null : failure);
            })
        .list();
  }
}
