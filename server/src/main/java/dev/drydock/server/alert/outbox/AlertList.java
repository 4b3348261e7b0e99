package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.AlertKind;
import dev.drydock.server.alert.Subjects;
import dev.drydock.server.alert.subscription.Owner;
import dev.drydock.server.component.FindingWords;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What somebody was told, newest first.
@Component
class AlertList {
  private final JdbcClient database;

  AlertList(JdbcClient database) {
    this.database = database;
  }

  /// Of each subscription the newest ones by the index, so that a long history costs nothing; of
  /// what has not arrived there is an index of its own.
  private static final String ANY =
      """
      select n.subscription_id, n.thing_id from subscription s
        cross join lateral (
          select a.subscription_id, a.thing_id from alert a
          where a.subscription_id = s.id and a.thing_id <= :thing and (a.thing_id, a.subscription_id) < (:thing, :subscription)
            and (:state = '' or exists (select from alert_message m where m.id = a.message_id and m.state = 'sent'))
          order by a.thing_id desc limit :limit) n
      where s.organisation_id = :organisation and s.team_id is not distinct from :team
      """;

  private static final String NOT_SENT =
      """
      select a.subscription_id, a.thing_id from subscription s
        join alert_message m on m.subscription_id = s.id and m.state <> 'sent' and m.state = :state
        join alert a on a.message_id = m.id
      where s.organisation_id = :organisation and s.team_id is not distinct from :team
        and (a.thing_id, a.subscription_id) < (:thing, :subscription)
      union all
      select a.subscription_id, a.thing_id from subscription s join alert a on a.subscription_id = s.id and a.message_id is null
      where s.organisation_id = :organisation and s.team_id is not distinct from :team
        and (a.thing_id, a.subscription_id) < (:thing, :subscription) and :state = 'waiting'
      """;

  /// @param part which alerts
  private static String shown(String part) {
    return """
        select a.subscription_id, a.thing_id, t.kind, v.name as vulnerability, t.fix_group, t.severity, t.priority, t.came_back, t.fixed_in,
          coalesce(v.summary, n.text) as text, n.subject, a.due_at, coalesce(m.state, 'waiting') as state, m.key, coalesce(m.attempts, 0) as attempts,
          m.ended_at, m.last_failure, m.receipt
        from (select * from (%s) l order by thing_id desc, subscription_id desc limit :limit) l
          join alert a on a.subscription_id = l.subscription_id and a.thing_id = l.thing_id
          join alert_thing t on t.id = a.thing_id
          left join vulnerability v on v.id = t.vulnerability_id
          left join notice n on n.id = t.notice_id
          left join alert_message m on m.id = a.message_id
        order by a.thing_id desc, a.subscription_id desc
        """
        .formatted(part);
  }

  /// @param state `null` for all
  Page<AlertView> list(Owner owner, @Nullable String state, PageRequest page) {
    AlertState wanted = state == null ? null : state(state);
    Position after = Position.of(page);
    boolean any = wanted == null || wanted == AlertState.SENT;
    List<AlertView> alerts =
        database
            .sql(shown(any ? ANY : NOT_SENT))
            .param("organisation", owner.organisation())
            .param("team", owner.team(), Types.INTEGER)
            .param("state", wanted == null ? "" : wanted.word())
            .param("thing", after.thing())
            .param("subscription", after.subscription())
            .param("limit", page.fetch())
            .query(AlertList::view)
            .list();
    return Page.of(alerts, page, alert -> List.of(alert.id()));
  }

  /// Behind which alert a page begins.
  private record Position(long thing, int subscription) {
    static Position of(PageRequest page) {
      String[] key = page.key("").split("-", -1);
      boolean known = key.length == 2 && number(key[0], 9) && number(key[1], 18);
      return known
          ? new Position(Long.parseLong(key[1]), Integer.parseInt(key[0]))
          : new Position(Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    private static boolean number(String text, int digits) {
      return !text.isEmpty()
          && text.length() <= digits
          && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
  }

  private static AlertState state(String word) {
    for (AlertState state : AlertState.values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    throw Problem.invalid("state is one of waiting, sent, dead, withdrawn");
  }

  private static AlertView view(ResultSet row, int number) throws SQLException {
    String vulnerability = row.getString("vulnerability");
    boolean finding = vulnerability != null;
    Timestamp ended = row.getTimestamp("ended_at");
    return new AlertView(
        row.getInt("subscription_id") + "-" + row.getLong("thing_id"),
        row.getInt("subscription_id"),
        AlertKind.of(row.getString("kind")),
        vulnerability,
        finding ? Subjects.shown(row.getString("fix_group")) : row.getString("subject"),
        finding ? FindingWords.severity(row.getInt("severity")).word() : null,
        FindingWords.priority(row.getInt("priority")).word(),
        row.getBoolean("came_back"),
        List.of((String[]) row.getArray("fixed_in").getArray()),
        row.getString("text"),
        row.getTimestamp("due_at").toInstant(),
        AlertState.of(row.getString("state")),
        row.getObject("key", UUID.class),
        row.getInt("attempts"),
        ended == null ? null : ended.toInstant(),
        emptyToNull(row.getString("last_failure")),
        emptyToNull(row.getString("receipt")));
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
