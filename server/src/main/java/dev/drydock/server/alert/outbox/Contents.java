package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.AlertKind;
import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.Message.Group;
import dev.drydock.server.alert.Message.Item;
import dev.drydock.server.alert.Subjects;
import dev.drydock.server.component.FindingWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What a message says: composed at its first attempt, and kept for all others.
@Component
class Contents {
  private static final int MOST_ROWS = 5_000;
  private static final int MOST_GROUPS = 20;
  private static final int MOST_ITEMS = 20;

  private final JdbcClient database;
  private final ConcernedImages images;
  private final Outbox outbox;
  private final JsonMapper mapper;

  Contents(JdbcClient database, ConcernedImages images, Outbox outbox, JsonMapper mapper) {
    this.database = database;
    this.images = images;
    this.outbox = outbox;
    this.mapper = mapper;
  }

  /// Whom a message is for.
  private record Receiver(
      int organisation,
      String organisationName,
      @Nullable Integer team,
      @Nullable String teamName,
      String title) {}

  /// One thing of a message.
  private record Thing(long id, String group, String subject, Item item) {}

  /// The same at each call for the same message.
  Message of(Claimed claimed) {
    if (claimed.content() != null) {
      return mapper.readValue(claimed.content(), Message.class);
    }
    String composed = mapper.writeValueAsString(compose(claimed));
    return mapper.readValue(outbox.keepContent(claimed, composed), Message.class);
  }

  private Message compose(Claimed claimed) {
    Receiver receiver = receiver(claimed.subscription());
    Map<String, List<Thing>> byGroup = new LinkedHashMap<>();
    for (Thing thing : things(claimed.id())) {
      byGroup.computeIfAbsent(thing.group(), _ -> new ArrayList<>()).add(thing);
    }
    List<List<Thing>> shown = byGroup.values().stream().limit(MOST_GROUPS).toList();
    Long[] ids =
        shown.stream().flatMap(List::stream).map(Thing::id).distinct().toArray(Long[]::new);
    Map<String, ConcernedImages.Concerned> concerned =
        images.of(claimed.subscription(), receiver.organisation(), receiver.team(), ids);
    List<Group> groups = new ArrayList<>();
    for (List<Thing> things : shown) {
      groups.add(group(receiver, things, concerned));
    }
    return new Message(
        claimed.key(),
        claimed.madeAt(),
        false,
        receiver.organisationName(),
        receiver.teamName(),
        receiver.title(),
        groups,
        byGroup.size() - shown.size());
  }

  private static Group group(
      Receiver receiver, List<Thing> things, Map<String, ConcernedImages.Concerned> concerned) {
    Thing first = things.getFirst();
    ConcernedImages.Concerned here =
        concerned.getOrDefault(first.group(), ConcernedImages.Concerned.NOTHING);
    List<Item> items =
        things.stream().limit(MOST_ITEMS).map(thing -> here.named(thing.item())).toList();
    return new Group(
        Subjects.marker(receiver.organisationName(), receiver.teamName(), first.group()),
        first.subject(),
        items,
        things.size() - items.size(),
        here.images(),
        here.imageCount());
  }

  private Receiver receiver(int subscription) {
    return database
        .sql(
            """
            select o.id, o.name as organisation, t.id as team_id, t.name as team, s.title
            from subscription s join organisation o on o.id = s.organisation_id left join team t on t.id = s.team_id
            where s.id = ?
            """)
        .param(subscription)
        .query(
            (row, _) ->
                new Receiver(
                    row.getInt("id"),
                    row.getString("organisation"),
                    (Integer) row.getObject("team_id"),
                    row.getString("team"),
                    row.getString("title")))
        .single();
  }

  private List<Thing> things(long message) {
    return database
        .sql(
            """
            select t.id, t.kind, t.came_back, t.fix_group, t.severity, t.priority, t.fixed_in,
              v.name as vulnerability, coalesce(v.summary, '') as summary, n.subject, n.text, n.action
            from alert a
              join alert_thing t on t.id = a.thing_id
              left join vulnerability v on v.id = t.vulnerability_id
              left join notice n on n.id = t.notice_id
            where a.message_id = ?
            order by t.priority, t.severity nulls last, v.published desc nulls last, v.name, t.id
            limit ?
            """)
        .params(message, MOST_ROWS)
        .query(Contents::thing)
        .list();
  }

  private static Thing thing(ResultSet row, int number) throws SQLException {
    String vulnerability = row.getString("vulnerability");
    boolean finding = vulnerability != null;
    String group = row.getString("fix_group");
    return new Thing(
        row.getLong("id"),
        group,
        finding ? Subjects.shown(group) : row.getString("subject"),
        new Item(
            AlertKind.of(row.getString("kind")),
            vulnerability,
            row.getBoolean("came_back"),
            finding ? FindingWords.severity(row.getInt("severity")).word() : null,
            FindingWords.priority(row.getInt("priority")).word(),
            List.of(),
            List.of((String[]) row.getArray("fixed_in").getArray()),
            finding ? row.getString("summary") : row.getString("text"),
            finding ? "" : row.getString("action")));
  }
}
