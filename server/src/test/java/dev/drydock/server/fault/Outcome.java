package dev.drydock.server.fault;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a server has come to, without times, ids and the number of attempts: lines, and how many
/// there are of each.
///
/// @param images digest, how many components, and the tags that point there
/// @param findings what is open
/// @param changes what updates changed
/// @param summaries numbers of images that do not follow from their findings: none
/// @param alerts who is told of what
/// @param told by subscription and what happened, in how many different messages it came
record Outcome(
    NavigableMap<String, Integer> images,
    NavigableMap<String, Integer> findings,
    NavigableMap<String, Integer> changes,
    NavigableMap<String, Integer> summaries,
    NavigableMap<String, Integer> alerts,
    NavigableMap<String, Integer> told) {

  static Outcome of(JdbcClient database, Map<String, Integer> told) {
    return new Outcome(
        lines(
            database,
            """
            select encode(i.digest, 'hex') || ' ' || sum(cardinality(s.components)) || ' '
              || (select string_agg(t.tag, ',' order by t.tag) from tag_period t where t.image_id = i.id and t.until is null)
            from image i join image_set u on u.image_id = i.id join component_set s on s.id = u.set_id group by i.id
            """),
        lines(
            database,
            """
            select c.purl || ' ' || v.name || ' ' || f.severity || ' ' || f.priority || ' ' || f.status || ' ' || f.fixed_in::text
            from component_finding f join component c on c.id = f.component_id join vulnerability v on v.id = f.vulnerability_id
            where f.until is null
            """),
        lines(
            database,
            """
            select c.purl || ' ' || v.name || ' ' || x.kind
            from finding_change x join component c on c.id = x.component_id join vulnerability v on v.id = x.vulnerability_id
            """),
        lines(
            database,
            """
            select s.id || ': ' || m.act || ' instead of ' || count(f.priority)
            from component_set s join set_summary m on m.set_id = s.id cross join unnest(s.components) member (id)
              left join component_finding f on f.component_id = member.id and f.until is null and f.priority = 0
            group by s.id, m.act having m.act <> count(f.priority)
            """),
        lines(
            database,
            """
            select s.title || ' ' || t.kind || ' ' || t.came_back || ' ' || v.name || ' ' || t.severity || ' ' || t.priority
            from alert a join subscription s on s.id = a.subscription_id join alert_thing t on t.id = a.thing_id
              join vulnerability v on v.id = t.vulnerability_id
            """),
        new TreeMap<>(told));
  }

  private static NavigableMap<String, Integer> lines(JdbcClient database, String sql) {
    NavigableMap<String, Integer> lines = new TreeMap<>();
    Consumer<String> add = line -> lines.merge(line, 1, Integer::sum);
    database.sql(sql).query((row, _) -> row.getString(1)).list().forEach(add);
    return lines;
  }
}
