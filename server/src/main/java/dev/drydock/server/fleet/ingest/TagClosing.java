package dev.drydock.server.fleet.ingest;

import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Times;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Ends periods of tags that are gone from their registry.
@Component
class TagClosing {
  private final JdbcClient database;

  TagClosing(JdbcClient database) {
    this.database = database;
  }

  /// @param tag `null` for all
  /// @param digest of an image, or of an index that it is in; `null` for any
  /// @param asked only periods that began before
  /// @return the images that the tags pointed to, each once, sorted
  int[] close(
      int organisation,
      String repository,
      @Nullable String tag,
      @Nullable ImageDigest digest,
      Instant asked,
      Instant now) {
    Optional<Integer> held =
        database
            .sql(
                "select id from repository where organisation_id = ? and name = ? for no key update")
            .params(organisation, repository)
            .query(Integer.class)
            .optional();
    if (held.isEmpty()) {
      return new int[0];
    }
    return database
        .sql(
            """
            update tag_period t set until = greatest(cast(:now as timestamptz), t.since + interval '1 microsecond')
            where t.repository_id = :repository and t.until is null and t.since <= :asked
              and (cast(:tag as text) is null or t.tag = :tag)
              and (cast(:digest as bytea) is null
                or exists (select from image i where i.id = t.image_id and i.digest = :digest)
                or exists (select from image_alias a where a.image_id = t.image_id
                  and a.organisation_id = :organisation and a.digest = :digest and a.kind = 'index'))
            returning t.image_id
            """)
        .param("now", Times.of(now))
        .param("asked", Times.of(asked))
        .param("repository", held.get())
        .param("organisation", organisation)
        .param("tag", tag, Types.VARCHAR)
        .param("digest", digest == null ? null : digest.bytes(), Types.BINARY)
        .query(Integer.class)
        .list()
        .stream()
        .mapToInt(Integer::intValue)
        .sorted()
        .distinct()
        .toArray();
  }
}
