package dev.drydock.server.access;

import dev.drydock.server.access.Caller.Grant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What accounts have been granted: each by itself, and by the groups that they are members of.
@Component
public class Grants {
  private final JdbcClient database;

  Grants(JdbcClient database) {
    this.database = database;
  }

  /// All grants of an account, as they are now.
  public List<Grant> of(int account) {
    return database
        .sql(
            """
            select role, organisation_id, team_id from role_grant where account_id = :account
            union
            select g.role, d.organisation_id, g.team_id
            from group_member m
              join directory_group d on d.id = m.group_id
              join group_grant g on g.group_id = d.id
            where m.account_id = :account
            """)
        .param("account", account)
        .query(
            (row, number) ->
                new Grant(
                    Role.of(row.getString("role")),
                    integer(row, "organisation_id"),
                    integer(row, "team_id"),
                    null))
        .list();
  }

  static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
