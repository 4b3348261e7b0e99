package dev.drydock.server.fleet.image;

import dev.drydock.bom.Purl;
import dev.drydock.server.web.Problem;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds components of the whole fleet by what people know of them.
@Component
class ComponentSearch {
  private static final int MOST = 2000;

  private final JdbcClient database;

  ComponentSearch(JdbcClient database) {
    this.database = database;
  }

  /// Ids of the components that a vulnerability is open in, or that a purl names.
  ///
  /// @throws Problem 422 where there are too many to say anything useful of
  int[] ids(@Nullable String vulnerability, @Nullable String purl) {
    List<Integer> found =
        vulnerability != null
            ? vulnerable(vulnerability, 0, MOST + 1)
            : named(purl == null ? "" : purl, 0, MOST + 1);
    if (found.size() > MOST) {
      throw Problem.invalid(
          "More than %d different components are meant: ask for one version".formatted(MOST));
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  List<Integer> vulnerable(String vulnerability, int above, int count) {
    return database
        .sql(
            """
            with meant as materialized (
              select distinct cf.component_id as id from component_finding cf
              where cf.until is null and cf.vulnerability_id = any(array(
                select id from vulnerability where name = :name
                union select id from vulnerability where aliases @> array[cast(:name as text)])))
            select id from meant where id > :above order by id limit :count
            """)
        .param("name", vulnerability.strip())
        .param("above", above)
        .param("count", count)
        .query((row, number) -> row.getInt("id"))
        .list();
  }

  List<Integer> named(String purl, int above, int count) {
    Purl wanted;
    try {
      Purl parsed = Purl.parse(purl.strip());
      // qualifiers say how it was packed, which nobody means who asks for a package
      wanted =
          new Purl(
              parsed.type(), parsed.namespace(), parsed.name(), parsed.version(), new TreeMap<>());
    } catch (IllegalArgumentException _) {
      throw Problem.invalid(
          "purl is a package URL, such as pkg:npm/lodash or pkg:deb/debian/openssl@1.1.1w-0%2Bdeb11u1");
    }
    String text = wanted.toString();
    return database
        .sql(
            """
            with meant as materialized (
              select c.id from component c
              where c.purl = :purl or c.purl like :further or c.purl like :qualified)
            select id from meant where id > :above order by id limit :count
            """)
        .param("purl", text)
        .param("further", LikePattern.literal(text) + (wanted.version() == null ? "@%" : "?%"))
        .param("qualified", LikePattern.literal(text) + "?%")
        .param("above", above)
        .param("count", count)
        .query((row, number) -> row.getInt("id"))
        .list();
  }

  /// Ids of sets that hold any of the components.
  int[] sets(int[] components, int most) {
    return database
        .sql("select id from component_set where components && :components limit :most")
        .param("components", components)
        .param("most", most)
        .query((row, number) -> row.getInt("id"))
        .list()
        .stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
