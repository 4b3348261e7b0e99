package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.channel.Outlets.IssueMemory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The issues that one channel has opened.
record StoredIssues(JdbcClient database, int channel) implements IssueMemory {

  @Override
  public String issue(String marker) {
    return database
        .sql("select issue from alert_issue where channel_id = ? and marker = ?")
        .params(channel, marker)
        .query(String.class)
        .optional()
        .orElse("");
  }

  @Override
  public void remember(String marker, String issue) {
    database
        .sql(
            """
            insert into alert_issue (channel_id, marker, issue) values (?, ?, ?)
            on conflict (channel_id, marker) do update set issue = excluded.issue
            """)
        .params(channel, marker, issue)
        .update();
  }
}
