package dev.drydock.server.operate.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The tables of the server's schema, and what of them a backup must know.
final class Tables {
  private static final String MIGRATIONS = "flyway_schema_history";

  private Tables() {}

  /// All but the migrations' own, so that each comes after those that it refers to.
  static List<String> ordered(Connection connection) throws SQLException {
    Map<String, Set<String>> references = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select c.relname, f.relname as refers
                from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
                  left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
                  left join pg_class f on f.oid = k.confrelid and f.oid <> c.oid
                where c.relkind = 'r'
                """)) {
      while (rows.next()) {
        Set<String> refers = references.computeIfAbsent(rows.getString(1), _ -> new TreeSet<>());
        if (rows.getString(2) != null) {
          refers.add(rows.getString(2));
        }
      }
    }
    references.remove(MIGRATIONS);
    return sorted(references);
  }

  private static List<String> sorted(Map<String, Set<String>> references) {
    Set<String> done = new LinkedHashSet<>();
    while (done.size() < references.size()) {
      int before = done.size();
      references.forEach(
          (table, refers) -> {
            if (done.containsAll(refers)) {
              done.add(table);
            }
          });
      if (done.size() == before) {
        throw new IllegalStateException("tables refer to each other in a circle");
      }
    }
    return new ArrayList<>(done);
  }

  /// The newest migration, `12`.
  static String version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select version from flyway_schema_history where success order by installed_rank desc limit 1")) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /// Lets identity columns go on after the highest value that is there.
  static void continueIdentities(Connection connection) throws SQLException {
    List<String> statements = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select format('select setval(pg_get_serial_sequence(%L, %L), greatest((select max(%I) from %I), 1))',
                    quote_ident(table_name), column_name, column_name, table_name)
                from information_schema.columns
                where table_schema = current_schema() and is_identity = 'YES'
                """)) {
      while (rows.next()) {
        statements.add(rows.getString(1));
      }
    }
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// As SQL writes a name.
  static String quoted(String table) {
    return '"' + table.replace("\"", "\"\"") + '"';
  }
}
