package dev.drydock.server.component;

import dev.drydock.fleet.FleetComponent;
import dev.drydock.server.component.ImageComponents.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The component versions of the whole fleet, and the names under which advisories may speak of
/// them.
@Component
class ComponentTable {
  private final JdbcClient database;

  ComponentTable(JdbcClient database) {
    this.database = database;
  }

  /// Ids of those that are stored.
  Map<Sha256, Integer> find(Collection<Sha256> digests) {
    Map<Sha256, Integer> found = new HashMap<>();
    if (!digests.isEmpty()) {
      database
          .sql("select id, digest from component where digest = any(?)")
          .param(digests.stream().map(Sha256::bytes).toArray(byte[][]::new))
          .query(
              row -> {
                found.put(Sha256.of(row.getBytes("digest")), row.getInt("id"));
              });
    }
    return found;
  }

  /// Stores components that are not there yet. Waits for others who are about to store the same
  /// ones; since everybody goes in the order of the digests, nobody waits for each other.
  ///
  /// @return ids of those that were new
  Map<Sha256, Integer> insert(NavigableMap<Sha256, Stored> components) {
    Map<Sha256, Integer> inserted = new TreeMap<>();
    Collection<Stored> rows = components.values();
    database
        .sql(
            """
            insert into component (digest, document, type, name, version, purl)
            select * from unnest(?, ?, ?, ?, ?, ?)
            on conflict (digest) do nothing
            returning id, digest
            """)
        .param(components.keySet().stream().map(Sha256::bytes).toArray(byte[][]::new))
        .param(rows.stream().map(Stored::document).toArray(String[]::new))
        .param(rows.stream().map(one -> one.component().purl().type()).toArray(String[]::new))
        .param(shown(rows.stream().map(one -> one.component().name()).toList()))
        .param(shown(rows.stream().map(one -> one.component().version()).toList()))
        .param(shown(rows.stream().map(one -> one.component().purl().toString()).toList()))
        .query(
            row -> {
              inserted.put(Sha256.of(row.getBytes("digest")), row.getInt("id"));
            });
    return inserted;
  }

  private static String[] shown(List<String> texts) {
    return texts.stream().map(ColumnText::shown).toArray(String[]::new);
  }

  void insertNames(Map<Integer, FleetComponent> components) {
    List<String> names = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    components.forEach(
        (id, component) ->
            component.names().stream()
                .map(ColumnText::key)
                .distinct()
                .forEach(
                    name -> {
                      names.add(name);
                      ids.add(id);
                    }));
    database
        .sql("insert into component_name (name, component_id) select * from unnest(?, ?)")
        .param(names.toArray(String[]::new))
        .param(ids.toArray(Integer[]::new))
        .update();
  }
}
