package dev.drydock.server.alert.making;

import dev.drydock.server.alert.AlertReplica;
import dev.drydock.server.alert.FleetRows;
import dev.drydock.server.alert.MovableClock;
import dev.drydock.server.alert.TestSubscription;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Two teams of one organisation, whose images share a base with openssl; those of one of them hold
/// lodash, too.
abstract class TwoTeams {
  static final String OPENSSL = "pkg:deb/debian/openssl";
  static final String LODASH = "pkg:npm/lodash";
  static final String ALERTS =
      """
      select coalesce(t.name, o.name) || ' ' || h.kind || ' ' || coalesce(v.name, n.subject) || ' ' || h.fix_group
      from alert a join subscription s on s.id = a.subscription_id join organisation o on o.id = s.organisation_id
        left join team t on t.id = s.team_id join alert_thing h on h.id = a.thing_id
        left join vulnerability v on v.id = h.vulnerability_id left join notice n on n.id = h.notice_id
      order by 1
      """;

  AlertReplica replica;
  String url;
  FleetRows fleet;
  int acme;
  int shop;
  int pay;
  int cart;
  int ledger;
  int openssl;
  int lodash;
  int base;
  int cartImage;

  @BeforeEach
  void start() {
    url = AlertReplica.emptyDatabase();
    replica =
        new AlertReplica(url, new MovableClock(Instant.parse("2026-11-29T10:00:00Z")), Map.of());
    fleet = new FleetRows(replica.database, replica.clock);
    acme = fleet.organisation("acme");
    shop = fleet.team(acme, "shop");
    pay = fleet.team(acme, "pay");
    cart = fleet.project(acme, shop, "cart");
    ledger = fleet.project(acme, pay, "ledger");
    openssl = fleet.component(OPENSSL, "openssl", "3.0.11-1");
    lodash = fleet.component(LODASH, "lodash", "4.17.20");
    base = fleet.set(openssl);
    int own = fleet.set(lodash);
    cartImage = fleet.image(acme, cart, "registry.example.com/cart", "1.0", base, own);
    fleet.image(acme, cart, "registry.example.com/cart", "1.1", base, own);
    fleet.image(acme, ledger, "registry.example.com/ledger", "7", base);
  }

  @AfterEach
  void stop() {
    replica.close();
  }

  int channel(int organisation) {
    return replica
        .database
        .sql(
            """
            insert into alert_channel (organisation_id, name, kind, settings, created_at)
            values (?, 'c' || (select count(*) from alert_channel), 'slack', '', now()) returning id
            """)
        .param(organisation)
        .query(Integer.class)
        .single();
  }

  TestSubscription subscription(int organisation, @Nullable Integer team) {
    return new TestSubscription(replica.database, organisation, team);
  }

  List<String> alerts() {
    return replica.strings(ALERTS);
  }

  /// Two things in the base, one in an application.
  int update() {
    int generation = fleet.generation();
    fleet.change(generation, openssl, "CVE-2026-1", "appeared", 0, 0, OPENSSL, "3.0.14-1");
    fleet.change(generation, openssl, "CVE-2026-2", "appeared", 3, 2, OPENSSL);
    fleet.change(generation, lodash, "CVE-2026-3", "appeared", 1, 1, LODASH, "4.17.21");
    fleet.matched(generation);
    return generation;
  }
}
