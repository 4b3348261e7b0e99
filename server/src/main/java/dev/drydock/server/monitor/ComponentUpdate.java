package dev.drydock.server.monitor;

import dev.drydock.fleet.FleetComponent;
import dev.drydock.server.advisory.Generation;
import dev.drydock.server.advisory.GenerationLocks;
import dev.drydock.server.advisory.Generations;
import dev.drydock.server.component.ComponentMatching;
import dev.drydock.server.component.FindingForm;
import dev.drydock.server.component.FindingPeriods;
import dev.drydock.server.component.MatchedFinding;
import dev.drydock.server.component.MatchedFinding.Facts;
import dev.drydock.server.component.SetTable;
import dev.drydock.server.component.VulnerabilityTable;
import dev.drydock.server.monitor.OpenPeriods.Key;
import dev.drydock.server.monitor.OpenPeriods.Open;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Matches some components again and writes down what has changed, in one transaction: it is done
/// or not, and done twice it changes nothing the second time.
@Component
class ComponentUpdate {
  private final ChangedComponents components;
  private final Generations generations;
  private final GenerationLocks locks;
  private final VulnerabilityTable vulnerabilities;
  private final OpenPeriods known;
  private final FindingPeriods periods;
  private final SetTable sets;
  private final JdbcClient database;
  private final TransactionTemplate transactions;

  ComponentUpdate(
      ChangedComponents components,
      Generations generations,
      GenerationLocks locks,
      VulnerabilityTable vulnerabilities,
      OpenPeriods known,
      FindingPeriods periods,
      SetTable sets,
      JdbcClient database,
      TransactionTemplate transactions) {
    this.components = components;
    this.generations = generations;
    this.locks = locks;
    this.vulnerabilities = vulnerabilities;
    this.known = known;
    this.periods = periods;
    this.sets = sets;
    this.database = database;
    this.transactions = transactions;
  }

  /// @param ids sorted; not empty
  /// @return whether the generation is still the one that is under way
  boolean run(Generation generation, ComponentMatching matching, int[] ids) {
    SortedMap<Integer, FleetComponent> read = components.read(ids);
    Map<Key, FindingForm> matched =
        stored(List.copyOf(read.keySet()), matching.match(List.copyOf(read.values())));
    return Boolean.TRUE.equals(
        transactions.execute(
            _ -> {
              locks.change();
              boolean counts =
                  generations.underWay().filter(one -> one.id() == generation.id()).isPresent();
              if (counts) {
                write(generation, components.existing(read.keySet()), matched);
                generations.progress(generation, ids[ids.length - 1]);
              }
              return counts;
            }));
  }

  /// The vulnerabilities are stored before everything else, and stay: who stores an image may wait
  /// for them, and must not wait for more.
  private Map<Key, FindingForm> stored(List<Integer> ids, List<List<MatchedFinding>> matched) {
    List<Facts> facts = new ArrayList<>();
    matched.forEach(list -> list.forEach(finding -> facts.add(finding.vulnerability())));
    Map<String, Integer> names =
        Objects.requireNonNull(transactions.execute(_ -> vulnerabilities.store(facts)));
    Map<Key, FindingForm> byKey = new HashMap<>();
    for (int i = 0; i < matched.size(); i++) {
      for (MatchedFinding finding : matched.get(i)) {
        int vulnerability = Objects.requireNonNull(names.get(finding.name()));
        byKey.put(new Key(ids.get(i), vulnerability), finding.form());
      }
    }
    return byKey;
  }

  private void write(Generation generation, Set<Integer> existing, Map<Key, FindingForm> matched) {
    Map<Key, FindingForm> now = new HashMap<>(matched);
    now.keySet().removeIf(key -> !existing.contains(key.component()));
    Map<Key, Open> open = known.open(existing.stream().mapToInt(Integer::intValue).toArray());
    FindingChanges changes =
        FindingChanges.of(
            generation.begunAt(), open, now, known.ended(FindingChanges.appearing(open, now)));
    if (changes.isEmpty()) {
      return;
    }
    locks.storeNothing();
    periods.end(changes.ends());
    periods.begin(generation.id(), changes.beginnings());
    insert(generation, changes.kinds());
    sets.change(changes.numbers());
  }

  private void insert(Generation generation, Map<Key, ChangeKind> kinds) {
    List<Map.Entry<Key, ChangeKind>> rows = List.copyOf(kinds.entrySet());
    database
        .sql(
            """
            insert into finding_change (generation_id, component_id, vulnerability_id, kind)
            select ?, component, vulnerability, kind from unnest(?, ?, ?) as new (component, vulnerability, kind)
            """)
        .param(generation.id())
        .param(rows.stream().map(row -> row.getKey().component()).toArray(Integer[]::new))
        .param(rows.stream().map(row -> row.getKey().vulnerability()).toArray(Integer[]::new))
        .param(rows.stream().map(row -> row.getValue().word()).toArray(String[]::new))
        .update();
  }
}
