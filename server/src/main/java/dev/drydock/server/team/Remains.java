package dev.drydock.server.team;

import dev.drydock.server.web.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What still hangs on something that is to be deleted.
record Remains(String what, long count) {

  /// @param sql counts them by an id
  static Remains of(JdbcClient database, String what, String sql, int id) {
    return new Remains(what, database.sql(sql).param(id).query(Long.class).single());
  }

  /// @throws Problem 409 where there is anything
  void refuse(String owner, String mend) {
    if (count > 0) {
      throw Problem.conflict(
          owner + " still has " + what + ", " + count + " of them: " + mend + ", then delete it");
    }
  }
}
