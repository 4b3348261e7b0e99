package dev.drydock.server.gate;

import dev.drydock.approval.standing.Standing;
import dev.drydock.approval.standing.Standing.Status;
import dev.drydock.limits.Limits;
import dev.drydock.report.json.StandingDocument;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What kind of base images stand upon, as gates of the project have found: a bill of materials
/// does not tell it. What a gate did not tell whole is not known, so that conditions on it hold.
@Component
class StoredStandings {
  private final JdbcClient database;
  private final Limits limits = Limits.defaults();

  StoredStandings(JdbcClient database) {
    this.database = database;
  }

  private record Told(String word, @Nullable String document, Instant at) {}

  /// What the last gate said that looked; `null` where none has.
  ///
  /// @param digest of an image that the project has
  @Nullable Standing of(PolicyPlace project, String digest, Instant now) {
    return database
        .sql(
            """
            select v.standing, v.standing_document, v.gated_at
            from gate_verdict v join image i on i.id = v.image_id
            where v.project_id = :project and i.digest = :digest and v.standing <> ''
            order by v.gated_at desc, v.id desc limit 1
            """)
        .param("project", project.id())
        .param("digest", HexFormat.of().parseHex(digest.substring("sha256:".length())))
        .query(
            (row, _) ->
                new Told(
                    row.getString("standing"),
                    row.getString("standing_document"),
                    row.getTimestamp("gated_at").toInstant()))
        .optional()
        .map(told -> standing(told, now))
        .orElse(null);
  }

  private Standing standing(Told told, Instant now) {
    if (told.document() == null) {
      return told.word().equals(Status.UNAPPROVED.word())
          ? new Standing(
              Status.UNAPPROVED, null, null, "a gate found so at " + told.at(), false, List.of())
          : Standing.unknown(
              "a gate said at "
                  + told.at()
                  + " that it is "
                  + told.word()
                  + ", and not which base it is; bring the image again with `drydock gate --server`");
    }
    try {
      return today(StandingDocument.read(told.document(), limits), now);
    } catch (IOException e) {
      return Standing.unknown(
          "what a gate found at "
              + told.at()
              + " cannot be read any more; bring the image again with `drydock gate --server`");
    }
  }

  /// What was approved until a time that is over now is so no more.
  private static Standing today(Standing then, Instant now) {
    Standing.Base base = then.base();
    Instant end = base == null ? null : base.expires();
    boolean approved = then.status() == Status.APPROVED || then.status() == Status.OUTDATED;
    return approved && end != null && !now.isBefore(end)
        ? new Standing(
            Status.EXPIRED,
            base,
            then.newest(),
            then.told() + "; its approval ended at " + end,
            false,
            List.of())
        : then;
  }
}
