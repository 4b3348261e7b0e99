package dev.drydock.server.fleet.image;

import dev.drydock.server.fleet.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How many findings of images are excused: in all projects that hold the image, of those that
/// somebody sees. Of most images there is nothing to count, which is found out first.
@Component
class ExcusedNumbers {
  private static final String COUNTED =
      """
      with holding as materialized (
        select distinct ri.image_id, r.project_id from repository_image ri
          join repository r on r.id = ri.repository_id join project p on p.id = r.project_id
        where ri.image_id = any(:ids) and {seen}),
      member as materialized (
        select s.image_id, s.position, part.id as component_id
        from (select distinct image_id from holding h where exists (
            select from project_excuse e where e.project_id = h.project_id and e.until is null and e.silences)) c
          join image_set s on s.image_id = c.image_id join component_set cs on cs.id = s.set_id
          cross join lateral unnest(cs.components) as part (id)),
      excused as (
        select m.image_id, m.position, e.component_id, e.vulnerability_id
        from member m join holding h on h.image_id = m.image_id
          join excused_now e on e.project_id = h.project_id and e.component_id = m.component_id
            and (e.image_id is null or e.image_id = m.image_id)
        group by m.image_id, m.position, e.component_id, e.vulnerability_id
        having count(distinct h.project_id) = (select count(*) from holding o where o.image_id = m.image_id))
      select e.image_id, {counts}
      from excused e join component_finding f on f.component_id = e.component_id
        and f.vulnerability_id = e.vulnerability_id and f.until is null
      group by e.image_id
      """;

  private final JdbcClient database;

  ExcusedNumbers(JdbcClient database) {
    this.database = database;
  }

  /// By image; of those without anything excused there is nothing.
  Map<Integer, Numbers> of(List<Integer> ids, Visibility visibility) {
    int[] images = ids.stream().mapToInt(Integer::intValue).toArray();
    Map<Integer, Numbers> numbers = new HashMap<>();
    if (any(images)) {
      database
          .sql(
              COUNTED
                  .replace("{seen}", visibility.condition("p"))
                  .replace("{counts}", Numbers.COUNTS))
          .param("ids", images)
          .params(visibility.parameters())
          .query(
              row -> {
                numbers.put(row.getInt("image_id"), Numbers.read(row));
              });
    }
    return numbers;
  }

  private boolean any(int[] images) {
    return database
        .sql(
            """
            select exists (select from repository_image ri join repository r on r.id = ri.repository_id
              join project_excuse e on e.project_id = r.project_id and e.until is null and e.silences
              where ri.image_id = any(?))
            """)
        .param(images)
        .query(Boolean.class)
        .single();
  }
}
