package dev.drydock.server.alert.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.alert.AlertReplica;
import dev.drydock.server.alert.FleetRows;
import dev.drydock.server.alert.MovableClock;
import dev.drydock.server.alert.channel.ChannelKind;
import dev.drydock.server.alert.channel.ChannelSettings;
import dev.drydock.server.alert.subscription.Preview.Thing;
import dev.drydock.server.alert.subscription.Preview.Told;
import dev.drydock.server.notice.Notice;
import dev.drydock.server.notice.NoticeKind;
import dev.drydock.server.notice.Notices;
import dev.drydock.triage.Priority;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreviewTest {
  private static final String OPENSSL = "pkg:deb/debian/openssl";

  private AlertReplica replica;
  private FleetRows fleet;
  private Owner shop;
  private int openssl;
  private int zlib;

  @BeforeEach
  void start() {
    replica =
        new AlertReplica(
            AlertReplica.emptyDatabase(),
            new MovableClock(Instant.parse("2026-10-01T10:00:00Z")),
            Map.of());
    fleet = new FleetRows(replica.database, replica.clock);
    int acme = fleet.organisation("acme");
    int team = fleet.team(acme, "shop");
    shop = new Owner(acme, team);
    int cart = fleet.project(acme, team, "cart");
    openssl = fleet.component(OPENSSL, "openssl", "3.0.11-1");
    zlib = fleet.component("pkg:deb/debian/zlib", "zlib", "1.3");
    fleet.image(acme, cart, "registry.example.com/cart", "1.0", fleet.set(openssl, zlib));
    int elsewhere = fleet.component("pkg:deb/debian/bash", "bash", "5");
    replica
        .get(ChannelStore.class)
        .insert(
            shop,
            "chat",
            ChannelKind.SLACK,
            new ChannelSettings(
                URI.create("https://hooks.slack.com/services/x"),
                List.of(),
                null,
                null,
                null,
                null));
    change(openssl, "CVE-2026-0", "appeared", 0, OPENSSL); // long ago
    replica.clock.forward(Duration.ofDays(31));
    change(openssl, "CVE-2026-1", "appeared", 0, OPENSSL);
    change(zlib, "CVE-2026-2", "appeared", 2, "pkg:deb/debian/zlib");
    change(elsewhere, "CVE-2026-3", "appeared", 0, "pkg:deb/debian/bash");
    replica.clock.forward(Duration.ofDays(1));
    change(zlib, "CVE-2026-2", "raised", 0, "pkg:deb/debian/zlib");
    change(openssl, "CVE-2026-1", "gone", 0, OPENSSL);
    replica.make();
    replica
        .get(Notices.class)
        .publish(
            new Notice(
                NoticeKind.END_OF_LIFE,
                acme,
                team,
                cart,
                "d",
                "cart:1.0",
                "Ends.",
                "Move.",
                Priority.TRACK));
  }

  @AfterEach
  void stop() {
    replica.close();
  }

  private void change(
      int component, String vulnerability, String kind, int priority, String group) {
    int generation = fleet.generation();
    fleet.change(generation, component, vulnerability, kind, 1, priority, group);
    fleet.matched(generation);
  }

  private Told preview(
      @Nullable String priority, String schedule, @Nullable Set<String> environments) {
    return replica
        .get(Preview.class)
        .of(
            shop,
            new SubscriptionRequest(
                null,
                "chat",
                null,
                Set.of("cart"),
                environments,
                null,
                priority,
                null,
                schedule,
                null,
                null,
                null,
                null,
                null));
  }

  private static List<String> words(Told told) {
    return told.newest().stream()
        .map(
            thing ->
                thing.kind().word()
                    + " "
                    + thing.vulnerability()
                    + " "
                    + thing.about()
                    + " "
                    + thing.priority())
        .toList();
  }

  @Test
  void tellsWhatWouldHaveBeenToldAlsoWhatIsGoneSince() {
    Told told = preview(null, "immediate", null);
    assertThat(told.goesTo()).isEqualTo("https://hooks.slack.com/…");
    assertThat(Duration.between(told.since(), told.until())).isEqualTo(Duration.ofDays(30));
    assertThat(words(told))
        .containsExactly(
            "end_of_life null cart:1.0 track",
            "raised CVE-2026-2 zlib (deb) act",
            "new_finding CVE-2026-2 zlib (deb) track",
            "new_finding CVE-2026-1 openssl (deb) act");
    assertThat(told.things()).isEqualTo(4);
    assertThat(told.messages()).isEqualTo(4);
  }

  @Test
  void narrowsAndGathersAsTheSubscriptionWould() {
    assertThat(words(preview("act", "immediate", null)))
        .containsExactly(
            "raised CVE-2026-2 zlib (deb) act", "new_finding CVE-2026-1 openssl (deb) act");
    Told digest = preview("act", "weekly", null);
    assertThat(digest.messages()).as("on two mondays").isEqualTo(2);
    assertThat(digest.newest())
        .extracting(Thing::toldAt)
        .containsExactly(
            Instant.parse("2026-11-09T08:00:00Z"), Instant.parse("2026-11-02T08:00:00Z"));
    assertThat(words(preview(null, "immediate", Set.of("production"))))
        .as("nothing runs there, and of notices nobody knows where")
        .containsExactly("end_of_life null cart:1.0 track");
  }

  @Test
  void leavesNothingBehind() {
    List<String> before = counts();
    preview(null, "daily", null);
    assertThat(counts()).isEqualTo(before);
  }

  private List<String> counts() {
    return replica.strings(
        """
        select (select count(*) from alert) || ' ' || (select count(*) from alert_thing) || ' ' || (select count(*) from subscription)
          || ' ' || (select count(*) from pg_class where relpersistence = 't')
        """);
  }
}
