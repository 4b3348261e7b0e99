package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.AlertSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The messages that wait, and what became of those that do not.
///
/// Whoever tries a message moves its next attempt into the future first (a lease): nobody else
/// tries it meanwhile, and if this process dies, somebody else does after that time, with the same
/// key and the same content. No transaction is open while a message is sent.
@Component
class Outbox {
  private static final int MOST_OF_ONE_CHANNEL = 4;

  private final JdbcClient database;
  private final AlertSettings settings;
  private final Clock clock;
  private final RandomGenerator random;

  Outbox(JdbcClient database, AlertSettings settings, Clock clock, RandomGenerator random) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /// Takes messages that are due. Of a channel that has failed and had its rest, one: it is tried
  /// out.
  @Transactional
  public List<Claimed> claim(int most) {
    Instant now = clock.instant();
    Timestamp lease = Timestamp.from(now.plus(settings.lease()));
    List<Claimed> claimed =
        database
            .sql(
                """
                with candidate as (
                  select m.id, c.failures,
                    row_number() over (partition by c.id order by m.next_at, m.id) as place
                  from (select id, subscription_id, next_at from alert_message
                        where state = 'waiting' and next_at <= :now order by next_at limit 10000) m
                    join subscription s on s.id = m.subscription_id
                    join alert_channel c on c.id = s.channel_id
                  where c.rests_until is null or c.rests_until <= :now
                ), chosen as (
                  select m.id from alert_message m
                  where m.id in (select id from candidate
                      where place <= case when failures >= :threshold then 1 else :share end order by place limit :most)
                    and m.state = 'waiting' and m.next_at <= :now
                  for update skip locked
                )
                update alert_message m set next_at = :lease, attempts = attempts + 1
                from chosen, subscription s
                where m.id = chosen.id and s.id = m.subscription_id and s.channel_id is not null
                returning m.id, m.key, m.subscription_id, s.channel_id, m.attempts, m.made_at, m.content
                """)
            .param("now", Timestamp.from(now))
            .param("threshold", settings.failuresToRest())
            .param("share", MOST_OF_ONE_CHANNEL)
            .param("most", most)
            .param("lease", lease)
            .query(
                (row, _) ->
                    new Claimed(
                        row.getLong("id"),
                        row.getObject("key", UUID.class),
                        row.getInt("subscription_id"),
                        row.getInt("channel_id"),
                        row.getInt("attempts"),
                        row.getTimestamp("made_at").toInstant(),
                        row.getString("content")))
            .list();
    Integer[] channels = claimed.stream().map(Claimed::channel).toArray(Integer[]::new);
    database
        .sql(
            "update alert_channel set rests_until = :lease where id = any(:channels) and failures >= :threshold")
        .param("lease", lease)
        .param("channels", channels)
        .param("threshold", settings.failuresToRest())
        .update();
    return claimed;
  }

  /// @return what is kept: where a lease ran out while somebody composed, another one may have been
  ///   faster, and a key has one content
  String keepContent(Claimed message, String content) {
    return database
        .sql(
            """
            update alert_message set content = coalesce(content, cast(? as jsonb)) where id = ? returning content
            """)
        .params(content, message.id())
        .query(String.class)
        .single();
  }

  @Transactional
  public void sent(Claimed message, String receipt) {
    database
        .sql(
            """
            update alert_message set state = 'sent', ended_at = :now, receipt = :receipt, last_failure = ''
            where id = :id and state <> 'sent'
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("receipt", receipt)
        .param("id", message.id())
        .update();
    database
        .sql(
            "update alert_channel set failures = 0, rests_until = null, last_failure = '' where id = ? and failures > 0")
        .param(message.channel())
        .update();
  }

  /// There is nothing left to tell.
  void withdrawn(Claimed message) {
    database
        .sql(
            "update alert_message set state = 'withdrawn', ended_at = ? where id = ? and state = 'waiting'")
        .params(Timestamp.from(clock.instant()), message.id())
        .update();
  }

  /// @param again whether to try again helps
  /// @param patience how long the receiver asks to be left alone
  @Transactional
  public void failed(Claimed message, String words, boolean again, Duration patience) {
    Instant now = clock.instant();
    boolean dead = !again || message.attempts() >= settings.attempts();
    Duration wait = longer(jittered(doubled(message.attempts() - 1)), patience);
    database
        .sql(
            """
            update alert_message set state = :state, next_at = :next, last_failure = :words,
              ended_at = case when :state = 'dead' then cast(:now as timestamptz) end
            where id = :id and state = 'waiting'
            """)
        .param("state", dead ? "dead" : "waiting")
        .param("next", Timestamp.from(now.plus(wait)))
        .param("words", words)
        .param("now", Timestamp.from(now))
        .param("id", message.id())
        .update();
    if (again) {
      rest(message.channel(), words, now, patience);
    }
  }

  private void rest(int channel, String words, Instant now, Duration patience) {
    int failures =
        database
            .sql(
                "update alert_channel set failures = failures + 1, last_failure = ? where id = ? returning failures")
            .params(words, channel)
            .query(Integer.class)
            .optional()
            .orElse(0);
    int over = failures - settings.failuresToRest();
    if (over >= 0 || !patience.isZero()) {
      Duration rest = over >= 0 ? longer(jittered(doubled(over)), patience) : patience;
      database
          .sql("update alert_channel set rests_until = ? where id = ?")
          .params(Timestamp.from(now.plus(rest)), channel)
          .update();
    }
  }

  private Duration doubled(int times) {
    Duration wait = settings.firstWait();
    for (int i = 0; i < times && wait.compareTo(settings.longestWait()) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(settings.longestWait()) > 0 ? settings.longestWait() : wait;
  }

  /// Between three quarters and five quarters: what failed together does not come back together.
  private Duration jittered(Duration wait) {
    return Duration.ofMillis((long) (wait.toMillis() * (0.75 + random.nextDouble() / 2)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
