package dev.drydock.server.alert;

import dev.drydock.server.access.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes a fleet and its findings, as ingest and monitoring do.
public final class FleetRows {
  private final JdbcClient database;
  private final MovableClock clock;

  public FleetRows(JdbcClient database, MovableClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Who edits in tests.
  public static Caller caller() {
    return new Caller(1, "tester", null, List.of());
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private int id(String sql, @Nullable Object... params) {
    return database.sql(sql).params(Arrays.asList(params)).query(Integer.class).single();
  }

  public int organisation(String name) {
    return id(
        "insert into organisation (name, created_at) values (?, ?) returning id", name, now());
  }

  public int team(int organisation, String name) {
    return id(
        "insert into team (organisation_id, name, created_at) values (?, ?, ?) returning id",
        organisation,
        name,
        now());
  }

  public int project(int organisation, int team, String name) {
    return id(
        "insert into project (organisation_id, team_id, name, created_at) values (?, ?, ?, ?) returning id",
        organisation,
        team,
        name,
        now());
  }

  public int component(String purl, String name, String version) {
    return id(
        """
        insert into component (digest, document, type, name, version, purl) values (?, '{}', 'deb', ?, ?, ?) returning id
        """,
        sha256(purl + "@" + version),
        name,
        version,
        purl + "@" + version);
  }

  public int set(Integer... components) {
    List<Integer> sorted = List.of(components).stream().sorted().toList();
    return id(
        "insert into component_set (digest, components) values (?, ?) returning id",
        sha256(sorted.toString()),
        sorted.toArray(Integer[]::new));
  }

  /// An image of a project, in a repository of the project's name, under a tag.
  public int image(int organisation, int project, String repository, String tag, int... sets) {
    byte[] digest = sha256(organisation + repository + tag);
    database
        .sql(
            "insert into bom_document (digest, content, size) values (?, '', 0) on conflict do nothing")
        .param(digest)
        .update();
    int image =
        id(
            """
            insert into image (organisation_id, digest, bom_digest, platform, ingested_at) values (?, ?, ?, 'linux/amd64', ?) returning id
            """,
            organisation,
            digest,
            digest,
            now());
    for (int i = 0; i < sets.length; i++) {
      database
          .sql("insert into image_set (image_id, set_id, position) values (?, ?, ?)")
          .params(image, sets[i], i)
          .update();
    }
    int place =
        id(
            """
            insert into repository (organisation_id, project_id, name, created_at) values (?, ?, ?, ?)
            on conflict (organisation_id, name) do update set name = excluded.name returning id
            """,
            organisation,
            project,
            repository,
            now());
    database
        .sql("insert into repository_image (repository_id, image_id, pushed_at) values (?, ?, ?)")
        .params(place, image, now())
        .update();
    database
        .sql("insert into tag_period (repository_id, tag, since, image_id) values (?, ?, ?, ?)")
        .params(place, tag, now(), image)
        .update();
    return image;
  }

  public void deploy(int organisation, int image, String environment) {
    database
        .sql(
            """
            insert into deployment (organisation_id, environment, cluster, namespace, workload, container, reference, image_id, since)
            values (?, ?, ?, 'shop', ?, 'main', 'x', ?, ?)
            """)
        .params(organisation, environment, environment, "deployment/" + image, image, now())
        .update();
  }

  /// Lets an exception of a project cover a finding.
  ///
  /// @param image `null` for all images of the project
  public void excuse(int project, @Nullable Integer image, int component, String vulnerability) {
    int id = vulnerability(vulnerability);
    int excuse =
        id(
            """
            insert into excuse (digest, about, ids, id_keys, packages, images, rules, owner, reason)
            values (?, 'it', '{}', '{}', '{}', ?, '{}', 'o', 'r') returning id
            """,
            sha256("excuse " + project + vulnerability),
            image == null ? new String[0] : new String[] {"*"});
    database
        .sql(
            "insert into project_excuse (project_id, excuse_id, place, silences, since) values (?, ?, 'p', true, ?)")
        .params(project, excuse, now())
        .update();
    database
        .sql("insert into excused_finding values (?, ?, ?)")
        .params(excuse, component, id)
        .update();
    if (image != null) {
      database
          .sql("insert into excused_image values (?, ?, ?)")
          .params(project, excuse, image)
          .update();
    }
  }

  /// A generation that begins a second later; [#matched] lets alerts be made of it.
  public int generation() {
    clock.forward(Duration.ofSeconds(1));
    return id(
        """
        insert into advisory_generation (digest, built_at, size, begun_at) values (?, ?, 1, ?) returning id
        """,
        sha256("generation"),
        now(),
        now());
  }

  public void matched(int generation) {
    database
        .sql("update advisory_generation set matched_at = ? where id = ?")
        .params(now(), generation)
        .update();
  }

  public int vulnerability(String name) {
    return id(
        """
        insert into vulnerability (name, summary) values (?, ?)
        on conflict (name) do update set name = excluded.name returning id
        """,
        name,
        "What " + name + " is about");
  }

  /// A finding as this generation leaves it, and the change that it is.
  ///
  /// @param severity 0 critical to 5 unknown
  /// @param priority 0 act to 2 track
  public void change(
      int generation,
      int component,
      String vulnerability,
      String kind,
      int severity,
      int priority,
      String group,
      String... fixedIn) {
    int id = vulnerability(vulnerability);
    database
        .sql(
            """
            update component_finding set until = ? where component_id = ? and vulnerability_id = ? and until is null
            """)
        .params(now(), component, id)
        .update();
    if (!kind.equals("gone")) {
      database
          .sql(
              """
              insert into component_finding (component_id, vulnerability_id, since, appeared_at, severity, priority, status, fixed_in, fix_group, generation_id)
              values (?, ?, ?, ?, ?, ?, 'affected', ?, ?, ?)
              """)
          .params(component, id, now(), now(), severity, priority, fixedIn, group, generation)
          .update();
    }
    database
        .sql(
            "insert into finding_change (generation_id, component_id, vulnerability_id, kind) values (?, ?, ?, ?)")
        .params(generation, component, id, kind)
        .update();
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
