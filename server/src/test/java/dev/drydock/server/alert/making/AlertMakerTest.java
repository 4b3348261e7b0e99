package dev.drydock.server.alert.making;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.server.alert.AlertReplica;
import dev.drydock.server.alert.outbox.Collector;
import dev.drydock.server.notice.Notice;
import dev.drydock.server.notice.NoticeKind;
import dev.drydock.server.notice.Notices;
import dev.drydock.triage.Priority;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AlertMakerTest extends TwoTeams {
  @Test
  void tellsEachOwnerOfWhatItsWatchedImagesHoldAndNobodyElse() {
    subscription(acme, shop).by(channel(acme));
    subscription(acme, pay).by(channel(acme));
    subscription(acme, null).by(channel(acme));
    int other = fleet.organisation("other");
    int team = fleet.team(other, "alone");
    int project = fleet.project(other, team, "alone");
    fleet.image(
        other,
        project,
        "registry.example.com/alone",
        "1",
        fleet.set(fleet.component("pkg:x/y", "y", "1")));
    subscription(other, team).by(channel(other));
    subscription(other, null).by(channel(other));
    update();
    assertThat(replica.make()).isEqualTo(8);
    assertThat(alerts())
        .containsExactly(
            "acme new_finding CVE-2026-1 " + OPENSSL,
            "acme new_finding CVE-2026-2 " + OPENSSL,
            "acme new_finding CVE-2026-3 " + LODASH,
            "pay new_finding CVE-2026-1 " + OPENSSL,
            "pay new_finding CVE-2026-2 " + OPENSSL,
            "shop new_finding CVE-2026-1 " + OPENSSL,
            "shop new_finding CVE-2026-2 " + OPENSSL,
            "shop new_finding CVE-2026-3 " + LODASH);
    assertThat(replica.make()).isZero();
    assertThat(
            replica.strings(
                "select (announced_at at time zone 'UTC')::text from advisory_generation"))
        .containsExactly("2026-11-29 10:00:01");
  }

  @Test
  void narrowsBySeverityPriorityKindFixProjectAndEnvironment() {
    int slack = channel(acme);
    subscription(acme, shop).severity(0).by(slack);
    subscription(acme, shop).priority(1).by(slack);
    subscription(acme, shop).fixable().by(slack);
    subscription(acme, shop).kinds("raised", "fix_available").by(slack);
    subscription(acme, shop).projects(fleet.project(acme, shop, "empty")).by(slack);
    subscription(acme, null).projects(cart).kinds("new_finding").severity(1).by(slack);
    subscription(acme, null).environments("production").by(slack);
    subscription(acme, null).environments("test", "staging").by(slack);
    subscription(acme, shop).paused().by(slack);
    fleet.deploy(acme, cartImage, "production");
    update();
    replica.make();
    assertThat(
            replica.strings(
                """
                select a.subscription_id - (select min(id) from subscription) || ' ' || v.name from alert a join alert_thing h on h.id = a.thing_id
                join vulnerability v on v.id = h.vulnerability_id order by 1
                """))
        .containsExactly(
            "0 CVE-2026-1",
            "1 CVE-2026-1",
            "1 CVE-2026-3",
            "2 CVE-2026-1",
            "2 CVE-2026-3",
            "5 CVE-2026-1",
            "5 CVE-2026-3",
            "6 CVE-2026-1",
            "6 CVE-2026-2",
            "6 CVE-2026-3");
  }

  @Test
  void whatNoWatchedImageHoldsIsToldToNobody() {
    subscription(acme, shop).by(channel(acme));
    replica.database.sql("update repository_image set watched = false").update();
    update();
    assertThat(replica.make()).isZero();
    assertThat(alerts()).isEmpty();
  }

  @Test
  void tellsAThingOnceHoweverOftenItAppearsAndAgainWhenItComesBack() {
    subscription(acme, shop).by(channel(acme));
    update();
    assertThat(replica.make()).isEqualTo(3);
    int newer = fleet.component(OPENSSL, "openssl", "3.0.12-1");
    fleet.image(acme, cart, "registry.example.com/cart", "1.2", fleet.set(newer));
    int second = fleet.generation();
    // the same thing, in another version of what the same update removes
    fleet.change(second, newer, "CVE-2026-1", "appeared", 0, 0, OPENSSL, "3.0.14-1");
    fleet.change(second, lodash, "CVE-2026-3", "gone", 1, 1, LODASH);
    fleet.matched(second);
    assertThat(replica.make()).isZero();
    for (int i = 0; i < 2; i++) {
      int again = fleet.generation();
      fleet.change(again, lodash, "CVE-2026-3", "came_back", 1, 1, LODASH);
      fleet.matched(again);
      assertThat(replica.make()).isEqualTo(1);
    }
    int raised = fleet.generation();
    fleet.change(raised, openssl, "CVE-2026-2", "raised", 3, 0, OPENSSL);
    fleet.change(raised, openssl, "CVE-2026-1", "fix_available", 0, 0, OPENSSL, "3.0.15-1");
    fleet.matched(raised);
    assertThat(replica.make()).isEqualTo(2);
    assertThat(alerts())
        .containsExactly(
            "shop fix_available CVE-2026-1 " + OPENSSL,
            "shop new_finding CVE-2026-1 " + OPENSSL,
            "shop new_finding CVE-2026-2 " + OPENSSL,
            "shop new_finding CVE-2026-3 " + LODASH,
            "shop new_finding CVE-2026-3 " + LODASH,
            "shop new_finding CVE-2026-3 " + LODASH,
            "shop raised CVE-2026-2 " + OPENSSL);
    assertThat(
            replica.strings(
                "select priority || ' ' || came_back from alert_thing where kind = 'raised' or came_back order by 1"))
        .containsExactly("0 false", "1 true", "1 true");
  }

  @Test
  void waitsForTheMatchingToEndAndSkipsWhatIsGoneMeanwhile() {
    subscription(acme, shop).by(channel(acme));
    int first = fleet.generation();
    fleet.change(first, lodash, "CVE-2026-3", "appeared", 1, 1, LODASH);
    assertThat(replica.make()).isZero();
    fleet.matched(first);
    int second = fleet.generation();
    fleet.change(second, lodash, "CVE-2026-3", "gone", 1, 1, LODASH);
    fleet.matched(second);
    assertThat(replica.make()).isZero();
    assertThat(alerts()).isEmpty();
    assertThat(replica.strings("select id from advisory_generation where announced_at is null"))
        .isEmpty();
  }

  @Test
  void whatIsInterruptedLeavesNothingAndIsMadeWholeLater() {
    subscription(acme, shop).by(channel(acme));
    update();
    replica
        .database
        .sql("alter table alert add constraint broken check (thing_id is null)")
        .update();
    assertThatThrownBy(replica::make).isInstanceOf(RuntimeException.class);
    assertThat(alerts()).isEmpty();
    assertThat(replica.strings("select id from alert_thing")).isEmpty();
    assertThat(replica.strings("select announced_at from advisory_generation"))
        .containsExactly("null");
    replica.database.sql("alter table alert drop constraint broken").update();
    assertThat(replica.make()).isEqualTo(3);
  }

  @Test
  void whatIsOverBeforeAnybodyWasToldIsToldToNobody() {
    subscription(acme, shop).schedule("daily").by(channel(acme));
    for (String key : List.of("over at once", "over later", "stays")) {
      replica
          .get(Notices.class)
          .publish(
              new Notice(
                  NoticeKind.IMAGE_OUT_OF_DATE,
                  acme,
                  shop,
                  cart,
                  key,
                  key,
                  "t",
                  "a",
                  Priority.TRACK));
    }
    over("over at once");
    assertThat(replica.make()).isEqualTo(2);
    over("over later");
    replica.clock.forward(Duration.ofDays(2));
    assertThat(replica.get(Collector.class).collect()).isEqualTo(1);
    assertThat(alerts()).containsExactly("shop image_out_of_date stays image_out_of_date stays");
  }

  private void over(String key) {
    replica
        .database
        .sql("update notice set ended_at = ? where key = ?")
        .params(Timestamp.from(replica.clock.instant()), key)
        .update();
  }

  @Test
  void replicasThatRaceMakeEachAlertOnce() throws Exception {
    subscription(acme, shop).by(channel(acme));
    subscription(acme, pay).by(channel(acme));
    update();
    int second = fleet.generation();
    fleet.change(second, openssl, "CVE-2026-9", "appeared", 0, 0, OPENSSL);
    fleet.matched(second);
    try (AlertReplica other = new AlertReplica(url, replica.clock, Map.of());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> one = replica::make;
      Callable<Integer> two = other::make;
      int made = 0;
      for (Future<Integer> result : threads.invokeAll(List.of(one, two, one, two))) {
        made += result.get();
      }
      made += replica.make();
      assertThat(made).isEqualTo(7);
    }
    assertThat(alerts()).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void noticesAreToldOnceToThoseTheyConcern() {
    int slack = channel(acme);
    subscription(acme, shop).by(slack);
    subscription(acme, pay).by(slack);
    subscription(acme, null).kinds("end_of_life").by(slack);
    subscription(acme, shop).projects(cart).priority(1).by(slack);
    subscription(acme, shop).kinds("raised").by(slack);
    Notices notices = replica.get(Notices.class);
    Notice life =
        new Notice(
            NoticeKind.END_OF_LIFE,
            acme,
            shop,
            cart,
            "debian:11",
            "cart:1.0",
            "Debian 11 ends.",
            "Move.",
            Priority.ATTEND);
    assertThat(notices.publish(life)).isTrue();
    assertThat(notices.publish(life)).isFalse();
    notices.publish(
        new Notice(
            NoticeKind.BASE_IMPROVED,
            acme,
            shop,
            null,
            "base",
            "cart:1.1",
            "Better.",
            "Build.",
            Priority.TRACK));
    assertThat(replica.make()).isEqualTo(4);
    assertThat(notices.publish(life)).isFalse();
    assertThat(replica.make()).isZero();
    assertThat(alerts())
        .containsExactly(
            "acme end_of_life cart:1.0 end_of_life cart:1.0",
            "shop base_improved cart:1.1 base_improved cart:1.1",
            "shop end_of_life cart:1.0 end_of_life cart:1.0",
            "shop end_of_life cart:1.0 end_of_life cart:1.0");
  }

  @Test
  void whatWaitsForADigestOrTheEndOfQuietHoursIsDueThen() {
    int slack = channel(acme);
    subscription(acme, shop).by(slack);
    subscription(acme, shop).schedule("daily").by(slack);
    subscription(acme, shop).schedule("weekly").by(slack);
    subscription(acme, shop).quiet(9, 17).by(slack);
    update();
    replica.make();
    assertThat(
            replica.strings(
                "select distinct subscription_id - (select min(id) from subscription) || ' ' || (due_at at time zone 'UTC') from alert order by 1"))
        .containsExactly(
            "0 2026-11-29 10:00:01",
            "1 2026-11-30 08:00:00",
            "2 2026-11-30 08:00:00",
            "3 2026-11-29 17:00:00");
  }
}
