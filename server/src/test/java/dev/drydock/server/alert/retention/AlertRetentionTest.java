package dev.drydock.server.alert.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.component.ComponentNeed;
import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Things, alerts and messages in the database, of findings that are open or have ended.
@ServerTest
class AlertRetentionTest {
  @Autowired TestServer server;
  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transactions;
  @Autowired List<Removal> removals;
  @Autowired ComponentNeed need;
  @Autowired RetentionSettings settings;
  @Autowired Clock clock;
  private int subscription;
  private int generation;

  @BeforeEach
  void begin() {
    int organisation =
        id("select id from organisation where name = '" + server.organisation() + "'");
    subscription =
        id(
            """
            insert into subscription (organisation_id, schedule, created_at) values (%d, 'daily', now()) returning id
            """
                .formatted(organisation));
    // older than any that counts, so that this server goes on with its own
    generation =
        id(
            """
            insert into advisory_generation (id, digest, built_at, size, begun_at, matched_at, announced_at)
              overriding system value
            select least(min(id), 0) - 1, sha256('old'), now(), 1, now(), now(), now() - interval '181 days'
            from advisory_generation returning id
            """);
  }

  @AfterEach
  void takeAway() {
    database.sql("delete from subscription where id = ?").param(subscription).update();
    for (String table : List.of("finding_change", "component_finding")) {
      database.sql("delete from " + table + " where generation_id = ?").param(generation).update();
    }
    database.sql("delete from advisory_generation where id = ?").param(generation).update();
  }

  private int id(String sql) {
    return database.sql(sql).query(Integer.class).single();
  }

  private record Told(int component, int vulnerability, int thing, int message) {}

  /// @param state of the message; empty for an alert that is in none yet
  /// @param days that it ended before now
  /// @param until the end of the finding's period, in SQL
  private Told told(String state, int days, String until) {
    String name = "told-" + UUID.randomUUID();
    int component =
        id(
            """
            insert into component (digest, document, type, name, version, purl)
            values (sha256('%1$s'), '{}', 'npm', '%1$s', '1', 'pkg:npm/%1$s@1') returning id
            """
                .formatted(name));
    int vulnerability =
        id("insert into vulnerability (name) values ('CVE-%s') returning id".formatted(name));
    database
        .sql(
            """
            insert into component_finding (component_id, vulnerability_id, since, until, appeared_at, severity, priority, status, generation_id)
            values (?, ?, now() - interval '600 days', %s, now() - interval '600 days', 1, 1, 'affected', ?)
            """
                .formatted(until))
        .params(component, vulnerability, generation)
        .update();
    database
        .sql("insert into finding_change values (?, ?, ?, 'appeared')")
        .params(generation, component, vulnerability)
        .update();
    int thing =
        id(
            """
            insert into alert_thing (kind, vulnerability_id, fix_group, priority, made_at)
            values ('new_finding', %d, '%s', 1, now() - interval '500 days') returning id
            """
                .formatted(vulnerability, name));
    database
        .sql("insert into alert_thing_component values (?, ?)")
        .params(thing, component)
        .update();
    int message =
        state.isEmpty()
            ? 0
            : id(
                """
                insert into alert_message (subscription_id, state, next_at, made_at, ended_at)
                values (%d, '%s', now() + interval '1 day', now(), now() - interval '%d days') returning id
                """
                    .formatted(subscription, state, days));
    database
        .sql(
            "insert into alert (subscription_id, thing_id, due_at, message_id) values (?, ?, now() + interval '9 days', nullif(?, 0))")
        .params(subscription, thing, message)
        .update();
    return new Told(component, vulnerability, thing, message);
  }

  private void run() {
    for (Removal removal : removals) {
      if (removal.getClass().getPackageName().equals(getClass().getPackageName())) {
        Removal.Steps steps = removal.begin(settings, clock.instant());
        OptionalInt step;
        do {
          step = steps.next();
        } while (step.isPresent());
      }
    }
  }

  private boolean thereIs(String table, int id) {
    return id("select count(*) from " + table + " where id = " + id) == 1;
  }

  @Test
  void deliveredMessagesGoWhenWhatTheyToldOfIsOver() {
    String over = "now() - interval '100 days'";
    Told old = told("sent", 181, over);
    Told withdrawn = told("withdrawn", 181, over);
    Told young = told("sent", 179, over);
    Told open = told("sent", 181, "null");
    Told dead = told("dead", 399, over);
    Told longDead = told("dead", 401, over);
    Told waiting = told("waiting", 500, over);
    Told uncollected = told("", 0, over);
    run();
    assertThat(List.of(old, withdrawn, longDead))
        .allSatisfy(
            told -> {
              assertThat(thereIs("alert_message", told.message())).isFalse();
              assertThat(thereIs("alert_thing", told.thing())).isFalse();
            });
    assertThat(List.of(young, open, dead, waiting))
        .allSatisfy(
            told -> {
              assertThat(thereIs("alert_message", told.message())).isTrue();
              assertThat(thereIs("alert_thing", told.thing())).isTrue();
            });
    assertThat(thereIs("alert_thing", uncollected.thing())).isTrue();
    assertThat(id("select count(*) from alert where subscription_id = " + subscription))
        .isEqualTo(5);
    assertThat(id("select count(*) from finding_change where generation_id = " + generation))
        .isZero();
    Integer[] all =
        List.of(old, withdrawn, young, open, dead, longDead, waiting, uncollected).stream()
            .map(Told::component)
            .toArray(Integer[]::new);
    assertThat(need.needed(all))
        .containsExactlyInAnyOrder(dead.component(), waiting.component(), uncollected.component());
  }

  @Test
  void thingsStayWhileSomebodyMakesAlerts() {
    Told old = told("sent", 181, "now() - interval '100 days'");
    transactions.executeWithoutResult(
        _ -> {
          database.sql("update alert_thing set severity = 1 where false").update();
          // the night waits for nobody, and fails for nobody
          CompletableFuture.runAsync(this::run).orTimeout(30, TimeUnit.SECONDS).join();
        });
    assertThat(thereIs("alert_thing", old.thing())).isTrue();
    run();
    assertThat(thereIs("alert_thing", old.thing())).isFalse();
  }
}
