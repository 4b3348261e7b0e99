package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.AlertReplica;
import dev.drydock.server.alert.FleetRows;
import dev.drydock.server.alert.MovableClock;
import dev.drydock.server.alert.TestSubscription;
import dev.drydock.server.secret.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// A team with an image, and findings that come when a test wants.
final class Stage implements AutoCloseable {
  final String url = AlertReplica.emptyDatabase();
  final AlertReplica replica;
  final FleetRows fleet;
  final int organisation;
  final int team;
  private final int project;
  private int components;

  Stage(Map<String, Object> settings) {
    replica = new AlertReplica(url, new MovableClock(Instant.parse("2026-11-29T10:00:00Z")), settings);
    fleet = new FleetRows(replica.database, replica.clock);
    organisation = fleet.organisation("acme");
    team = fleet.team(organisation, "shop");
    project = fleet.project(organisation, team, "cart");
  }

  /// A channel with sealed settings, as users make them.
  int channel(String name, String kind, Map<String, Object> settings) {
    Map<String, Object> all = new java.util.TreeMap<>(settings);
    all.putIfAbsent("recipients", List.of());
    byte[] sealed =
        replica
            .get(Secrets.class)
            .seal(
                new JsonMapper().writeValueAsString(all),
                "alert-channel/" + organisation + "/" + team + "/" + name);
    return replica
        .database
        .sql(
            """
            insert into alert_channel (organisation_id, team_id, name, kind, settings, created_at)
            values (?, ?, ?, ?, ?, now()) returning id
            """)
        .params(organisation, team, name, kind, sealed)
        .query(Integer.class)
        .single();
  }

  TestSubscription subscription() {
    return new TestSubscription(replica.database, organisation, team);
  }

  /// One more vulnerability, in a component and a group of its own, in an image of its own.
  ///
  /// @return its name
  String news() {
    return news("pkg:deb/debian/lib" + (components + 1));
  }

  /// One more vulnerability of a group.
  String news(String group) {
    components++;
    String name = group.substring(group.lastIndexOf('/') + 1);
    int component = fleet.component(group, name, "1." + components);
    fleet.image(
        organisation, project, "registry.example.com/cart", "1." + components, fleet.set(component));
    int generation = fleet.generation();
    String vulnerability = "CVE-2026-" + components;
    fleet.change(generation, component, vulnerability, "appeared", 0, 0, group, "2.0");
    fleet.matched(generation);
    return vulnerability;
  }

  List<String> states() {
    return replica.strings(
        "select state || ' ' || attempts || ' ' || last_failure from alert_message order by id");
  }

  @Override
  public void close() {
    replica.close();
  }
}
