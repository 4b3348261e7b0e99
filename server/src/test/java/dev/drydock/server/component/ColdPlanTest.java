package dev.drydock.server.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.TestDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What PostgreSQL does with tables that have filled within minutes, and that it has not looked at
/// since they were empty.
class ColdPlanTest {
  private static final Integer[] SETS = {1, 2, 3};
  private static final String BY_COMPONENT = "Index Cond: (component_id = member.id)";

  @Test
  void countsWhatIsOpenInNewSetsWithoutReadingAllFindings() {
    DataSource source = TestDatabase.source();
    Flyway.configure().dataSource(source).load().migrate();
    JdbcClient database = JdbcClient.create(source);
    for (String table : List.of("component", "component_set", "component_finding", "set_summary")) {
      database.sql("alter table " + table + " set (autovacuum_enabled = false)").update();
    }
    assertThat(plan(database))
        .as("which connections keep for as long as they last")
        .contains(BY_COMPONENT)
        .doesNotContain("Join Filter");
    List.of(
            """
            insert into component (digest, document, type, name, version, purl)
            select sha256(n::text::bytea), '{}', 'npm', 'name-' || n, '1', 'pkg:npm/name-' || n || '@1' from generate_series(1, 2000) n
            """,
            "insert into vulnerability (name) select 'CVE-' || n from generate_series(1, 20) n",
            "insert into advisory_generation (digest, built_at, size, begun_at) values (sha256('a'), now(), 1, now())",
            """
            insert into component_finding (component_id, vulnerability_id, since, appeared_at, severity, priority, status, generation_id)
            select c, v, now(), now(), c % 6, c % 3, 'affected', 1 from generate_series(1, 2000) c, generate_series(1, 20) v
            """,
            """
            insert into component_set (digest, components)
            select sha256(s::text::bytea), array(select generate_series(1 + s, 300 + s)) from generate_series(1, 40) s
            """)
        .forEach(sql -> database.sql(sql).update());
    assertThat(plan(database)).contains(BY_COMPONENT).doesNotContain("Join Filter");
    database.sql(SetTable.SUMMARIES).param(SETS).update();
    assertThat(
            database
                .sql(
                    "select act || ' ' || attend || ' ' || track || ' ' || critical || ' ' || high || ' ' || fixable from set_summary order by set_id")
                .query((row, _) -> row.getString(1))
                .list())
        .containsExactly(
            "2000 2000 2000 1000 1000 0",
            "2000 2000 2000 1000 1000 0",
            "2000 2000 2000 1000 1000 0");
  }

  private static String plan(JdbcClient database) {
    return String.join(
        "\n",
        database
            .sql("explain (costs off) " + SetTable.SUMMARIES)
            .param(SETS)
            .query((row, _) -> row.getString(1))
            .list());
  }
}
