package dev.drydock.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.access.Role;
import dev.drydock.server.advisory.Generation;
import dev.drydock.server.advisory.Generations;
import dev.drydock.server.fleet.TestFleet.Answer;
import dev.drydock.server.monitor.TestFeeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What was known to be vulnerable at any moment, told by an image, by a team, and by a component.
@ServerTest
class FindingsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CART = "registry.example.com/shop/cart";
  private static final String TILL = "registry.example.com/bank/till";

  @Autowired TestServer server;
  @Autowired Generations generations;
  @Autowired JdbcClient database;
  @TempDir Path directory;
  private TestFleet fleet;

  @BeforeEach
  void begin() {
    fleet = new TestFleet(server);
  }

  /// Lets the fleet know what is in the feeds now.
  private void learn(TestFeeds feeds) throws IOException, InterruptedException {
    Generation generation =
        generations.begin(feeds.compile(directory, Instant.now())).orElseThrow();
    Instant end = Instant.now().plus(PATIENCE);
    while (!database
        .sql("select matched_at is not null from advisory_generation where id = ?")
        .param(generation.id())
        .query(Boolean.class)
        .single()) {
      assertThat(Instant.now()).as("monitoring is done").isBefore(end);
      Thread.sleep(50);
    }
  }

  private List<String> findings(TestImage image, String query) {
    Answer answer = fleet.get(fleet.admin, "/images/" + image.digest() + "/findings" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("items").valueStream().map(FindingsTest::words).toList();
  }

  private static String words(JsonNode finding) {
    return String.join(
        " ",
        finding.path("vulnerability").asString(),
        finding.path("component").path("name").asString(),
        finding.path("severity").asString(),
        finding.path("priority").asString(),
        finding.path("status").asString(),
        finding.path("fixedIn").toString(),
        finding.path("origin").asString(""));
  }

  private String now() {
    return TestFleet.encoded(
        database
            .sql(
                "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
            .query(String.class)
            .single());
  }

  @Test
  void thePastStaysAsItWasKnown() throws Exception {
    TestFeeds feeds =
        new TestFeeds()
            .npm(101, "fleet-a", "1.5.0", TestFeeds.HIGH)
            .npm(102, "fleet-b", null, TestFeeds.CRITICAL);
    learn(feeds);
    TestImage image = TestImage.of().npm("fleet-a", "1.0.0").npm("fleet-b", "1.0.0");
    TestImage other = TestImage.of().npm("fleet-b", "1.0.0");
    fleet.upload(image, CART + ":1");
    fleet.upload(
        "till", fleet.admin, other.document(), "reference=" + TestFleet.encoded(TILL + ":1"));
    String came =
        fleet
            .get(fleet.admin, "/images/" + image.digest())
            .json()
            .path("image")
            .path("ingestedAt")
            .asString();
    String before = now();
    List<String> first = findings(image, "");
    assertThat(first)
        .containsExactlyInAnyOrder(
            "CVE-2026-10101 fleet-a high attend affected [\"1.5.0\"] application",
            "CVE-2026-10102 fleet-b critical track affected [] application");

    learn(
        feeds
            .without("npm", 102)
            .npm(103, "fleet-a", "2.0.0", TestFeeds.CRITICAL)
            .exploited(103, true));

    assertThat(findings(image, ""))
        .hasSize(2)
        .anyMatch(words -> words.startsWith("CVE-2026-10103 fleet-a critical act"))
        .anyMatch(words -> words.startsWith("CVE-2026-10101"));
    assertThat(findings(image, "?at=" + before)).isEqualTo(first);
    assertThat(findings(image, "?at=" + TestFleet.encoded(came))).isEqualTo(first);
    assertThat(findings(other, "")).isEmpty();
    Answer early =
        fleet.get(fleet.admin, "/images/" + image.digest() + "/findings?at=2020-01-01T00:00:00Z");
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.detail()).contains("nothing is known of it before");

    inPages(image);
    numbersAgree(image);
    historyTells(image);
    whoHasIt();
    theTeamStands();
    thePlanIsThatOfNow(image);
  }

  private void inPages(TestImage image) {
    JsonNode first =
        fleet.get(fleet.admin, "/images/" + image.digest() + "/findings?limit=1").json();
    assertThat(first.path("items").size()).isEqualTo(1);
    JsonNode second =
        fleet
            .get(
                fleet.admin,
                "/images/"
                    + image.digest()
                    + "/findings?limit=1&after="
                    + first.path("next").asString())
            .json();
    assertThat(List.of(words(first.path("items").path(0)), words(second.path("items").path(0))))
        .isEqualTo(findings(image, ""));
    assertThat(second.has("next")).isFalse();
  }

  private void numbersAgree(TestImage image) {
    JsonNode numbers =
        fleet.get(fleet.admin, "/images/" + image.digest()).json().path("image").path("findings");
    assertThat(numbers.toString())
        .isEqualTo(
            "{\"act\":1,\"attend\":1,\"track\":0,\"critical\":1,\"high\":1,\"fixable\":2,\"excused\":0}");
    JsonNode acting = fleet.get(fleet.admin, "/images?priority=act").json().path("items");
    assertThat(TestFleet.texts(acting, "digest")).containsExactly(image.digest());
  }

  private void historyTells(TestImage image) {
    List<String> events =
        fleet
            .get(fleet.admin, "/images/" + image.digest() + "/history")
            .json()
            .path("items")
            .valueStream()
            .map(
                event ->
                    String.join(
                        " ",
                        event.path("kind").asString(),
                        event.path("vulnerability").asString(""),
                        event.path("subject").asString("")))
            .toList();
    assertThat(events)
        .containsExactly(
            "finding_gone CVE-2026-10102 fleet-b 1.0.0",
            "finding_appeared CVE-2026-10103 fleet-a 1.0.0",
            "tagged  " + CART + ":1",
            "ingested  ");
  }

  private void whoHasIt() {
    JsonNode items =
        fleet.get(fleet.admin, "/components?vulnerability=CVE-2026-10103").json().path("items");
    assertThat(items.size()).isEqualTo(1);
    assertThat(items.path(0).path("component").path("purl").asString())
        .isEqualTo("pkg:npm/fleet-a@1.0.0");
    assertThat(items.path(0).path("teams").toString())
        .isEqualTo("[{\"team\":\"shop\",\"images\":1}]");
    assertThat(items.path(0).path("finding").path("priority").asString()).isEqualTo("act");

    JsonNode both = fleet.get(fleet.admin, "/components?purl=pkg:npm/fleet-b").json().path("items");
    assertThat(both.path(0).path("images").asInt()).isEqualTo(2);
    String bank = fleet.token(Role.VIEWER, "bank");
    JsonNode own = fleet.get(bank, "/components?purl=pkg:npm/fleet-b").json().path("items");
    assertThat(own.path(0).path("teams").toString())
        .isEqualTo("[{\"team\":\"bank\",\"images\":1}]");
    assertThat(fleet.get(bank, "/components?purl=pkg:npm/fleet-a").json().path("items").size())
        .isZero();
    assertThat(
            TestFleet.texts(
                fleet.get(fleet.admin, "/images?vulnerability=CVE-2026-10101").json().path("items"),
                "digest"))
        .hasSize(1);
    assertThat(fleet.get(fleet.admin, "/components").status()).isEqualTo(422);
    assertThat(fleet.get(fleet.admin, "/components?purl=lodash").status()).isEqualTo(422);
  }

  private void theTeamStands() {
    JsonNode shop = fleet.get(fleet.token(Role.VIEWER, "shop"), "/teams/shop/summary").json();
    assertThat(shop.path("projects").asInt()).isEqualTo(1);
    assertThat(shop.path("images").asInt()).isEqualTo(1);
    assertThat(shop.path("urgent").asInt()).isEqualTo(1);
    assertThat(shop.path("findings").path("act").asInt()).isEqualTo(1);
    assertThat(shop.path("oldestAct").asString()).isNotEmpty();
    JsonNode seen = fleet.get(fleet.token(Role.VIEWER, "bank"), "/summaries").json().path("items");
    assertThat(TestFleet.texts(seen, "team")).containsExactly("bank");
    assertThat(seen.path(0).path("findings").path("act").asInt()).isZero();
  }

  private void thePlanIsThatOfNow(TestImage image) {
    Answer plan = fleet.get(fleet.admin, "/images/" + image.digest() + "/plan");
    assertThat(plan.status()).as(plan.text()).isEqualTo(200);
    JsonNode actions = plan.json().path("plan").path("actions");
    assertThat(TestFleet.texts(actions, "title")).containsExactly("Upgrade fleet-a 1.0.0 → 2.0.0");
    assertThat(actions.path(0).path("findings").asInt()).isEqualTo(2);
    assertThat(fleet.get(fleet.admin, "/images/" + image.digest() + "/plan").body())
        .as("made once")
        .isEqualTo(plan.body());
  }
}
