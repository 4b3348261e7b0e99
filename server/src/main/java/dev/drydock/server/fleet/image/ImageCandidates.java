package dev.drydock.server.fleet.image;

import dev.drydock.image.registry.ImageReference;
import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which images a list consists of, the newest first, in the way that reads least: from one name,
/// from the sets that hold a component, from few repositories, or along all images.
@Component
class ImageCandidates {
  private static final int FEW_REPOSITORIES = 1000;
  private static final int FEW_SETS = 5000;

  private final JdbcClient database;
  private final ComponentSearch components;

  ImageCandidates(JdbcClient database, ComponentSearch components) {
    this.database = database;
    this.components = components;
  }

  /// A way to go along a list.
  @FunctionalInterface
  interface Way {
    /// @return at most `count` ids below `id`, the highest first
    List<Integer> below(int id, int count);
  }

  Way way(int organisation, Visibility visibility, ImageFilter filter) {
    Map<String, Object> parameters = new HashMap<>(visibility.parameters());
    parameters.put("organisation", organisation);
    parameters.put("team", filter.team() == null ? "" : filter.team());
    parameters.put("project", filter.project() == null ? "" : filter.project());
    parameters.put("name", filter.nameLike());
    String held = held(visibility, filter);
    ImageReference named = filter.named();
    if (named != null) {
      return named(named, held, parameters);
    }
    if (filter.namesComponents()) {
      return ofComponents(filter, held, parameters);
    }
    if (filter.namesRepositories() || !visibility.everything()) {
      int[] repositories = repositories(visibility, filter, parameters);
      if (repositories.length <= FEW_REPOSITORIES) {
        return ofRepositories(repositories, filter, parameters);
      }
    }
    return along(held, parameters);
  }

  /// The condition that an image lies in a repository that is meant and may be seen.
  private static String held(Visibility visibility, ImageFilter filter) {
    return """
        exists (select from repository_image ri join repository r on r.id = ri.repository_id
          join project p on p.id = r.project_id join team t on t.id = p.team_id
          where ri.image_id = i.id and r.organisation_id = :organisation and %s and %s)
        """
        .formatted(filter.watchedOnly() ? "ri.watched" : "true", meant(visibility, filter));
  }

  private static String meant(Visibility visibility, ImageFilter filter) {
    StringBuilder conditions = new StringBuilder(visibility.condition("p"));
    if (filter.team() != null) {
      conditions.append(" and t.name = :team");
    }
    if (filter.project() != null) {
      conditions.append(" and p.name = :project");
    }
    if (filter.name() != null) {
      conditions.append(" and r.name like :name");
    }
    return conditions.toString();
  }

  private Way named(ImageReference named, String held, Map<String, Object> parameters) {
    parameters.put("repository", named.registry() + "/" + named.repository());
    parameters.put("tag", named.tag() == null ? "" : named.tag());
    Optional<ImageDigest> digest =
        named.digest() == null ? Optional.empty() : ImageDigest.parse(named.digest().toString());
    parameters.put("digest", digest.map(ImageDigest::bytes).orElse(new byte[0]));
    String which =
        named.digest() == null
            ? """
              select tp.image_id from tag_period tp join repository tr on tr.id = tp.repository_id
              where tr.organisation_id = :organisation and tr.name = :repository and tp.tag = :tag
                and tp.until is null
              """
            : """
              select di.image_id from repository_image di join repository dr on dr.id = di.repository_id
                join image im on im.id = di.image_id
              where dr.organisation_id = :organisation and dr.name = :repository
                and im.organisation_id = :organisation and im.digest = :digest
              """;
    return query(
        "select i.id from image i where i.id in (%s) and i.id < :below and %s order by i.id desc limit :count"
            .formatted(which, held),
        parameters);
  }

  private Way ofComponents(ImageFilter filter, String held, Map<String, Object> parameters) {
    int[] ids = components.ids(filter.vulnerability(), filter.purl());
    parameters.put("components", ids);
    int[] sets = components.sets(ids, FEW_SETS + 1);
    if (sets.length > FEW_SETS) {
      return query(
          """
          select i.id from image i
          where i.organisation_id = :organisation and i.id < :below and %s
            and exists (select from image_set s join component_set cs on cs.id = s.set_id
              where s.image_id = i.id and cs.components && :components)
          order by i.id desc limit :count
          """
              .formatted(held),
          parameters);
    }
    parameters.put("sets", sets);
    return query(
        """
        select distinct x.id from unnest(:sets) as one(id) cross join lateral (
          select i.image_id as id from image_set i
          where i.set_id = one.id and i.image_id < :below and %s
          order by i.image_id desc limit :count) x
        order by x.id desc limit :count
        """
            .formatted(held.replace("ri.image_id = i.id", "ri.image_id = i.image_id")),
        parameters);
  }

  private int[] repositories(
      Visibility visibility, ImageFilter filter, Map<String, Object> parameters) {
    return database
        .sql(
            """
            select r.id from repository r join project p on p.id = r.project_id
              join team t on t.id = p.team_id
            where r.organisation_id = :organisation and %s limit %d
            """
                .formatted(meant(visibility, filter), FEW_REPOSITORIES + 1))
        .params(parameters)
        .query((row, number) -> row.getInt("id"))
        .list()
        .stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private Way ofRepositories(
      int[] repositories, ImageFilter filter, Map<String, Object> parameters) {
    parameters.put("repositories", repositories);
    return query(
        """
        select distinct x.id from unnest(:repositories) as one(id) cross join lateral (
          select ri.image_id as id from repository_image ri
          where ri.repository_id = one.id and ri.image_id < :below and %s
          order by ri.image_id desc limit :count) x
        order by x.id desc limit :count
        """
            .formatted(filter.watchedOnly() ? "ri.watched" : "true"),
        parameters);
  }

  private Way along(String held, Map<String, Object> parameters) {
    return query(
        """
        select i.id from image i
        where i.organisation_id = :organisation and i.id < :below and %s
        order by i.id desc limit :count
        """
            .formatted(held),
        parameters);
  }

  private Way query(String sql, Map<String, Object> parameters) {
    return (below, count) ->
        database
            .sql(sql)
            .params(parameters)
            .param("below", below)
            .param("count", count)
            .query((row, number) -> row.getInt("id"))
            .list();
  }
}
