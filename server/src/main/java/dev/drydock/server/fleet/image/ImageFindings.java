package dev.drydock.server.fleet.image;

import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.Visibility;
import dev.drydock.server.fleet.image.FindingExcuses.Key;
import dev.drydock.server.fleet.image.FindingExcuses.Spoken;
import dev.drydock.server.fleet.image.FindingItem.ComponentName;
import dev.drydock.server.fleet.image.Images.Found;
import dev.drydock.server.jobs.RetentionSettings;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was known to be vulnerable in an image at any moment since it came: images never change, so
/// that the past is a question of the findings' periods alone.
@Component
class ImageFindings {
  private static final int KEY = 5;

  private final JdbcClient database;
  private final FindingExcuses excuses;
  private final RetentionSettings retention;
  private final Clock clock;

  ImageFindings(
      JdbcClient database, FindingExcuses excuses, RetentionSettings retention, Clock clock) {
    this.database = database;
    this.excuses = excuses;
    this.retention = retention;
    this.clock = clock;
  }

  private record Row(List<String> key, Key finding, FindingItem item) {}

  /// The most urgent first. `offset 0` keeps the database on the way from components to findings,
  /// also while it knows nothing of tables that are new; names are read for the page alone.
  ///
  /// @param at `null` for now
  /// @throws Problem 422 where the image had not come yet, or what was known then is not kept
  Page<FindingItem> page(
      Found image, Visibility visibility, @Nullable Instant at, PageRequest request) {
    Instant now = Times.now(clock);
    Instant moment = at == null ? now : at;
    if (moment.isBefore(image.ingestedAt())) {
      throw Problem.invalid(
          "The image came at %s, and nothing is known of it before: ask for a time from then on"
              .formatted(image.ingestedAt()));
    }
    Instant first = now.minus(retention.findings());
    if (moment.isBefore(first)) {
      throw Problem.invalid(
          "What was known is kept for %d days: ask for a time after %s"
              .formatted(retention.findings().toDays(), first));
    }
    Optional<List<String>> behind = request.key(KEY);
    int[] key =
        behind
            .map(texts -> texts.stream().mapToInt(ImageList::number).toArray())
            .orElse(new int[] {-1, 0, 0, 0, 0});
    List<Row> found =
        database
            .sql(
                """
                select f.*, v.name as vulnerability, v.aliases, v.summary, v.published, c.name, c.version, c.purl
                from (
                  select cf.priority, cf.severity, cf.vulnerability_id, cf.component_id, s.position,
                    s.layer, s.origin, cf.status, cf.fixed_in, cf.since, cf.until, cf.appeared_at
                  from image_set s join component_set cs on cs.id = s.set_id
                    cross join lateral unnest(cs.components) as member(id)
                    cross join lateral (
                      select * from component_finding where component_id = member.id offset 0) cf
                  where s.image_id = ? and cf.since <= ? and (cf.until is null or cf.until > ?)
                    and (cf.priority, cf.severity, cf.vulnerability_id, cf.component_id, s.position)
                      > (?, ?, ?, ?, ?)
                  order by cf.priority, cf.severity, cf.vulnerability_id, cf.component_id, s.position
                  limit ?) f
                  join vulnerability v on v.id = f.vulnerability_id
                  join component c on c.id = f.component_id
                order by f.priority, f.severity, f.vulnerability_id, f.component_id, f.position
                """)
            .params(image.id(), Times.of(moment), Times.of(moment))
            .params(Stream.of(key[0], key[1], key[2], key[3], key[4]).toList())
            .param(request.fetch())
            .query((row, number) -> row(row))
            .list();
    Page<Row> page = Page.of(found, request, Row::key);
    Spoken spoken =
        excuses.of(
            image.id(), visibility, moment, page.items().stream().map(Row::finding).toList());
    return page.map(
        row -> row.item().with(spoken.excused(row.finding()), spoken.of(row.finding())));
  }

  private static Row row(ResultSet row) throws SQLException {
    Date published = row.getDate("published");
    return new Row(
        List.of(
            row.getString("priority"),
            row.getString("severity"),
            row.getString("vulnerability_id"),
            row.getString("component_id"),
            row.getString("position")),
        new Key(row.getInt("component_id"), row.getInt("vulnerability_id")),
        new FindingItem(
            row.getString("vulnerability"),
            ImageItems.texts(row, "aliases"),
            blankIsNone(row.getString("summary")),
            published == null ? null : published.toLocalDate(),
            new ComponentName(
                row.getString("name"), row.getString("version"), row.getString("purl")),
            blankIsNone(row.getString("layer")),
            FindingItem.origin(row.getString("origin")),
            FindingItem.severity(row.getInt("severity")),
            FindingItem.priority(row.getInt("priority")),
            row.getString("status"),
            ImageItems.texts(row, "fixed_in"),
            Times.read(row, "since"),
            Times.readNullable(row, "until"),
            Times.read(row, "appeared_at"),
            false,
            List.of()));
  }

  private static @Nullable String blankIsNone(String text) {
    return text.isBlank() ? null : text;
  }
}
