package dev.drydock.server.operate.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.advisory.Generations;
import dev.drydock.server.fleet.TestImage;
import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import dev.drydock.server.monitor.TestFeeds;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class RetentionTest {
  private static final String CART = "registry.example.com/shop/cart";
  private static final int LONG_AGO = 401;

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  @Autowired Retention retention;
  @Autowired List<Removal> removals;
  @Autowired RetentionSettings settings;
  @Autowired MeterRegistry meters;
  @Autowired Clock clock;
  @Autowired Generations generations;
  @TempDir Path directory;
  private AgedFleet fleet;
  private String only;

  @BeforeEach
  void begin() {
    fleet = new AgedFleet(server, database);
    only = "only-" + UUID.randomUUID();
  }

  private TestImage upload(TestImage image, String reference, String more) {
    Answer answer = fleet.upload(image, reference, more);
    assertThat(answer.status()).as(answer.response().body()).isIn(200, 201);
    return image;
  }

  private double removed(String what) {
    return meters.get("drydock.retention.removed").tag("what", what).counter().count();
  }

  @Test
  void anImageThatNobodyUsesGoesWithAllThatOnlyItHad() {
    TestImage first = TestImage.of().npm(only, "1.0.0");
    TestImage second = TestImage.of().npm("left-pad", "1.3.0");
    upload(first, CART + ":1", "");
    upload(second, CART + ":1", "");
    fleet.age(first, LONG_AGO - 2);
    retention.run();
    assertThat(fleet.status(first)).isEqualTo(200);

    fleet.age(first, 2);
    double images = removed("images");
    double documents = removed("documents");
    double sets = removed("sets");
    double components = removed("components");
    retention.run();
    assertThat(fleet.status(first)).isEqualTo(404);
    assertThat(fleet.status(second)).isEqualTo(200);
    assertThat(fleet.components(only)).isZero();
    assertThat(fleet.components("left-pad")).isPositive();
    assertThat(fleet.components("base-files")).isPositive();
    assertThat(removed("images") - images).isEqualTo(1);
    assertThat(removed("documents") - documents).isEqualTo(1);
    assertThat(removed("sets") - sets).isPositive();
    assertThat(removed("components") - components).isPositive();

    Answer again = fleet.upload(first, CART + ":1", "");
    assertThat(again.status()).as("it is as new").isEqualTo(201);
    assertThat(fleet.components(only)).isEqualTo(1);
    assertThat(fleet.get("/images/" + first.digest() + "/sbom").status()).isEqualTo(200);
  }

  @Test
  void whatIsTaggedRunsOrWasJudgedLatelyStays() {
    TestImage tagged = upload(TestImage.of(), CART + ":tagged", "");
    TestImage never = upload(TestImage.of(), CART, "");
    TestImage runs = upload(TestImage.of(), CART + ":runs", "");
    upload(TestImage.of(), CART + ":runs", "");
    TestImage ran = upload(TestImage.of(), CART + ":ran", "");
    upload(TestImage.of(), CART + ":ran", "");
    TestImage stopped = upload(TestImage.of(), CART + ":9", "&verdict=stopped");
    TestImage stoppedLongAgo = upload(TestImage.of(), CART + ":9", "&verdict=stopped");
    fleet.run(runs, 700);
    List.of(tagged, never, runs, ran, stoppedLongAgo).forEach(image -> fleet.age(image, LONG_AGO));
    fleet.age(stopped, LONG_AGO - 5);
    fleet.run(ran, 700, LONG_AGO - 2);
    retention.run();
    assertThat(List.of(tagged, never, runs, ran, stopped))
        .allSatisfy(image -> assertThat(fleet.status(image)).isEqualTo(200));
    assertThat(fleet.status(stoppedLongAgo)).isEqualTo(404);
  }

  @Test
  void ofTheHistoryOfAnImageTheLastStays() {
    TestImage one = TestImage.of();
    TestImage other = TestImage.of();
    for (int i = 0; i < 3; i++) {
      upload(one, CART + ":1", "&verdict=passed&gatedAt=2026-01-0" + (1 + i) + "T00:00:00Z");
      upload(other, CART + ":1", "");
    }
    upload(one, CART + ":kept", "");
    fleet.run(one, 800, 10);
    fleet.run(one, 700, 10);
    fleet.age(one, LONG_AGO);
    int id = fleet.id(one);
    retention.run();
    assertThat(fleet.status(one)).isEqualTo(200);
    assertThat(fleet.count("select count(*) from tag_period where image_id = " + id)).isEqualTo(1);
    assertThat(
            fleet.count("select count(*) from tag_period where until is null and image_id = " + id))
        .isEqualTo(1);
    assertThat(fleet.count("select count(*) from deployment where image_id = " + id)).isEqualTo(1);
    assertThat(fleet.count("select count(*) from gate_verdict where image_id = " + id))
        .isEqualTo(1);
    assertThat(fleet.count("select count(*) from tag_period where image_id = " + fleet.id(other)))
        .isEqualTo(3);
  }

  @Test
  void uploadsOfTheSameMomentLoseNothing() throws Exception {
    TestImage image = TestImage.of().npm(only, "1.0.0").npm(only + "-too", "2.0.0");
    AtomicBoolean over = new AtomicBoolean();
    int fresh = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> cleaning = new ArrayList<>();
      for (int replica = 0; replica < 2; replica++) {
        cleaning.add(
            threads.submit(
                () -> {
                  while (!over.get()) {
                    retention.run();
                  }
                }));
      }
      for (int round = 0; round < 25; round++) {
        upload(image, CART + ":1", "");
        upload(TestImage.of(), CART + ":1", "");
        fleet.age(image, LONG_AGO);
        List<Future<Answer>> uploads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          uploads.add(threads.submit(() -> fleet.upload(image, CART + ":2", "")));
        }
        for (Future<Answer> upload : uploads) {
          Answer answer = upload.get();
          assertThat(answer.status()).as(answer.response().body()).isIn(200, 201);
          fresh += answer.status() == 201 ? 1 : 0;
        }
        assertWhole(image);
        upload(TestImage.of(), CART + ":2", "");
      }
      over.set(true);
      for (Future<?> one : cleaning) {
        one.get();
      }
    }
    assertThat(fresh).as("rounds in which it had been removed").isPositive();
  }

  private void assertWhole(TestImage image) {
    assertThat(fleet.get("/images/" + image.digest() + "/sbom").status()).isEqualTo(200);
    assertThat(
            database
                .sql(
                    """
                    select c.name from image_set s join component_set m on m.id = s.set_id
                      cross join lateral unnest(m.components) as member (id) left join component c on c.id = member.id
                    where s.image_id = ?
                    """)
                .param(fleet.id(image))
                .query((row, _) -> row.getString("name"))
                .list())
        .containsExactlyInAnyOrder("base-files", only, only + "-too");
  }

  @Test
  void aNightThatWasCutShortIsMadeUpFor() {
    for (int i = 0; i < 60; i++) {
      TestImage image = upload(TestImage.of().npm(only, "1.0." + i), CART + ":1", "");
      if (i < 59) {
        upload(TestImage.of(), CART + ":1", "");
        fleet.age(image, LONG_AGO);
      }
    }
    // a night that begins everything and ends nothing
    for (Removal removal : removals) {
      removal.begin(settings, clock.instant()).next();
    }
    assertThat(fleet.components(only)).isGreaterThan(1);
    retention.run();
    assertThat(fleet.components(only)).isEqualTo(1);
  }

  private int generation() throws IOException {
    return generations
        .begin(
            new TestFeeds().npm(1, only, "0.1", TestFeeds.LOW).compile(directory, clock.instant()))
        .orElseThrow()
        .id();
  }

  @Test
  void periodsThatEndedLongAgoGoAndNobodyAsksForThatTimeAnyMore() throws IOException {
    TestImage image = upload(TestImage.of().npm(only, "1.0.0"), CART + ":1", "");
    fleet.age(image, 900);
    int component = fleet.count("select id from component where name = '" + only + "'");
    int vulnerability =
        fleet.count("insert into vulnerability (name) values ('CVE-" + only + "') returning id");
    int generation = generation();
    for (String period :
        List.of(
            "now() - interval '890 days', now() - interval '402 days'",
            "now() - interval '402 days', now() - interval '399 days'",
            "now() - interval '399 days', null")) {
      database
          .sql(
              """
              insert into component_finding (component_id, vulnerability_id, since, until, appeared_at, severity, priority, status, generation_id)
              values (?, ?, %s, now() - interval '890 days', 1, 1, 'affected', ?)
              """
                  .formatted(period))
          .params(component, vulnerability, generation)
          .update();
    }
    retention.run();
    assertThat(
            fleet.count("select count(*) from component_finding where component_id = " + component))
        .isEqualTo(2);
    String findings = "/images/" + image.digest() + "/findings?at=";
    Answer kept = fleet.get(findings + clock.instant().minus(Duration.ofDays(399)));
    assertThat(kept.status()).as(kept.response().body()).isEqualTo(200);
    assertThat(kept.json().path("items")).hasSize(1);
    Answer before = fleet.get(findings + clock.instant().minus(Duration.ofDays(401)));
    assertThat(before.status()).isEqualTo(422);
    assertThat(before.json().path("detail").asString())
        .startsWith("What was known is kept for 400 days: ask for a time after ");
  }
}
