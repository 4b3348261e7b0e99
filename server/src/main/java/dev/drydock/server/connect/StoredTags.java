package dev.drydock.server.connect;

import dev.drydock.server.fleet.ImageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the fleet knows of a registry.
@Component
class StoredTags {
  private final JdbcClient database;

  StoredTags(JdbcClient database) {
    this.database = database;
  }

  /// The repositories of a registry, without its name.
  List<String> repositories(int organisation, String registry) {
    return database
        .sql(
            """
            select substr(name, length(:registry) + 2) from repository
            where organisation_id = :organisation and starts_with(name, :registry || '/') order by 1
            """)
        .param("registry", registry)
        .param("organisation", organisation)
        .query((row, _) -> row.getString(1))
        .list();
  }

  /// Where the tags of a repository point, by image and by the indexes that it is in.
  ///
  /// @param repository with its registry
  Map<String, Set<ImageDigest>> tags(int organisation, String repository) {
    Map<String, Set<ImageDigest>> tags = new HashMap<>();
    database
        .sql(
            """
            select t.tag, i.digest from tag_period t
              join repository r on r.id = t.repository_id
              join image i on i.id = t.image_id
            where r.organisation_id = :organisation and r.name = :repository and t.until is null
            union all
            select t.tag, a.digest from tag_period t
              join repository r on r.id = t.repository_id
              join image_alias a on a.image_id = t.image_id and a.organisation_id = r.organisation_id
            where r.organisation_id = :organisation and r.name = :repository and t.until is null
              and a.kind = 'index'
            """)
        .param("organisation", organisation)
        .param("repository", repository)
        .query(
            row -> {
              tags.computeIfAbsent(row.getString("tag"), _ -> new HashSet<>())
                  .add(ImageDigest.of(row.getBytes("digest")));
            });
    return tags;
  }
}
