package dev.drydock.server.notice;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes news within the transaction of who has it, so that the news is there exactly where its
/// reason is. Alerts are made of it within seconds.
@Component
public class Notices {
  private final JdbcClient database;
  private final Clock clock;

  Notices(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @return whether it is news: false where the same was published before
  public boolean publish(Notice notice) {
    return database
            .sql(
                """
                insert into notice (kind, organisation_id, team_id, project_id, key, subject, text, action, priority, happened_at)
                values (:kind, :organisation, :team, :project, :key, :subject, :text, :action, :priority, :now)
                on conflict do nothing
                """)
            .param("kind", notice.kind().word())
            .param("organisation", notice.organisation())
            .param("team", notice.team(), Types.INTEGER)
            .param("project", notice.project(), Types.INTEGER)
            .param("key", notice.key())
            .param("subject", notice.subject())
            .param("text", notice.text())
            .param("action", notice.action())
            .param("priority", notice.priority().ordinal())
            .param("now", Timestamp.from(clock.instant()))
            .update()
        == 1;
  }
}
