package dev.drydock.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.access.ApiTokens;
import dev.drydock.server.access.Role;
import dev.drydock.server.advisory.Generations;
import dev.drydock.server.fleet.TestFleet.Answer;
import dev.drydock.server.monitor.TestFeeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What exceptions excuse, in findings, numbers and notices.
@ServerTest
class ExcusedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CART = "registry.example.com/shop/cart";
  private static final String TILL = "registry.example.com/bank/till";

  @Autowired TestServer server;
  @Autowired Generations generations;
  @Autowired JdbcClient database;
  @TempDir Path directory;
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private TestFleet fleet;
  private String developer;
  private String security;
  private TestImage image;
  private TestFeeds feeds;

  @BeforeEach
  void begin() throws Exception {
    fleet = new TestFleet(server);
    developer = fleet.token(Role.DEVELOPER, null);
    security = fleet.token(Role.SECURITY, null);
    database
        .sql(
            "update account set kind = 'local' where id = (select account_id from api_token where secret_digest = ?)")
        .param(ApiTokens.digest(security))
        .update();
    feeds =
        new TestFeeds()
            .npm(301, "quiet-a", "1.5.0", TestFeeds.CRITICAL)
            .exploited(301, true)
            .npm(302, "quiet-b", null, TestFeeds.HIGH);
    learn();
    image = TestImage.of().npm("quiet-a", "1.0.0").npm("quiet-b", "1.0.0");
    fleet.upload(image, CART + ":1");
  }

  private void learn() throws IOException, InterruptedException {
    generations.begin(feeds.compile(directory, Instant.now()));
    until(
        "select not exists (select from advisory_generation where matched_at is null)",
        "monitoring is done");
  }

  private void until(String condition, String what) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!database.sql(condition).query(Boolean.class).single()) {
      assertThat(Instant.now()).as(what).isBefore(end);
      Thread.sleep(50);
    }
  }

  private Answer send(
      String method, String token, String path, String body, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    headers.putAll(more);
    return fleet.send(method, path, token, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /// @param what keys of the exception
  private int approved(String project, String what) {
    Answer asked =
        send(
            "POST",
            developer,
            "/projects/" + project + "/exceptions",
            "{%s, \"owner\": \"o\", \"reason\": \"it is off\", \"until\": \"%s\"}"
                .formatted(what, today.plusDays(30)),
            Map.of());
    assertThat(asked.status()).as(asked.text()).isEqualTo(201);
    int number = asked.json().path("request").path("number").asInt();
    Answer approved =
        send(
            "POST",
            security,
            "/projects/" + project + "/exceptions/" + number + "/decisions",
            "{\"decision\": \"approve\"}",
            Map.of("If-Match", "\"1\""));
    assertThat(approved.status()).as(approved.text()).isEqualTo(200);
    return number;
  }

  private void withdrawn(String project, int number) {
    Answer answer =
        send(
            "POST",
            security,
            "/projects/" + project + "/exceptions/" + number + "/withdrawal",
            "{}",
            Map.of("If-Match", "\"2\""));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private List<String> findings(String token, String query) {
    Answer answer = fleet.get(token, "/images/" + image.digest() + "/findings" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer
        .json()
        .path("items")
        .valueStream()
        .map(
            item ->
                item.path("vulnerability").asString()
                    + (item.path("excused").asBoolean() ? " excused" : "")
                    + item.path("exceptions")
                        .valueStream()
                        .map(
                            one ->
                                " by "
                                    + one.path("project").asString()
                                    + " "
                                    + one.path("number").asString("policy")
                                    + (one.path("excuses").asBoolean() ? "" : " in part"))
                        .reduce("", String::concat))
        .toList();
  }

  private JsonNode item(String token) {
    return fleet.get(token, "/images/" + image.digest()).json().path("image");
  }

  private String numbers(String token) {
    return item(token).path("findings").toString();
  }

  private String now() {
    return TestFleet.encoded(
        database
            .sql(
                "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
            .query(String.class)
            .single());
  }

  private List<String> notices() {
    return database
        .sql(
            """
            select p.name || ' ' || n.subject || ' ' || n.priority || ' ' || n.text from notice n
              join organisation o on o.id = n.organisation_id join project p on p.id = n.project_id
            where o.name = ? and n.kind = 'exception_ended' order by n.id
            """)
        .param(fleet.organisation)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static final String OPEN =
      "{\"act\":1,\"attend\":0,\"track\":1,\"critical\":1,\"high\":1,\"fixable\":1,\"excused\":0}";
  private static final String ALL_BUT_A =
      "{\"act\":0,\"attend\":0,\"track\":1,\"critical\":0,\"high\":1,\"fixable\":0,\"excused\":1}";

  @Test
  void anApprovedExceptionTakesItsFindingOutOfAllNumbersAndAWithdrawnOneTellsOnce() {
    assertThat(numbers(fleet.admin)).isEqualTo(OPEN);
    String before = now();
    int number = approved("cart", "\"ids\": [\"cve-2026-10301\"]");

    assertThat(findings(fleet.admin, ""))
        .containsExactly("CVE-2026-10301 excused by cart 1", "CVE-2026-10302");
    JsonNode exception =
        fleet
            .get(fleet.admin, "/images/" + image.digest() + "/findings")
            .json()
            .path("items")
            .path(0)
            .path("exceptions")
            .path(0);
    assertThat(exception.path("until").asString()).isEqualTo(today.plusDays(30).toString());
    assertThat(exception.path("reason").asString()).isEqualTo("it is off");
    assertThat(exception.path("place").asString())
        .isEqualTo(fleet.organisation + "/projects/cart/exceptions");
    assertThat(numbers(fleet.admin)).isEqualTo(ALL_BUT_A);
    assertThat(fleet.get(fleet.admin, "/images?priority=act").json().path("items")).isEmpty();
    assertThat(fleet.get(fleet.admin, "/images?priority=track").json().path("items")).hasSize(1);
    JsonNode team = fleet.get(fleet.admin, "/teams/shop/summary").json();
    assertThat(team.path("findings").toString()).isEqualTo(ALL_BUT_A);
    assertThat(team.path("urgent").asInt()).isZero();
    assertThat(team.has("oldestAct")).isFalse();
    assertThat(findings(fleet.admin, "?at=" + before))
        .containsExactly("CVE-2026-10301", "CVE-2026-10302");

    String during = now();
    withdrawn("cart", number);
    assertThat(findings(fleet.admin, "")).containsExactly("CVE-2026-10301", "CVE-2026-10302");
    assertThat(findings(fleet.admin, "?at=" + during))
        .containsExactly("CVE-2026-10301 excused by cart 1", "CVE-2026-10302");
    assertThat(numbers(fleet.admin)).isEqualTo(OPEN);
    assertThat(fleet.get(fleet.admin, "/teams/shop/summary").json().path("urgent").asInt())
        .isEqualTo(1);
    assertThat(notices())
        .containsExactly(
            "cart cve-2026-10301 0 The exception for it in "
                + fleet.organisation
                + "/projects/cart does not count any more: 1 vulnerability in 1 image of it counts again.");
  }

  @Test
  void whatAnotherExceptionStillCoversIsNotTold() {
    int one = approved("cart", "\"ids\": [\"CVE-2026-10301\"]");
    int two = approved("cart", "\"packages\": [\"pkg:npm/quiet-*\"]");
    assertThat(findings(fleet.admin, ""))
        .containsExactly(
            "CVE-2026-10301 excused by cart 1 by cart 2", "CVE-2026-10302 excused by cart 2");
    assertThat(numbers(fleet.admin))
        .isEqualTo(
            "{\"act\":0,\"attend\":0,\"track\":0,\"critical\":0,\"high\":0,\"fixable\":0,\"excused\":2}");
    withdrawn("cart", one);
    assertThat(notices()).isEmpty();
    withdrawn("cart", two);
    assertThat(notices())
        .singleElement()
        .asString()
        .startsWith("cart everything in pkg:npm/quiet-* 0")
        .endsWith("2 vulnerabilities in 1 image of it count again.");
  }

  @Test
  void whatAnExceptionCoversWithoutNamingItIsExcusedFromItsFirstDay() throws Exception {
    approved("cart", "\"packages\": [\"quiet-b\"]");
    feeds.npm(303, "quiet-b", "2.0.0", TestFeeds.CRITICAL).exploited(303, true);
    learn();
    assertThat(findings(fleet.admin, ""))
        .containsExactly(
            "CVE-2026-10301",
            "CVE-2026-10303 excused by cart 1",
            "CVE-2026-10302 excused by cart 1");
    TestImage next = TestImage.of().npm("quiet-b", "1.1.0");
    fleet.upload(next, CART + ":2");
    image = next;
    assertThat(findings(fleet.admin, ""))
        .containsExactly("CVE-2026-10303 excused by cart 1", "CVE-2026-10302 excused by cart 1");
  }

  @Test
  void anExceptionForSomeImagesFollowsTheirTags() {
    approved("cart", "\"ids\": [\"CVE-2026-10301\"], \"images\": [\"*/shop/cart:1*\"]");
    assertThat(numbers(fleet.admin)).isEqualTo(ALL_BUT_A);
    TestImage second = TestImage.of().npm("quiet-a", "1.0.0").npm("quiet-b", "1.0.0");
    fleet.upload(second, CART + ":2");
    TestImage first = image;
    image = second;
    assertThat(numbers(fleet.admin)).isEqualTo(OPEN);
    JsonNode team = fleet.get(fleet.admin, "/teams/shop/summary").json();
    assertThat(team.path("urgent").asInt()).isEqualTo(1);
    assertThat(team.path("findings").path("act").asInt())
        .as("one layer of both images, and one of them is not excused")
        .isEqualTo(1);
    fleet.upload(second, CART + ":1");
    assertThat(numbers(fleet.admin)).isEqualTo(ALL_BUT_A);
    image = first;
    assertThat(numbers(fleet.admin)).as("it was called so last").isEqualTo(ALL_BUT_A);
  }

  @Test
  void anImageOfTwoProjectsIsExcusedWhereBothExcuseItAndForWhoSeesOne() {
    fleet.upload(
        "till", fleet.admin, image.document(), "reference=" + TestFleet.encoded(TILL + ":1"));
    approved("cart", "\"ids\": [\"CVE-2026-10301\"]");
    String shop = fleet.token(Role.VIEWER, "shop");
    String bank = fleet.token(Role.VIEWER, "bank");
    assertThat(findings(fleet.admin, ""))
        .containsExactly("CVE-2026-10301 by cart 1", "CVE-2026-10302");
    assertThat(numbers(fleet.admin)).isEqualTo(OPEN);
    assertThat(numbers(shop)).isEqualTo(ALL_BUT_A);
    assertThat(findings(bank, "")).containsExactly("CVE-2026-10301", "CVE-2026-10302");
    assertThat(numbers(bank)).isEqualTo(OPEN);
    approved("till", "\"ids\": [\"CVE-2026-10301\"]");
    assertThat(numbers(fleet.admin)).isEqualTo(ALL_BUT_A);
    assertThat(numbers(bank)).isEqualTo(ALL_BUT_A);
  }

  @Test
  void whatIsNarrowedToRulesOrBarredByOneIsShownAndSilencesNothing() throws Exception {
    approved("cart", "\"ids\": [\"CVE-2026-10301\"], \"rules\": [\"known-exploited\"]");
    assertThat(findings(fleet.admin, ""))
        .containsExactly("CVE-2026-10301 by cart 1 in part", "CVE-2026-10302");
    approved("cart", "\"ids\": [\"CVE-2026-10302\"]");
    assertThat(numbers(fleet.admin)).contains("\"act\":1", "\"track\":0", "\"excused\":1");
    policy(
        0,
        """
        policy: 1
        rules:
          fixable-critical: { relax: nothing }
        """);
    until(notSilencing("exists"), "the job has seen the edit");
    assertThat(findings(fleet.admin, ""))
        .containsExactly("CVE-2026-10301 by cart 1 in part", "CVE-2026-10302 by cart 2 in part");
    assertThat(numbers(fleet.admin)).isEqualTo(OPEN);
    assertThat(notices()).singleElement().asString().startsWith("cart CVE-2026-10302 2 ");
    policy(
        1,
        """
        policy: 1
        exceptions:
          - { id: CVE-2026-10301, owner: o, reason: all of us, until: %s }
        """
            .formatted(today.plusDays(9)));
    until(notSilencing("not exists"), "the job has seen the next one");
    assertThat(findings(fleet.admin, ""))
        .containsExactly(
            "CVE-2026-10301 excused by cart 1 in part by cart policy",
            "CVE-2026-10302 excused by cart 2");
  }

  /// Whether an exception without rules does not silence.
  private String notSilencing(String which) {
    return """
    select %s (select from project_excuse e join excuse x on x.id = e.excuse_id and x.rules = '{}'
      join project p on p.id = e.project_id join organisation o on o.id = p.organisation_id
      where o.name = '%s' and p.name = 'cart' and e.until is null and not e.silences)
    """
        .formatted(which, fleet.organisation);
  }

  private void policy(int version, String text) {
    Answer answer =
        send(
            "PUT",
            security,
            "/policy",
            text,
            Map.of("Content-Type", "application/yaml", "If-Match", "\"" + version + "\""));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @Test
  void whatHasEndedCountsFromTheNextDayOnAndIsToldOnce() throws Exception {
    approved("cart", "\"ids\": [\"CVE-2026-10301\"]");
    assertThat(numbers(fleet.admin)).isEqualTo(ALL_BUT_A);
    database
        .sql(
            """
            update policy_exception set until = ?, version = version + 1 where project_id = (
              select p.id from project p join organisation o on o.id = p.organisation_id where o.name = ? and p.name = 'cart')
            """)
        .params(today.minusDays(1), fleet.organisation)
        .update();
    until(
        """
        select exists (select from notice n join organisation o on o.id = n.organisation_id
          where o.name = '%s' and n.kind = 'exception_ended')
        """
            .formatted(fleet.organisation),
        "the job has seen that it ended");
    assertThat(numbers(fleet.admin)).isEqualTo(OPEN);
    assertThat(notices()).hasSize(1);
  }
}
