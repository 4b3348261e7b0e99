package dev.drydock.server.component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The sets of components that images share, and how many open findings each has.
@Component
public class SetTable {
  /// What is open is counted component by component: else the plan that PostgreSQL makes, and
  /// connections keep, while the tables are nearly empty would read all findings for each set.
  static final String SUMMARIES =
      """
      insert into set_summary (set_id, act, attend, track, critical, high, fixable)
      select s.id, sum(f.act), sum(f.attend), sum(f.track), sum(f.critical), sum(f.high), sum(f.fixable)
      from component_set s
        left join lateral unnest(s.components) as member (id) on true
        cross join lateral (
          select count(*) filter (where priority = 0) as act, count(*) filter (where priority = 1) as attend,
            count(*) filter (where priority = 2) as track, count(*) filter (where severity = 0) as critical,
            count(*) filter (where severity = 1) as high, count(*) filter (where fixed_in <> '{}') as fixable
          from component_finding where component_id = member.id and until is null) f
      where s.id = any(?)
      group by s.id
      """;

  private final JdbcClient database;

  SetTable(JdbcClient database) {
    this.database = database;
  }

  /// Ids of those that are stored.
  Map<Sha256, Integer> find(Collection<Sha256> digests) {
    Map<Sha256, Integer> found = new HashMap<>();
    if (!digests.isEmpty()) {
      database
          .sql("select id, digest from component_set where digest = any(?)")
          .param(digests.stream().map(Sha256::bytes).toArray(byte[][]::new))
          .query(
              row -> {
                found.put(Sha256.of(row.getBytes("digest")), row.getInt("id"));
              });
    }
    return found;
  }

  /// Stores sets that are not there yet, with what is open in their components.
  ///
  /// @param sets sorted ids of their components
  void insert(NavigableMap<Sha256, int[]> sets) {
    List<Integer> inserted =
        database
            .sql(
                """
                insert into component_set (digest, components)
                select digest, members::int[] from unnest(?, ?) as new (digest, members)
                on conflict (digest) do nothing
                returning id
                """)
            .param(sets.keySet().stream().map(Sha256::bytes).toArray(byte[][]::new))
            .param(sets.values().stream().map(SetTable::literal).toArray(String[]::new))
            .query((row, _) -> row.getInt("id"))
            .list();
    database.sql(SUMMARIES).param(inserted.toArray(Integer[]::new)).update();
  }

  private static String literal(int[] ids) {
    StringBuilder text = new StringBuilder(8 * ids.length).append('{');
    for (int i = 0; i < ids.length; i++) {
      text.append(i == 0 ? "" : ",").append(ids[i]);
    }
    return text.append('}').toString();
  }

  /// How the numbers of one component change.
  public record Change(
      int component, int act, int attend, int track, int critical, int high, int fixable) {
    boolean nothing() {
      return act == 0 && attend == 0 && track == 0 && critical == 0 && high == 0 && fixable == 0;
    }
  }

  /// Adds up what has changed in components, in all sets that have them. Nobody may store sets
  /// meanwhile.
  public void change(Collection<Change> changes) {
    List<Change> real = new ArrayList<>(changes);
    real.removeIf(Change::nothing);
    if (real.isEmpty()) {
      return;
    }
    database
        .sql(
            """
            update set_summary summary
            set act = summary.act + d.act, attend = summary.attend + d.attend, track = summary.track + d.track,
              critical = summary.critical + d.critical, high = summary.high + d.high,
              fixable = summary.fixable + d.fixable
            from (
              select s.id, sum(c.act) act, sum(c.attend) attend, sum(c.track) track, sum(c.critical) critical,
                sum(c.high) high, sum(c.fixable) fixable
              from unnest(?, ?, ?, ?, ?, ?, ?) as c (component, act, attend, track, critical, high, fixable)
                join component_set s on s.components @> array[c.component]
              group by s.id) d
            where summary.set_id = d.id
            """)
        .param(real.stream().map(Change::component).toArray(Integer[]::new))
        .param(real.stream().map(Change::act).toArray(Integer[]::new))
        .param(real.stream().map(Change::attend).toArray(Integer[]::new))
        .param(real.stream().map(Change::track).toArray(Integer[]::new))
        .param(real.stream().map(Change::critical).toArray(Integer[]::new))
        .param(real.stream().map(Change::high).toArray(Integer[]::new))
        .param(real.stream().map(Change::fixable).toArray(Integer[]::new))
        .update();
  }
}
