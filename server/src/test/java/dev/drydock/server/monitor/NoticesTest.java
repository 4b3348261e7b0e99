package dev.drydock.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.TestDatabase;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// News that is no finding.
class NoticesTest {
  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private TestReplica replica;
  private JdbcClient database;

  @BeforeEach
  void start() {
    replica = new TestReplica(TestDatabase.source(), directory, clock);
    database = replica.database();
    database
        .sql(
            """
            insert into organisation (name, created_at) values ('acme', now());
            insert into team (organisation_id, name, created_at) values (1, 'shop', now()), (1, 'platform', now());
            insert into project (organisation_id, team_id, name, created_at) values (1, 1, 'cart', now()), (1, 2, 'bases', now());
            insert into repository (organisation_id, project_id, name, created_at) values
              (1, 1, 'registry.example.com/shop/cart', now()), (1, 2, 'registry.example.com/base/java', now());
            """)
        .update();
  }

  @AfterEach
  void stop() {
    replica.close();
  }

  /// @param number the digest, and the id where they are made in order
  private void image(
      int number, int repository, String distribution, int base, int act, int track) {
    database
        .sql("insert into bom_document (digest, content, size) values (?, '', 0)")
        .param(digest(number))
        .update();
    database
        .sql(
            """
            insert into image (organisation_id, digest, bom_digest, platform, distribution, ingested_at, base_reference, base_digest)
            values (1, ?, ?, 'linux/amd64', ?, now(), ?, ?)
            """)
        .params(
            digest(number),
            digest(number),
            distribution,
            base == 0 ? "" : "registry.example.com/base/java:21",
            base == 0 ? new byte[0] : digest(base))
        .update();
    database
        .sql("insert into component_set (digest, components) values (?, '{}')")
        .param(digest(number))
        .update();
    database
        .sql("insert into set_summary (set_id, act, track) values (?, ?, ?)")
        .params(number, act, track)
        .update();
    database
        .sql("insert into image_set (image_id, set_id, position) values (?, ?, 0)")
        .params(number, number)
        .update();
    database
        .sql(
            "insert into repository_image (repository_id, image_id, pushed_at) values (?, ?, now())")
        .params(repository, number)
        .update();
  }

  private static byte[] digest(int number) {
    byte[] digest = new byte[32];
    digest[0] = (byte) number;
    return digest;
  }

  private void tag(int image) {
    database.sql("update tag_period set until = now() where until is null").update();
    database
        .sql("insert into tag_period (repository_id, tag, since, image_id) values (2, '21', ?, ?)")
        .params(Timestamp.from(clock.instant().plus(Duration.ofMinutes(image))), image)
        .update();
  }

  private List<String> notices() {
    return database
        .sql(
            """
            select n.kind || ' | ' || t.name || ' | ' || p.name || ' | ' || subject || ' | ' || text || ' | ' || action
              || ' | ' || priority || ' | ' || key
            from notice n join team t on t.id = n.team_id join project p on p.id = n.project_id order by n.id
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Test
  void aBetterBaseIsToldOnce() {
    image(1, 2, "debian-12", 0, 2, 10);
    image(2, 1, "debian-12", 1, 3, 11);
    tag(1);
    BaseNotices notices = replica.bean(BaseNotices.class);
    notices.run();
    assertThat(notices()).isEmpty();
    image(3, 2, "debian-12", 0, 2, 12);
    tag(3);
    notices.run();
    assertThat(notices()).as("no better one").isEmpty();
    image(4, 2, "debian-12", 0, 1, 10);
    tag(4);
    notices.run();
    notices.run();
    assertThat(notices())
        .containsExactly(
            "base_improved | shop | cart | registry.example.com/base/java:21 | The base image"
                + " registry.example.com/base/java:21 has a newer build with 1 finding less; 1 image stands on"
                + " an older one | Build again, so that the newer base is used | 1 | 1"
                + " registry.example.com/base/java:21 04"
                + "00".repeat(31));
  }

  @Test
  void theEndOfADistributionIsToldAheadAndWhenItIsThere() {
    image(1, 1, "debian-10", 0, 0, 0);
    image(2, 2, "debian-99", 0, 0, 0);
    LifecycleNotices notices = replica.bean(LifecycleNotices.class);
    clock.move(Duration.between(clock.instant(), java.time.Instant.parse("2024-01-01T00:00:00Z")));
    notices.run();
    assertThat(notices()).isEmpty();
    clock.move(Duration.ofDays(150));
    notices.run();
    notices.run();
    clock.move(Duration.ofDays(60));
    notices.run();
    notices.run();
    assertThat(notices())
        .containsExactly(
            "end_of_life | shop | cart | cart | Debian 10 (buster) gets security updates only until 2024-06-30 |"
                + " Build on Debian 13 (trixie) | 2 | 1 debian-10 2024-06-30 soon",
            "end_of_life | shop | cart | cart | Debian 10 (buster) has had no security updates since 2024-06-30"
                + " (end of LTS) | Build on Debian 13 (trixie) | 1 | 1 debian-10 2024-06-30 over");
  }

  @Test
  void distributionsAreReadAsImagesHaveThem() {
    assertThat(LifecycleNotices.parse("opensuse-leap-15.6"))
        .hasValueSatisfying(
            distribution -> {
              assertThat(distribution.id()).isEqualTo("opensuse-leap");
              assertThat(distribution.versionId()).isEqualTo("15.6");
            });
    assertThat(LifecycleNotices.parse("wolfi")).isEmpty();
    assertThat(LifecycleNotices.parse("a-".repeat(5000) + "1")).isEmpty();
  }
}
