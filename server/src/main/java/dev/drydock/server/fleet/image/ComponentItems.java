package dev.drydock.server.fleet.image;

import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.Visibility;
import dev.drydock.server.fleet.image.ComponentItem.State;
import dev.drydock.server.fleet.image.ComponentItem.TeamCount;
import dev.drydock.server.fleet.image.FindingItem.ComponentName;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Who in the fleet has a component or a vulnerability.
@Service
class ComponentItems {
  private final JdbcClient database;
  private final ComponentSearch search;

  ComponentItems(JdbcClient database, ComponentSearch search) {
    this.database = database;
    this.search = search;
  }

  /// A page may be short, or empty with a next one: components that nobody in sight has are left
  /// out.
  ///
  /// @throws Problem 422 where not one of both is given
  Page<ComponentItem> page(
      int organisation,
      Visibility visibility,
      @Nullable String vulnerability,
      @Nullable String purl,
      PageRequest request) {
    int above = ImageList.number(request.key("0"));
    List<Integer> ids;
    if (vulnerability != null && purl == null) {
      ids = search.vulnerable(vulnerability, above, request.fetch());
    } else if (purl != null && vulnerability == null) {
      ids = search.named(purl, above, request.fetch());
    } else {
      throw Problem.invalid(
          "Say what you look for: ?vulnerability=CVE-2021-44228, or ?purl=pkg:npm/lodash");
    }
    Page<Integer> page = Page.of(ids, request, id -> List.of(id.toString()));
    return new Page<>(items(organisation, visibility, vulnerability, page.items()), page.next());
  }

  private List<ComponentItem> items(
      int organisation, Visibility visibility, @Nullable String vulnerability, List<Integer> ids) {
    int[] all = ids.stream().mapToInt(Integer::intValue).toArray();
    Map<Integer, List<TeamCount>> teams = teams(organisation, visibility, all);
    Map<Integer, ComponentName> names = names(all);
    Map<Integer, State> states = vulnerability == null ? Map.of() : states(vulnerability, all);
    List<ComponentItem> items = new ArrayList<>();
    for (int id : ids) {
      List<TeamCount> whose = teams.getOrDefault(id, List.of());
      ComponentName name = names.get(id);
      if (!whose.isEmpty() && name != null) {
        int images = whose.stream().mapToInt(TeamCount::images).sum();
        items.add(new ComponentItem(name, images, whose, states.get(id)));
      }
    }
    return items;
  }

  private Map<Integer, List<TeamCount>> teams(
      int organisation, Visibility visibility, int[] components) {
    Map<Integer, List<TeamCount>> teams = new HashMap<>();
    database
        .sql(
            """
            select c.id, t.name, count(distinct ri.image_id) as images
            from unnest(:components) as c(id) join component_set cs on cs.components @> array[c.id]
              join image_set s on s.set_id = cs.id
              join repository_image ri on ri.image_id = s.image_id and ri.watched
              join repository r on r.id = ri.repository_id and r.organisation_id = :organisation
              join project p on p.id = r.project_id join team t on t.id = p.team_id
            where %s
            group by c.id, t.name order by c.id, images desc, t.name
            """
                .formatted(visibility.condition("p")))
        .param("components", components)
        .param("organisation", organisation)
        .params(visibility.parameters())
        .query(
            (ResultSet row) -> {
              teams
                  .computeIfAbsent(row.getInt("id"), _ -> new ArrayList<>())
                  .add(new TeamCount(row.getString("name"), row.getInt("images")));
            });
    return teams;
  }

  private Map<Integer, ComponentName> names(int[] components) {
    Map<Integer, ComponentName> names = new HashMap<>();
    database
        .sql("select id, name, version, purl from component where id = any(?)")
        .param(components)
        .query(
            (ResultSet row) -> {
              names.put(
                  row.getInt("id"),
                  new ComponentName(
                      row.getString("name"), row.getString("version"), row.getString("purl")));
            });
    return names;
  }

  private Map<Integer, State> states(String vulnerability, int[] components) {
    Map<Integer, State> states = new HashMap<>();
    database
        .sql(
            """
            select cf.component_id, v.name, cf.severity, cf.priority, cf.status, cf.fixed_in, cf.appeared_at
            from component_finding cf join vulnerability v on v.id = cf.vulnerability_id
            where cf.until is null and cf.component_id = any(:components) and cf.vulnerability_id = any(array(
              select id from vulnerability where name = :name
              union select id from vulnerability where aliases @> array[cast(:name as text)]))
            order by cf.priority desc, cf.severity desc
            """)
        .param("components", components)
        .param("name", vulnerability.strip())
        .query(
            (ResultSet row) -> {
              states.put(
                  row.getInt("component_id"),
                  new State(
                      row.getString("name"),
                      FindingItem.severity(row.getInt("severity")),
                      FindingItem.priority(row.getInt("priority")),
                      row.getString("status"),
                      ImageItems.texts(row, "fixed_in"),
                      Times.read(row, "appeared_at")));
            });
    return states;
  }
}
