package dev.drydock.server.operate.retention;

import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import dev.drydock.server.fleet.TestImage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An organisation whose images came by upload, and are made older than they are.
final class AgedFleet {
  private final TestServer server;
  private final JdbcClient database;
  final String organisation;
  private final String token;

  AgedFleet(TestServer server, JdbcClient database) {
    this.server = server;
    this.database = database;
    this.organisation = server.organisation();
    server.team(organisation, "shop");
    server.project(organisation, "shop", "cart");
    this.token = server.token(Role.ADMIN, organisation, null);
  }

  private String path(String rest) {
    return "/api/v1/organisations/" + organisation + rest;
  }

  Answer get(String rest) {
    return server.send("GET", path(rest), token, null);
  }

  /// @param more parameters, `&verdict=passed`
  Answer upload(TestImage image, String reference, String more) {
    return server.send(
        "POST",
        path(
            "/projects/cart/images?reference="
                + URLEncoder.encode(reference, StandardCharsets.UTF_8)
                + more),
        token,
        new String(image.document(), StandardCharsets.UTF_8));
  }

  int status(TestImage image) {
    return get("/images/" + image.digest()).status();
  }

  int id(TestImage image) {
    return database
        .sql(
            """
            select i.id from image i join organisation o on o.id = i.organisation_id
            where o.name = ? and i.digest = ?
            """)
        .params(organisation, HexFormat.of().parseHex(image.digest().substring("sha256:".length())))
        .query(Integer.class)
        .single();
  }

  /// All that is known of an image happened so many days before.
  void age(TestImage image, int days) {
    int id = id(image);
    List.of(
            "update image set ingested_at = ingested_at - :days * interval '1 day' where id = :id",
            "update repository_image set pushed_at = pushed_at - :days * interval '1 day' where image_id = :id",
            "update tag_period set since = since - :days * interval '1 day', until = until - :days * interval '1 day' where image_id = :id",
            "update deployment set since = since - :days * interval '1 day', until = until - :days * interval '1 day' where image_id = :id",
            "update gate_verdict set gated_at = gated_at - :days * interval '1 day' where image_id = :id")
        .forEach(sql -> database.sql(sql).param("days", days).param("id", id).update());
  }

  /// Lets a workload run it, that began and perhaps ended so many days ago.
  void run(TestImage image, int began, Integer... ended) {
    database
        .sql(
            """
            insert into deployment (organisation_id, environment, cluster, namespace, workload, container, reference, image_id, since, until)
            select organisation_id, 'production', 'here', 'shop', 'deployment/' || id, 'main', 'x', id,
              now() - :began * interval '1 day', case when :over then now() - :ended * interval '1 day' end
            from image where id = :id
            """)
        .param("began", began)
        .param("over", ended.length > 0)
        .param("ended", ended.length > 0 ? ended[0] : 0)
        .param("id", id(image))
        .update();
  }

  /// How many rows there are of what belongs to a component of this name.
  int components(String name) {
    return count("select count(*) from component where name = '" + name + "'");
  }

  int count(String sql) {
    return database.sql(sql).query(Integer.class).single();
  }
}
