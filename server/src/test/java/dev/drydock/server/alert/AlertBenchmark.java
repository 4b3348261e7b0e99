package dev.drydock.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How long it takes from a matched generation to a filled outbox, in a large fleet: 100,000 images of
/// 2,000 projects of 500 teams, some 300 components each, upon 200 bases; 1,000 advisories change 3
/// components each. Its name keeps it out of ordinary runs:
///
/// `./mvnw -o -q -Dfast -pl testkit,engine,server test -Dtest=AlertBenchmark
/// -Dsurefire.failIfNoSpecifiedTests=false -Dimages=100000`
class AlertBenchmark {
  private static final int IMAGES = Integer.getInteger("images", 100_000);
  private static final int ADVISORIES = 1_000;

  /// Popular components are in many sets: the cube of a uniform number is small more often.
  private static final String[] FILL = {
    "select setseed(0.5)",
    "insert into organisation (name, created_at) values ('acme', now())",
    "insert into team (organisation_id, name, created_at) select 1, 'team-' || i, now() from generate_series(1, 500) i",
    """
    insert into project (organisation_id, team_id, name, created_at)
    select 1, 1 + i % 500, 'project-' || i, now() from generate_series(0, 1999) i
    """,
    """
    insert into repository (organisation_id, project_id, name, created_at)
    select 1, 1 + i % 2000, 'registry.example.com/shop/repository-' || i, now() from generate_series(0, 9999) i
    """,
    """
    insert into component (digest, document, type, name, version, purl)
    select sha256(('c' || i)::bytea), '{}', 'x', 'component-' || i / 3, '1.' || i, 'pkg:x/component-' || i / 3 || '@1.' || i
    from generate_series(1, 80000) i
    """,
    // three layers of each of 200 bases, out of the first 6,000 components
    """
    insert into component_set (digest, components)
    select sha256(('b' || i)::bytea), array(select distinct 1 + (power(random(), 2) * 5999)::int + 0 * i from generate_series(1, 55) order by 1)
    from generate_series(0, 599) i
    """,
    // three states of the dependencies of each repository
    """
    insert into component_set (digest, components)
    select sha256(('d' || i)::bytea), array(select distinct 6001 + (power(random(), 3) * 59999)::int + 0 * i from generate_series(1, 140) order by 1)
    from generate_series(0, 29999) i
    """,
    // what each image has alone
    """
    insert into component_set (digest, components)
    select sha256(('o' || i)::bytea), array(select distinct 66001 + (power(random(), 2) * 13999)::int + 0 * i from generate_series(1, 10) order by 1)
    from generate_series(0, :images - 1) i
    """,
    "insert into bom_document (digest, content, size) values (sha256('x'), '', 0)",
    """
    insert into image (organisation_id, digest, bom_digest, platform, ingested_at)
    select 1, sha256(('i' || i)::bytea), sha256('x'), 'linux/amd64', now() from generate_series(0, :images - 1) i
    """,
    """
    insert into image_set (image_id, set_id, position)
    select 1 + i, 1 + 3 * ((i % 10000) % 200) + p, p from generate_series(0, :images - 1) i, generate_series(0, 2) p
    union all
    select 1 + i, 601 + 3 * (i % 10000) + (i / 10000) % 3, 3 from generate_series(0, :images - 1) i
    union all
    select 1 + i, 30601 + i, 4 from generate_series(0, :images - 1) i
    """,
    """
    insert into repository_image (repository_id, image_id, pushed_at)
    select 1 + i % 10000, 1 + i, now() from generate_series(0, :images - 1) i
    """,
    """
    insert into deployment (organisation_id, environment, cluster, namespace, workload, container, reference, image_id, since)
    select 1, case i % 3 when 0 then 'production' when 1 then 'staging' else 'test' end, 'c', 'n', 'w' || i, 'm', 'x', 1 + i, now()
    from generate_series(0, :images - 1, 3) i
    """,
    "insert into advisory_generation (digest, built_at, size, begun_at, matched_at) values (sha256('g'), now(), 1, now(), now())",
    "insert into vulnerability (name) select 'CVE-2026-' || i from generate_series(1, :advisories) i",
    // three neighbouring components each: three of ten in bases, the rest in applications
    """
    insert into component_finding (component_id, vulnerability_id, since, appeared_at, severity, priority, status, fixed_in, fix_group, generation_id)
    select c + k, v, now(), now(), v % 5, case when v % 20 = 0 then 0 when v % 4 = 0 then 1 else 2 end, 'affected',
      case when v % 3 = 0 then '{}'::text[] else '{2.0}' end, 'pkg:x/component-' || c / 3, 1
    from (select v, case when v % 10 < 3 then 3 * (v * 7 % 1900) + 3 else 6003 + 3 * (v * 13 % 24000) end as c
          from generate_series(1, :advisories) v) a, generate_series(0, 2) k
    on conflict do nothing
    """,
    "insert into finding_change select 1, component_id, vulnerability_id, 'appeared' from component_finding",
    "insert into alert_channel (organisation_id, name, kind, settings, created_at) values (1, 'slack', 'slack', '', now())",
    // each team: what is urgent at once, and what is grave once a day; some people see all teams
    """
    insert into subscription (organisation_id, team_id, channel_id, priority, schedule, created_at)
    select 1, id, 1, 1, 'immediate', now() from team
    """,
    """
    insert into subscription (organisation_id, team_id, channel_id, severity, schedule, created_at)
    select 1, id, 1, 1, 'daily', now() from team
    """,
    """
    insert into subscription (organisation_id, channel_id, environments, priority, schedule, created_at)
    select 1, 1, case when i > 3 then '{production}'::text[] else '{}' end, 1, 'immediate', now() from generate_series(1, 5) i
    """,
    "vacuum analyze"
  };

  @Test
  void aThousandAdvisoriesReachAllTheirTeams() throws SQLException {
    String url = AlertReplica.emptyDatabase();
    long begun = System.nanoTime();
    try (Connection connection =
            DriverManager.getConnection(url, TestDatabase.username(), TestDatabase.password());
        Statement statement = connection.createStatement()) {
      for (String sql : FILL) {
        statement.execute(
            sql.replace(":images", Integer.toString(IMAGES))
                .replace(":advisories", Integer.toString(ADVISORIES)));
      }
    }
    print("fleet filled", begun);
    try (AlertReplica replica =
        new AlertReplica(url, new MovableClock(Instant.now()), Map.of())) {
      for (int round = 1; round <= 3; round++) {
        replica
            .database
            .sql("truncate alert, alert_thing, alert_thing_component, alert_message cascade")
            .update();
        replica.database.sql("update advisory_generation set announced_at = null").update();
        begun = System.nanoTime();
        int made = replica.make();
        print(made + " alerts of " + ADVISORIES + " advisories in " + IMAGES + " images", begun);
        assertThat(made).isPositive();
        begun = System.nanoTime();
        int collected = replica.collect();
        print(collected + " alerts gathered", begun);
        assertThat(replica.strings("select count(*) from alert_message")).doesNotContain("0");
      }
    }
  }

  private static void print(String what, long begun) {
    System.out.println(
        what + ": " + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
  }
}
