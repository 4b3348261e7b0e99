package dev.drydock.server.fleet.image;

import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Owners;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.web.Problem;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Single images, by the names that paths have.
@Component
class Images {
  private final JdbcClient database;
  private final Owners owners;

  Images(JdbcClient database, Owners owners) {
    this.database = database;
    this.owners = owners;
  }

  /// An image, as far as questions about it need to know.
  ///
  /// @param document the digest of its bill of materials
  record Found(int organisation, int id, ImageDigest document, Instant ingestedAt) {}

  /// @throws Problem 404 where there is none
  Found find(String organisation, String digest) {
    int where = owners.organisation(organisation);
    return database
        .sql(
            "select id, bom_digest, ingested_at from image where organisation_id = ? and digest = ?")
        .params(where, ImageDigest.required(digest).bytes())
        .query(
            (row, number) ->
                new Found(
                    where,
                    row.getInt("id"),
                    ImageDigest.of(row.getBytes("bom_digest")),
                    Times.read(row, "ingested_at")))
        .optional()
        .orElseThrow(() -> Problem.notFound("No image of this digest has been brought"));
  }
}
