package dev.drydock.server.access;

import dev.drydock.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two organisations, two teams in the first, two projects in the first of these, an image in the
/// first of those; and somebody of every role in every place.
final class AccessFixture {
  private static final String TEAM = "shop";
  private static final String OTHER_TEAM = "pay";
  private static final String PROJECT = "cart";
  private static final String OTHER_PROJECT = "list";

  /// A bill of materials without components, packed with gzip.
  private static final String EMPTY =
      "1f8b0800000000000203ab564acacf75cb2fca4d2c51b25272ae4ccec9cf4b758950d2512a2e484d0e4b2d2a"
          + "cecccf03ca18ea9901c592f3730b80f27925c54a56d1b1b50092c9c0923d000000";

  private final TestServer server;
  private final JdbcClient database;
  private final String organisation;
  private final String other;
  private final String digest;

  AccessFixture(TestServer server, JdbcClient database) {
    this.server = server;
    this.database = database;
    this.organisation = server.organisation();
    this.other = server.organisation();
    server.team(organisation, TEAM);
    server.team(organisation, OTHER_TEAM);
    server.project(organisation, TEAM, PROJECT);
    server.project(organisation, TEAM, OTHER_PROJECT);
    this.digest = image();
  }

  /// Where somebody has the role, as seen from the team, the project and the image that are asked
  /// for.
  enum Held {
    /// nobody, or one whose word no longer counts
    NOTHING,
    SERVER,
    ORGANISATION,
    TEAM,
    PROJECT,
    OTHER_TEAM,
    OTHER_PROJECT,
    OTHER_ORGANISATION
  }

  /// Somebody who asks.
  ///
  /// @param token `null` for nobody
  record Asker(String name, @Nullable String token, @Nullable Role role, Held held) {}

  private String image() {
    String hex =
        database
            .sql(
                """
                with document as (
                  insert into bom_document (digest, content, size) values (sha256(convert_to(:organisation, 'UTF8')), decode(:document, 'hex'), 61)
                  returning digest),
                image as (
                  insert into image (organisation_id, digest, bom_digest, platform, ingested_at)
                  select o.id, d.digest, d.digest, 'linux/amd64', now() from organisation o, document d
                  where o.name = :organisation
                  returning id, digest),
                repository as (
                  insert into repository (organisation_id, project_id, name, created_at)
                  select organisation_id, id, 'registry.example.com/' || :organisation, now() from project
                  where name = :project and organisation_id = (select id from organisation where name = :organisation)
                  returning id),
                held as (
                  insert into repository_image (repository_id, image_id, pushed_at)
                  select r.id, i.id, now() from repository r, image i)
                select encode(digest, 'hex') from image
                """)
            .param("organisation", organisation)
            .param("project", PROJECT)
            .param("document", EMPTY)
            .query(String.class)
            .single();
    return "sha256:" + hex;
  }

  /// An address with the fixture's names; all other names are of nothing.
  String path(String template) {
    return template
        .replace("{organisation}", organisation)
        .replace("{team}", TEAM)
        .replace("{project}", PROJECT)
        .replace("{digest}", digest)
        .replaceAll("\\{[^}]+}", "nothing");
  }

  String token(Role role, Held held) {
    return switch (held) {
      case SERVER -> server.token(role, null, null);
      case ORGANISATION -> server.token(role, organisation, null);
      case TEAM -> server.token(role, organisation, TEAM);
      case OTHER_TEAM -> server.token(role, organisation, OTHER_TEAM);
      case OTHER_ORGANISATION -> server.token(role, other, null);
      case PROJECT -> narrowed(role, PROJECT);
      case OTHER_PROJECT -> narrowed(role, OTHER_PROJECT);
      case NOTHING -> throw new IllegalArgumentException("nothing is no place");
    };
  }

  private String narrowed(Role role, String project) {
    String token = server.token(role, organisation, null);
    database
        .sql(
            """
            update api_token set project_id = p.id from project p
            where secret_digest = ? and p.name = ? and p.organisation_id = api_token.organisation_id
            """)
        .params(ApiTokens.digest(token), project)
        .update();
    return token;
  }

  List<Asker> askers() {
    List<Asker> askers = new ArrayList<>();
    askers.add(new Asker("nobody", null, null, Held.NOTHING));
    askers.add(
        invalid(
            "an expired token", "update api_token set expires_at = now() where secret_digest = ?"));
    askers.add(
        invalid(
            "a revoked token", "update api_token set revoked_at = now() where secret_digest = ?"));
    askers.add(
        invalid(
            "a disabled account",
            "update account set disabled = true where id = (select account_id from api_token where secret_digest = ?)"));
    for (Role role : Role.values()) {
      for (Held held :
          List.of(
              Held.SERVER,
              Held.ORGANISATION,
              Held.TEAM,
              Held.OTHER_TEAM,
              Held.OTHER_ORGANISATION)) {
        askers.add(new Asker(role + " of " + held, token(role, held), role, held));
      }
    }
    for (Held held : List.of(Held.PROJECT, Held.OTHER_PROJECT)) {
      askers.add(new Asker("token of " + held, token(Role.ADMIN, held), Role.ADMIN, held));
    }
    return askers;
  }

  private Asker invalid(String name, String statement) {
    String token = token(Role.ADMIN, Held.SERVER);
    database.sql(statement).param(ApiTokens.digest(token)).update();
    return new Asker(name, token, null, Held.NOTHING);
  }

  /// Whether all of it is still there.
  boolean intact() {
    return database
        .sql(
            """
            select (select count(*) from organisation where name in (:organisation, :other)) = 2
              and (select count(*) from team t join organisation o on o.id = t.organisation_id where o.name = :organisation) = 2
              and (select count(*) from project p join organisation o on o.id = p.organisation_id where o.name = :organisation) = 2
              and (select count(*) from image i join organisation o on o.id = i.organisation_id where o.name = :organisation) = 1
            """)
        .param("organisation", organisation)
        .param("other", other)
        .query(Boolean.class)
        .single();
  }
}
