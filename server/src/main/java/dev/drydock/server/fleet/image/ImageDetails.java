package dev.drydock.server.fleet.image;

import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.Visibility;
import dev.drydock.server.fleet.image.ImageDetail.Deployment;
import dev.drydock.server.fleet.image.ImageDetail.Gate;
import dev.drydock.server.fleet.image.Images.Found;
import dev.drydock.server.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what is asked of one image first.
@Component
class ImageDetails {
  private final JdbcClient database;
  private final ImageItems items;

  ImageDetails(JdbcClient database, ImageItems items) {
    this.database = database;
    this.items = items;
  }

  ImageDetail read(Found image, Visibility visibility) {
    List<ImageItem> item = items.read(List.of(image.id()), visibility);
    if (item.isEmpty()) {
      throw Problem.notFound("The image was taken away just now");
    }
    return new ImageDetail(
        item.getFirst(),
        aliases(image),
        deployments(image),
        gate(image, visibility),
        image.document().toString());
  }

  private List<String> aliases(Found image) {
    return database
        .sql("select digest from image_alias where image_id = ? order by digest limit 100")
        .param(image.id())
        .query((row, number) -> ImageDigest.of(row.getBytes("digest")).toString())
        .list();
  }

  private List<Deployment> deployments(Found image) {
    return database
        .sql(
            """
            select environment, cluster, namespace, workload, container, internet_facing, replicas, since
            from deployment where image_id = ? and until is null
            order by cluster, namespace, workload, container, id limit 100
            """)
        .param(image.id())
        .query(
            (row, number) ->
                new Deployment(
                    row.getString("environment"),
                    row.getString("cluster"),
                    row.getString("namespace"),
                    row.getString("workload"),
                    row.getString("container"),
                    row.getBoolean("internet_facing"),
                    row.getInt("replicas"),
                    Times.read(row, "since")))
        .list();
  }

  private @Nullable Gate gate(Found image, Visibility visibility) {
    return database
        .sql(
            """
            select v.passed, v.gated_at, v.policy, v.standing
            from gate_verdict v join project p on p.id = v.project_id
            where v.image_id = :image and %s order by v.gated_at desc, v.id desc limit 1
            """
                .formatted(visibility.condition("p")))
        .param("image", image.id())
        .params(visibility.parameters())
        .query(
            (row, number) ->
                new Gate(
                    row.getBoolean("passed") ? "passed" : "stopped",
                    Times.read(row, "gated_at"),
                    none(row.getString("policy")),
                    none(row.getString("standing"))))
        .optional()
        .orElse(null);
  }

  private static @Nullable String none(String text) {
    return text.isEmpty() ? null : text;
  }
}
