package dev.drydock.server.fleet.image;

import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.Visibility;
import dev.drydock.server.fleet.image.ImageItem.Base;
import dev.drydock.server.fleet.image.ImageItem.Holding;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What lists show of images, read for all images of a page at once.
@Component
class ImageItems {
  private final JdbcClient database;
  private final ExcusedNumbers excused;

  ImageItems(JdbcClient database, ExcusedNumbers excused) {
    this.database = database;
    this.excused = excused;
  }

  /// In the order of the ids; without those that are gone.
  List<ImageItem> read(List<Integer> ids, Visibility visibility) {
    if (ids.isEmpty()) {
      return List.of();
    }
    int[] all = ids.stream().mapToInt(Integer::intValue).toArray();
    Map<Integer, Numbers> numbers = numbers(ids, visibility);
    Map<Integer, List<Holding>> holdings = holdings(all, visibility);
    Map<Integer, Integer> deployments = deployments(all);
    Map<Integer, ImageItem> found = new HashMap<>();
    database
        .sql(
            """
            select id, digest, platform, distribution, components, ingested_at, built_at, base_reference,
              base_digest, signed
            from image where id = any(?)
            """)
        .param(all)
        .query(
            (ResultSet row) -> {
              int id = row.getInt("id");
              found.put(
                  id,
                  new ImageItem(
                      ImageDigest.of(row.getBytes("digest")).toString(),
                      row.getString("platform"),
                      row.getString("distribution"),
                      row.getInt("components"),
                      Times.read(row, "ingested_at"),
                      Times.readNullable(row, "built_at"),
                      base(row),
                      row.getString("signed"),
                      holdings.getOrDefault(id, List.of()),
                      deployments.getOrDefault(id, 0),
                      numbers.getOrDefault(id, Numbers.NONE)));
            });
    List<ImageItem> items = new ArrayList<>();
    for (int id : ids) {
      ImageItem item = found.get(id);
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  private static @Nullable Base base(ResultSet row) throws SQLException {
    String reference = row.getString("base_reference");
    byte[] digest = row.getBytes("base_digest");
    return reference.isEmpty() && digest == null
        ? null
        : new Base(
            reference.isEmpty() ? null : reference,
            digest == null ? null : ImageDigest.of(digest).toString());
  }

  /// What is open and not excused.
  Map<Integer, Numbers> numbers(List<Integer> ids, Visibility visibility) {
    Map<Integer, Numbers> numbers = new HashMap<>();
    database
        .sql(
            "select s.image_id, "
                + Numbers.SUMS
                + " from image_set s join set_summary m on m.set_id = s.set_id"
                + " where s.image_id = any(?) group by s.image_id")
        .param(ids.stream().mapToInt(Integer::intValue).toArray())
        .query(
            (ResultSet row) -> {
              numbers.put(row.getInt("image_id"), Numbers.read(row));
            });
    excused
        .of(ids, visibility)
        .forEach((id, part) -> numbers.computeIfPresent(id, (_, all) -> all.without(part)));
    return numbers;
  }

  private Map<Integer, List<Holding>> holdings(int[] ids, Visibility visibility) {
    Map<Integer, List<Holding>> holdings = new HashMap<>();
    database
        .sql(
            """
            select ri.image_id, r.name as repository, p.name as project, t.name as team, t.contact,
              ri.watched, (select array_agg(tp.tag order by tp.tag) from tag_period tp
                where tp.image_id = ri.image_id and tp.repository_id = ri.repository_id
                  and tp.until is null) as tags
            from repository_image ri join repository r on r.id = ri.repository_id
              join project p on p.id = r.project_id join team t on t.id = p.team_id
            where ri.image_id = any(:ids) and %s
            order by ri.image_id, ri.watched desc, r.name
            """
                .formatted(visibility.condition("p")))
        .param("ids", ids)
        .params(visibility.parameters())
        .query(
            (ResultSet row) -> {
              holdings
                  .computeIfAbsent(row.getInt("image_id"), _ -> new ArrayList<>())
                  .add(
                      new Holding(
                          row.getString("repository"),
                          texts(row, "tags"),
                          row.getString("project"),
                          row.getString("team"),
                          blankIsNone(row.getString("contact")),
                          row.getBoolean("watched")));
            });
    return holdings;
  }

  private Map<Integer, Integer> deployments(int[] ids) {
    Map<Integer, Integer> deployments = new HashMap<>();
    database
        .sql(
            "select image_id, count(*) from deployment where image_id = any(?) and until is null group by image_id")
        .param(ids)
        .query(
            (ResultSet row) -> {
              deployments.put(row.getInt(1), row.getInt(2));
            });
    return deployments;
  }

  private static @Nullable String blankIsNone(String text) {
    return text.isBlank() ? null : text;
  }

  /// An array of texts; none where it is null.
  static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
