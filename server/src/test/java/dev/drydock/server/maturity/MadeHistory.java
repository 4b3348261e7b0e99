package dev.drydock.server.maturity;

import dev.drydock.server.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A history of one organisation, made up in a database of its own. Times are days before now.
final class MadeHistory {
  static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

  final JdbcClient database;
  final int organisation;

  MadeHistory() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(TestDatabase.create());
    source.setUser(TestDatabase.username());
    source.setPassword(TestDatabase.password());
    Flyway.configure().dataSource(source).load().migrate();
    database = JdbcClient.create(source);
    organisation =
        id("insert into organisation (name, created_at) values ('acme', ?) returning id", at(900));
    database
        .sql(
            "insert into advisory_generation (digest, built_at, size, begun_at, matched_at) values (?, ?, 1, ?, ?)")
        .params(digest("index"), at(900), at(900), at(900))
        .update();
  }

  static Timestamp at(double daysAgo) {
    return Timestamp.from(NOW.minus(Duration.ofMinutes(Math.round(daysAgo * 24 * 60))));
  }

  private static @Nullable Timestamp end(@Nullable Double daysAgo) {
    return daysAgo == null ? null : at(daysAgo);
  }

  private int id(String sql, Object... parameters) {
    return database.sql(sql).params(parameters).query(Integer.class).single();
  }

  int team(String name) {
    return id(
        "insert into team (organisation_id, name, created_at) values (?, ?, ?) returning id",
        organisation,
        name,
        at(900));
  }

  int project(int team, String name) {
    return id(
        "insert into project (organisation_id, team_id, name, created_at) values (?, ?, ?, ?) returning id",
        organisation,
        team,
        name,
        at(900));
  }

  int repository(int project, String name) {
    return id(
        "insert into repository (organisation_id, project_id, name, created_at) values (?, ?, ?, ?) returning id",
        organisation,
        project,
        name,
        at(900));
  }

  int component(String name) {
    return id(
        "insert into component (digest, document, type, name, version, purl) values (?, ?, 'npm', ?, '1', ?) returning id",
        digest("component " + name),
        name,
        name,
        "pkg:npm/" + name + "@1");
  }

  /// An image of one set.
  int image(String name, Integer... components) {
    Arrays.sort(components);
    int set =
        database
            .sql("insert into component_set (digest, components) values (?, ?) returning id")
            .params(digest("set " + name), components)
            .query(Integer.class)
            .single();
    database
        .sql("insert into bom_document (digest, content, size) values (?, ?, 1)")
        .params(digest("bom " + name), new byte[] {1})
        .update();
    int image =
        id(
            "insert into image (organisation_id, digest, bom_digest, platform, ingested_at) values (?, ?, ?, 'linux/amd64', ?) returning id",
            organisation,
            digest("image " + name),
            digest("bom " + name),
            at(900));
    database
        .sql("insert into image_set (image_id, set_id, position) values (?, ?, 0)")
        .params(image, set)
        .update();
    return image;
  }

  void base(int image, String reference, String digest, double built) {
    database
        .sql("update image set base_reference = ?, base_digest = ?, built_at = ? where id = ?")
        .params(reference, digest(digest), at(built), image)
        .update();
  }

  void held(int repository, int image, boolean watched) {
    database
        .sql(
            "insert into repository_image (repository_id, image_id, pushed_at, watched) values (?, ?, ?, ?)")
        .params(repository, image, at(900), watched)
        .update();
  }

  int vulnerability(String name) {
    return id("insert into vulnerability (name) values (?) returning id", name);
  }

  /// @param until `null` for now
  /// @param priority 0 act, 1 attend, 2 track
  void finding(
      int component, int vulnerability, double since, @Nullable Double until, int priority) {
    database
        .sql(
            """
            insert into component_finding (component_id, vulnerability_id, since, until, appeared_at, severity, priority, status, generation_id)
            values (:component, :vulnerability, :since, :until, :since, 0, :priority, 'affected', (select max(id) from advisory_generation))
            """)
        .param("component", component)
        .param("vulnerability", vulnerability)
        .param("since", at(since))
        .param("until", end(until), Types.TIMESTAMP)
        .param("priority", priority)
        .update();
  }

  void tag(int repository, String tag, int image, double since, @Nullable Double until) {
    database
        .sql(
            "insert into tag_period (repository_id, tag, image_id, since, until) values (:repository, :tag, :image, :since, :until)")
        .param("repository", repository)
        .param("tag", tag)
        .param("image", image)
        .param("since", at(since))
        .param("until", end(until), Types.TIMESTAMP)
        .update();
  }

  /// @param image `null` where the fleet does not know it
  void runs(
      String workload,
      String reference,
      @Nullable Integer image,
      double since,
      @Nullable Double until) {
    database
        .sql(
            """
            insert into deployment (organisation_id, environment, cluster, namespace, workload, container, reference, image_id, since, until)
            values (:organisation, 'production', 'one', 'default', :workload, 'main', :reference, :image, :since, :until)
            """)
        .param("organisation", organisation)
        .param("workload", workload)
        .param("reference", reference)
        .param("image", image, Types.INTEGER)
        .param("since", at(since))
        .param("until", end(until), Types.TIMESTAMP)
        .update();
  }

  void verdict(int project, int repository, int image, double at, boolean passed, String standing) {
    database
        .sql(
            """
            insert into gate_verdict (organisation_id, project_id, repository_id, image_id, gated_at, passed, standing)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(organisation, project, repository, image, at(at), passed, standing)
        .update();
  }

  void exception(int project, int number, String id, String state, double asked, int untilDays) {
    database
        .sql(
            """
            insert into policy_exception (project_id, number, ids, status, owner, reason, until, digest, state, account, asked_at)
            values (?, ?, ?, 'affected', 'o', 'r', ?, ?, ?, 'a', ?)
            """)
        .params(
            project,
            number,
            new String[] {id},
            LocalDate.ofInstant(NOW, ZoneOffset.UTC).plusDays(untilDays),
            digest("exception " + project + " " + number),
            state,
            at(asked))
        .update();
  }

  void signed(int image, String word) {
    database.sql("update image set signed = ? where id = ?").params(word, image).update();
  }

  /// What an exception of a project covers.
  ///
  /// @param ended `null` while it counts
  void excused(int project, int component, String vulnerability, @Nullable Double ended) {
    int excuse =
        id(
            """
            insert into excuse (digest, about, ids, id_keys, packages, images, rules, owner, reason)
            values (?, 'it', '{}', '{}', '{}', '{}', '{}', 'o', 'r') returning id
            """,
            digest("excuse " + project + vulnerability));
    database
        .sql(
            "insert into project_excuse (project_id, excuse_id, place, silences, since, until) values (:project, :excuse, 'p', true, :since, :until)")
        .param("project", project)
        .param("excuse", excuse)
        .param("since", at(50))
        .param("until", end(ended), Types.TIMESTAMP)
        .update();
    database
        .sql("insert into excused_finding select ?, ?, id from vulnerability where name = ?")
        .params(excuse, component, vulnerability)
        .update();
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
