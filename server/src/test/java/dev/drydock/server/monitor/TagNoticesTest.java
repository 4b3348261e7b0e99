package dev.drydock.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.TestDatabase;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What runs by a tag that points to another image.
class TagNoticesTest {
  private static final String CART = "registry.example.com/shop/cart:1";
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private TestReplica replica;
  private JdbcClient database;
  private TagNotices notices;

  @BeforeEach
  void start() {
    replica = new TestReplica(TestDatabase.source(), directory, clock);
    database = replica.database();
    notices = replica.bean(TagNotices.class);
    database
        .sql(
            """
            insert into organisation (name, created_at) values ('acme', now());
            insert into team (organisation_id, name, created_at) values (1, 'shop', now());
            insert into project (organisation_id, team_id, name, created_at) values (1, 1, 'cart', now());
            insert into repository (organisation_id, project_id, name, created_at) values
              (1, 1, 'registry.example.com/shop/cart', now()), (1, 1, 'docker.io/library/debian', now());
            """)
        .update();
    image(1, null, 3);
    image(2, null, 1);
    image(3, null, 3);
  }

  @AfterEach
  void stop() {
    replica.close();
  }

  /// @param number the id, in order
  private void image(int number, @Nullable String built, int act) {
    byte[] digest = new byte[32];
    digest[0] = (byte) number;
    database
        .sql("insert into bom_document (digest, content, size) values (?, '', 0)")
        .param(digest)
        .update();
    database
        .sql(
            """
            insert into image (organisation_id, digest, bom_digest, platform, ingested_at, built_at)
            values (1, :digest, :digest, 'linux/amd64', now(), cast(:built as timestamptz))
            """)
        .param("digest", digest)
        .param("built", built, java.sql.Types.VARCHAR)
        .update();
    database
        .sql("insert into component_set (digest, components) values (?, '{}')")
        .param(digest)
        .update();
    database
        .sql("insert into set_summary (set_id, act) values (?, ?)")
        .params(number, act)
        .update();
    database
        .sql("insert into image_set (image_id, set_id, position) values (?, ?, 0)")
        .params(number, number)
        .update();
  }

  private void tag(int repository, String tag, int image) {
    clock.move(Duration.ofSeconds(1));
    Timestamp now = Timestamp.from(clock.instant());
    database
        .sql(
            "update tag_period set until = ? where until is null and repository_id = ? and tag = ?")
        .params(now, repository, tag)
        .update();
    database
        .sql("insert into tag_period (repository_id, tag, since, image_id) values (?, ?, ?, ?)")
        .params(repository, tag, now, image)
        .update();
  }

  private void tag(int image) {
    tag(1, "1", image);
  }

  private void runs(String workload, String reference, int image) {
    Timestamp now = Timestamp.from(clock.instant());
    database
        .sql("update deployment set until = ? where workload = ? and until is null")
        .params(now, workload)
        .update();
    database
        .sql(
            """
            insert into deployment (organisation_id, environment, cluster, namespace, workload, container, reference, image_id, since)
            values (1, 'production', 'c', 'n', ?, 'main', ?, ?, ?)
            """)
        .params(workload, reference, image, now)
        .update();
  }

  private void after(Duration time) {
    clock.move(time);
    notices.run();
  }

  private List<String> told() {
    return database
        .sql(
            """
            select n.kind || ' | ' || p.name || ' | ' || subject || ' | ' || text || ' | ' || priority
              || case when ended_at is null then '' else ' | over' end
            from notice n join project p on p.id = n.project_id order by n.id
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private static String telling(int containers, Instant since, String more, int priority) {
    return "image_out_of_date | cart | "
        + CART
        + " | "
        + (containers == 1 ? "1 container runs" : containers + " containers run")
        + " an older image than "
        + CART
        + " has been since "
        + since
        + more
        + " | "
        + priority;
  }

  @Test
  void whatRunsBehindItsTagForADayIsToldOnceAndEnds() {
    tag(1);
    runs("a", CART, 1);
    runs("b", CART, 1);
    after(HOUR.multipliedBy(100));
    assertThat(told()).as("it runs what the tag points to").isEmpty();
    tag(2);
    Instant moved = clock.instant();
    after(HOUR.multipliedBy(23));
    assertThat(told()).isEmpty();
    after(HOUR);
    after(HOUR);
    String telling = telling(2, moved, "; the newer one has less to act on", 1);
    assertThat(told()).containsExactly(telling);
    runs("a", CART, 2);
    after(HOUR);
    assertThat(told()).containsExactly(telling);
    runs("b", CART, 2);
    after(HOUR);
    assertThat(told()).containsExactly(telling + " | over");
    runs("b", CART, 1); // somebody went back
    after(HOUR);
    assertThat(told()).as("the same, and not told again").containsExactly(telling);
    tag(3);
    Instant again = clock.instant();
    after(HOUR);
    assertThat(told()).as("the newest is not there for a day").containsExactly(telling + " | over");
    after(HOUR.multipliedBy(24));
    assertThat(told()).containsExactly(telling + " | over", telling(2, again, "", 2));
  }

  @Test
  void aTagThatMovesToAndFroSaysNothingUntilItStays() {
    tag(1);
    runs("a", CART, 1);
    for (int i = 0; i < 10; i++) {
      tag(2);
      after(HOUR.multipliedBy(12));
      tag(1);
      after(HOUR.multipliedBy(12));
    }
    assertThat(told()).isEmpty();
    tag(2);
    Instant stays = clock.instant();
    after(HOUR.multipliedBy(24));
    String telling = telling(1, stays, "; the newer one has less to act on", 1);
    assertThat(told()).containsExactly(telling);
    for (int i = 0; i < 3; i++) {
      tag(1);
      after(HOUR.multipliedBy(30));
      assertThat(told()).containsExactly(telling + " | over");
      tag(2);
      after(HOUR.multipliedBy(30));
      assertThat(told()).as("told once for all").containsExactly(telling);
    }
  }

  @Test
  void whoGoesBackOrNamesTheDigestOrRunsWhatNobodyTagsIsNotTold() {
    tag(2);
    runs("a", CART, 2);
    runs("b", CART + "@sha256:" + "01".repeat(32), 1);
    runs("c", "registry.example.com/shop/other:1", 1);
    runs("d", "not a reference at all", 1);
    runs("e", "registry.example.com/shop/cart:2", 1);
    tag(1); // a roll-back: what runs is the newer one
    after(HOUR.multipliedBy(100));
    assertThat(told()).isEmpty();
  }

  @Test
  void namesAreReadAsClustersWriteThemAndTheBuildDecidesWhatIsNewer() {
    image(4, "2026-02-02T00:00:00Z", 0);
    image(5, "2026-01-01T00:00:00Z", 0); // came later, and is older
    tag(2, "12", 5);
    runs("a", "debian:12", 4);
    after(HOUR.multipliedBy(30));
    assertThat(told()).isEmpty();
    tag(2, "12", 4);
    runs("a", "debian:12", 5);
    after(HOUR.multipliedBy(30));
    assertThat(told()).singleElement().asString().contains("docker.io/library/debian:12");
  }
}
