package dev.drydock.server.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// For which images of a project an exception counts that names images. An image is called by the
/// tags that point to it in the project, or where none does, by those that did; and by its digest.
@Component
public class ExcusedImages {
  private static final String NAMES =
      """
      select r.project_id, ri.image_id, array_agg(r.name || '@sha256:' || encode(i.digest, 'hex')) || coalesce(
        (select array_agg(n.name || ':' || t.tag) from tag_period t join repository n on n.id = t.repository_id
          where t.image_id = ri.image_id and n.project_id = r.project_id and t.until is null),
        (select array_agg(distinct n.name || ':' || t.tag) from tag_period t join repository n on n.id = t.repository_id
          where t.image_id = ri.image_id and n.project_id = r.project_id),
        '{}') as names
      from repository_image ri join repository r on r.id = ri.repository_id join image i on i.id = ri.image_id
      """;

  private final JdbcClient database;

  ExcusedImages(JdbcClient database) {
    this.database = database;
  }

  private record Named(int project, int image, List<String> names) {}

  /// Which images of a project an exception counts for.
  ///
  /// @param limited that it names images
  void look(int project, StoredExcuse limited) {
    List<Named> all =
        named(NAMES + "where r.project_id = ? group by r.project_id, ri.image_id", project);
    write(project, limited, all);
  }

  /// Decides anew, after names of these images have changed.
  public void look(int[] images) {
    Map<Integer, List<StoredExcuse>> byProject = limited(images);
    if (byProject.isEmpty()) {
      return;
    }
    Map<Integer, List<Named>> named = new HashMap<>();
    named(NAMES + "where ri.image_id = any(?) group by r.project_id, ri.image_id", images)
        .forEach(one -> named.computeIfAbsent(one.project(), _ -> new ArrayList<>()).add(one));
    byProject.forEach(
        (project, excuses) ->
            excuses.forEach(
                excuse -> write(project, excuse, named.getOrDefault(project, List.of()))));
  }

  /// The exceptions that name images, of the projects that hold some images.
  private Map<Integer, List<StoredExcuse>> limited(int[] images) {
    Map<Integer, List<StoredExcuse>> byProject = new HashMap<>();
    database
        .sql(
            """
            select p.project_id, x.* from project_excuse p join excuse x on x.id = p.excuse_id
            where p.until is null and x.images <> '{}' and p.project_id in (
              select r.project_id from repository_image ri join repository r on r.id = ri.repository_id
              where ri.image_id = any(?))
            """)
        .param(images)
        .query(
            row -> {
              byProject
                  .computeIfAbsent(row.getInt("project_id"), _ -> new ArrayList<>())
                  .add(StoredExcuse.read(row));
            });
    return byProject;
  }

  private List<Named> named(String sql, Object parameter) {
    return database
        .sql(sql)
        .param(parameter)
        .query(
            (row, _) ->
                new Named(
                    row.getInt("project_id"),
                    row.getInt("image_id"),
                    List.of((String[]) row.getArray("names").getArray())))
        .list();
  }

  private void write(int project, StoredExcuse excuse, List<Named> looked) {
    Integer[] held =
        looked.stream()
            .filter(one -> excuse.holdsFor(one.names()))
            .map(Named::image)
            .sorted()
            .toArray(Integer[]::new);
    database
        .sql(
            "delete from excused_image where project_id = ? and excuse_id = ? and image_id = any(?) and image_id <> all(?)")
        .param(project)
        .param(excuse.id())
        .param(looked.stream().map(Named::image).toArray(Integer[]::new))
        .param(held)
        .update();
    database
        .sql(
            """
            insert into excused_image (project_id, excuse_id, image_id) select ?, ?, image from unnest(?) as new (image)
            on conflict do nothing
            """)
        .param(project)
        .param(excuse.id())
        .param(held)
        .update();
  }
}
