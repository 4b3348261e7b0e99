package dev.drydock.server.component;

import dev.drydock.bom.Bom;
import dev.drydock.fleet.FleetComponent;
import dev.drydock.server.advisory.CurrentAdvisories;
import dev.drydock.server.advisory.CurrentGeneration;
import dev.drydock.server.advisory.GenerationLocks;
import dev.drydock.server.component.FindingPeriods.Beginning;
import dev.drydock.server.component.ImageComponents.Members;
import dev.drydock.server.component.ImageComponents.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Keeps the components of images: each version once, matched once.
@Component
public class ComponentStore {
  private final GenerationLocks locks;
  private final CurrentAdvisories advisories;
  private final IdCache cache;
  private final ComponentTable components;
  private final SetTable sets;
  private final VulnerabilityTable vulnerabilities;
  private final FindingPeriods periods;
  private final Clock clock;

  ComponentStore(
      GenerationLocks locks,
      CurrentAdvisories advisories,
      IdCache cache,
      ComponentTable components,
      SetTable sets,
      VulnerabilityTable vulnerabilities,
      FindingPeriods periods,
      Clock clock) {
    this.locks = locks;
    this.advisories = advisories;
    this.cache = cache;
    this.components = components;
    this.sets = sets;
    this.vulnerabilities = vulnerabilities;
    this.periods = periods;
    this.clock = clock;
  }

  /// Stores what is in an image, within the transaction of the caller, once in a transaction. New
  /// components are matched with the generation of advisories that counts; until the transaction
  /// ends, no other generation begins. Where there are no advisories yet, they are matched when
  /// there are.
  ///
  /// @return one for each layer that brought components, in the order of the layers
  /// @throws dev.drydock.server.advisory.AdvisoriesUnusable where this replica cannot match
  public List<StoredSet> store(Bom bom) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("components are stored within a transaction");
    }
    ImageComponents image = ImageComponents.of(bom);
    locks.store();
    IdCache.Ids known = cache.get();
    NavigableMap<Sha256, Members> missing = new TreeMap<>();
    Map<Sha256, Integer> ids = new HashMap<>();
    for (Members members : image.sets().values()) {
      Integer id = known.sets.get(members.digest());
      if (id == null) {
        missing.put(members.digest(), members);
      } else {
        ids.put(members.digest(), id);
      }
    }
    if (!missing.isEmpty()) {
      ids.putAll(store(missing, image.components(), known));
    }
    List<StoredSet> stored = new ArrayList<>(image.sets().size());
    image
        .sets()
        .forEach(
            (layer, members) -> {
              Integer id = ids.get(members.digest());
              if (id == null) {
                throw new IllegalStateException("a set that was stored is gone");
              }
              stored.add(new StoredSet(id, layer));
            });
    return stored;
  }

  private Map<Sha256, Integer> store(
      NavigableMap<Sha256, Members> missing, NavigableMap<Sha256, Stored> all, IdCache.Ids known) {
    Map<Sha256, Integer> found = new HashMap<>(sets.find(missing.keySet()));
    NavigableMap<Sha256, Members> fresh = new TreeMap<>(missing);
    fresh.keySet().removeAll(found.keySet());
    Map<Sha256, Integer> componentIds = Map.of();
    if (!fresh.isEmpty()) {
      componentIds = ids(fresh, all, known);
      NavigableMap<Sha256, int[]> rows = new TreeMap<>();
      for (Members members : fresh.values()) {
        rows.put(members.digest(), sorted(members, componentIds));
      }
      sets.insert(rows);
      found.putAll(sets.find(fresh.keySet()));
    }
    rememberWhenCommitted(known, componentIds, found);
    return found;
  }

  private static int[] sorted(Members members, Map<Sha256, Integer> ids) {
    int[] sorted = new int[members.components().size()];
    for (int i = 0; i < sorted.length; i++) {
      Integer id = ids.get(members.components().get(i));
      if (id == null) {
        throw new IllegalStateException("a component that was stored is gone");
      }
      sorted[i] = id;
    }
    Arrays.sort(sorted);
    return sorted;
  }

  /// The ids of all components of some sets, which are stored where they are not yet.
  private Map<Sha256, Integer> ids(
      NavigableMap<Sha256, Members> fresh, NavigableMap<Sha256, Stored> all, IdCache.Ids known) {
    Map<Sha256, Integer> ids = new HashMap<>();
    NavigableMap<Sha256, Stored> unknown = new TreeMap<>();
    for (Members members : fresh.values()) {
      for (Sha256 digest : members.components()) {
        Integer id = known.components.get(digest);
        if (id != null) {
          ids.put(digest, id);
        } else {
          unknown.computeIfAbsent(digest, all::get);
        }
      }
    }
    Map<Sha256, Integer> found = components.find(unknown.keySet());
    ids.putAll(found);
    unknown.keySet().removeAll(found.keySet());
    if (!unknown.isEmpty()) {
      Map<Sha256, Integer> inserted = components.insert(unknown);
      ids.putAll(inserted);
      match(inserted, unknown);
      unknown.keySet().removeAll(inserted.keySet());
      // somebody else was faster
      ids.putAll(components.find(unknown.keySet()));
    }
    return ids;
  }

  private void match(Map<Sha256, Integer> inserted, NavigableMap<Sha256, Stored> documents) {
    Map<Integer, FleetComponent> fresh = new LinkedHashMap<>();
    inserted.forEach(
        (digest, id) -> {
          Stored stored = documents.get(digest);
          if (stored != null) {
            fresh.put(id, stored.component());
          }
        });
    if (fresh.isEmpty()) {
      return;
    }
    components.insertNames(fresh);
    CurrentGeneration generation = advisories.newestToMatch().orElse(null);
    if (generation != null) {
      match(fresh, generation);
    }
  }

  private void match(Map<Integer, FleetComponent> fresh, CurrentGeneration generation) {
    List<List<MatchedFinding>> matched =
        new ComponentMatching(generation.index()).match(List.copyOf(fresh.values()));
    Map<String, Integer> names =
        vulnerabilities.store(
            matched.stream().flatMap(List::stream).map(MatchedFinding::vulnerability).toList());
    Instant now = now(generation);
    List<Beginning> beginnings = new ArrayList<>();
    int place = 0;
    for (int component : fresh.keySet()) {
      for (MatchedFinding finding : matched.get(place++)) {
        int vulnerability = Objects.requireNonNull(names.get(finding.name()));
        beginnings.add(new Beginning(component, vulnerability, now, now, finding.form()));
      }
    }
    periods.begin(generation.id(), beginnings);
  }

  /// Not before the generation that says it, whatever the clocks of replicas do.
  private Instant now(CurrentGeneration generation) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant begun = generation.generation().begunAt();
    return now.isBefore(begun) ? begun : now;
  }

  private static void rememberWhenCommitted(
      IdCache.Ids known, Map<Sha256, Integer> components, Map<Sha256, Integer> sets) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            components.forEach(known.components::put);
            sets.forEach(known.sets::put);
          }
        });
  }
}
