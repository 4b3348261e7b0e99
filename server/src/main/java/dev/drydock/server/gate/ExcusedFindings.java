package dev.drydock.server.gate;

import dev.drydock.server.component.FindingListener;
import dev.drydock.server.component.FindingPeriods.Beginning;
import dev.drydock.server.gate.ProjectExceptions.Asked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What exceptions cover, of all findings of the fleet: each pair of an exception and a finding is
/// judged once, by the policy engine, when either of them is new. SQL only leaves out what an
/// exception cannot speak of, since it names other vulnerabilities.
@Component
class ExcusedFindings implements FindingListener {
  private static final String FACTS =
      """
      select f.component_id, f.vulnerability_id, v.name as vulnerability, v.aliases, c.name, c.version, c.purl
      """;

  private final JdbcClient database;

  ExcusedFindings(JdbcClient database) {
    this.database = database;
  }

  private record Pair(int component, int vulnerability, Asked asked) {}

  /// Judges all that is open.
  void judge(StoredExcuse excuse) {
    List<Pair> covered = new ArrayList<>();
    database
        .sql(
            FACTS
                + """
                from vulnerability v
                  join component_finding f on f.vulnerability_id = v.id and f.until is null
                  join component c on c.id = f.component_id
                where :all or upper(v.name) = any(:keys)
                  or exists (select from unnest(v.aliases) as alias (name) where upper(alias.name) = any(:keys))
                """)
        .param("all", excuse.idKeys().isEmpty())
        .param("keys", excuse.idKeys().toArray(String[]::new))
        .query(
            row -> {
              Pair pair = pair(row);
              if (excuse.covers(pair.asked())) {
                covered.add(pair);
              }
            });
    add(excuse, covered);
  }

  @Override
  public void begun(List<Beginning> periods) {
    boolean any =
        database
            .sql("select exists (select from project_excuse where until is null)")
            .query(Boolean.class)
            .single();
    if (!any) {
      return;
    }
    List<Pair> pairs = pairs(periods);
    String[] keys =
        pairs.stream().flatMap(pair -> keys(pair.asked())).distinct().toArray(String[]::new);
    List<StoredExcuse> excuses =
        database
            .sql(
                """
                select * from excuse x where (id_keys = '{}' or id_keys && cast(? as text[]))
                  and exists (select from project_excuse where excuse_id = x.id and until is null)
                """)
            .param(keys)
            .query((row, _) -> StoredExcuse.read(row))
            .list();
    for (StoredExcuse excuse : excuses) {
      add(excuse, pairs.stream().filter(pair -> excuse.covers(pair.asked())).toList());
    }
  }

  private List<Pair> pairs(List<Beginning> periods) {
    return database
        .sql(
            FACTS
                + """
                from unnest(?, ?) as f (component_id, vulnerability_id)
                  join vulnerability v on v.id = f.vulnerability_id join component c on c.id = f.component_id
                """)
        .param(periods.stream().map(Beginning::component).toArray(Integer[]::new))
        .param(periods.stream().map(Beginning::vulnerability).toArray(Integer[]::new))
        .query((row, _) -> pair(row))
        .list();
  }

  private static Stream<String> keys(Asked asked) {
    return asked.ids().stream().map(id -> id.toUpperCase(Locale.ROOT));
  }

  private static Pair pair(ResultSet row) throws SQLException {
    List<String> ids = new ArrayList<>(List.of(row.getString("vulnerability")));
    ids.addAll(List.of((String[]) row.getArray("aliases").getArray()));
    return new Pair(
        row.getInt("component_id"),
        row.getInt("vulnerability_id"),
        new Asked(
            ids,
            row.getString("purl"),
            row.getString("name"),
            row.getString("version"),
            List.of()));
  }

  private void add(StoredExcuse excuse, List<Pair> covered) {
    if (covered.isEmpty()) {
      return;
    }
    database
        .sql(
            """
            insert into excused_finding (excuse_id, component_id, vulnerability_id)
            select ?, component, vulnerability from unnest(?, ?) as new (component, vulnerability)
            order by component, vulnerability
            on conflict do nothing
            """)
        .param(excuse.id())
        .param(covered.stream().map(Pair::component).toArray(Integer[]::new))
        .param(covered.stream().map(Pair::vulnerability).toArray(Integer[]::new))
        .update();
  }
}
