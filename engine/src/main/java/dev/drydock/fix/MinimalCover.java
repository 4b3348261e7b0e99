package dev.drydock.fix;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The cheapest choice of sets that together hold all that any of them holds (weighted set cover),
/// with what no choice can be below.
///
/// What only one set holds decides that set; elements that come with others for certain, and sets
/// that another one holds for no more, are left out; what then has nothing in common is decided
/// apart. Each of these parts is searched through with a bound (branch and bound), which is exact;
/// where the steps do not suffice, the best choice so far is taken, and the bound says how far it
/// may be from the least.
final class MinimalCover {
  /// With more elements than this, comparing each with each costs more than it saves.
  private static final int MOST_COMPARED = 2_000;

  /// One choice.
  record Option(BitSet covers, int cost) {}

  /// A choice that covers everything.
  ///
  /// @param chosen indexes of the options
  /// @param cost of these
  /// @param atLeast no choice costs less
  record Cover(BitSet chosen, long cost, long atLeast) {

    /// How much more than the least it costs at most, as a part of that; 0 where it is the least.
    double gap() {
      return cost <= atLeast ? 0 : (double) (cost - atLeast) / Math.max(1, atLeast);
    }
  }

  private final List<Option> options;
  private final BitSet chosen = new BitSet();

  /// by element, the options that hold it; each set of options once
  private List<BitSet> holders = new ArrayList<>();

  private MinimalCover(List<Option> options) {
    this.options = options;
  }

  static Cover of(List<Option> options) {
    return new MinimalCover(options).cover();
  }

  private Cover cover() {
    Map<Integer, BitSet> byElement = new LinkedHashMap<>();
    for (int i = 0; i < options.size(); i++) {
      BitSet covers = options.get(i).covers();
      for (int element = covers.nextSetBit(0);
          element >= 0;
          element = covers.nextSetBit(element + 1)) {
        byElement.computeIfAbsent(element, _ -> new BitSet()).set(i);
      }
    }
    holders = distinct(byElement.values());
    boolean smaller = true;
    while (smaller) {
      smaller = takeTheOnlyOnes();
      if (holders.size() <= MOST_COMPARED) {
        boolean fewerElements = leaveOutElements();
        boolean fewerOptions = leaveOutOptions();
        smaller |= fewerElements || fewerOptions;
      }
    }
    long cost = cost(chosen);
    long atLeast = cost;
    long work = CoverSearch.MOST_WORK;
    for (List<BitSet> part : parts()) {
      CoverSearch search = new CoverSearch(options, part, work);
      search.run();
      work = search.workLeft();
      chosen.or(search.best());
      cost += cost(search.best());
      atLeast += search.atLeast();
    }
    return new Cover(chosen, cost, atLeast);
  }

  /// Elements that the same options hold are one.
  private static List<BitSet> distinct(Iterable<BitSet> sets) {
    Map<BitSet, Boolean> once = new LinkedHashMap<>();
    for (BitSet set : sets) {
      once.put(set, true);
    }
    return new ArrayList<>(once.keySet());
  }

  private boolean takeTheOnlyOnes() {
    BitSet only = new BitSet();
    for (BitSet holder : holders) {
      if (holder.cardinality() == 1) {
        only.or(holder);
      }
    }
    chosen.or(only);
    return holders.removeIf(holder -> holder.intersects(only));
  }

  /// Whatever covers an element covers one that more options hold, too.
  private boolean leaveOutElements() {
    List<BitSet> left = new ArrayList<>(holders.size());
    for (int i = 0; i < holders.size(); i++) {
      boolean needed = true;
      for (int j = 0; j < holders.size() && needed; j++) {
        needed = i == j || !within(holders.get(j), holders.get(i));
      }
      if (needed) {
        left.add(holders.get(i));
      }
    }
    boolean smaller = left.size() < holders.size();
    holders = left;
    return smaller;
  }

  /// An option whose elements another one holds for no more is never needed.
  private boolean leaveOutOptions() {
    Map<Integer, BitSet> open = new LinkedHashMap<>();
    for (int element = 0; element < holders.size(); element++) {
      BitSet holder = holders.get(element);
      for (int i = holder.nextSetBit(0); i >= 0; i = holder.nextSetBit(i + 1)) {
        open.computeIfAbsent(i, _ -> new BitSet()).set(element);
      }
    }
    BitSet superfluous = new BitSet();
    if (open.size() > MOST_COMPARED) {
      return false;
    }
    for (Map.Entry<Integer, BitSet> one : open.entrySet()) {
      for (Map.Entry<Integer, BitSet> other : open.entrySet()) {
        if (!superfluous.get(other.getKey()) && isBetter(other, one)) {
          superfluous.set(one.getKey());
          break;
        }
      }
    }
    if (superfluous.isEmpty()) {
      return false;
    }
    holders.forEach(holder -> holder.andNot(superfluous));
    holders = distinct(holders);
    return true;
  }

  /// Of equals the first one stays.
  private boolean isBetter(Map.Entry<Integer, BitSet> other, Map.Entry<Integer, BitSet> one) {
    int price = options.get(one.getKey()).cost() - options.get(other.getKey()).cost();
    if (price < 0
        || other.getKey().equals(one.getKey())
        || !within(one.getValue(), other.getValue())) {
      return false;
    }
    return price > 0 || !one.getValue().equals(other.getValue()) || other.getKey() < one.getKey();
  }

  private static boolean within(BitSet small, BitSet large) {
    BitSet rest = (BitSet) small.clone();
    rest.andNot(large);
    return rest.isEmpty();
  }

  /// Elements that no option holds together, however long the way, are in different parts.
  private List<List<BitSet>> parts() {
    List<List<BitSet>> parts = new ArrayList<>();
    List<BitSet> reached = new ArrayList<>();
    for (BitSet holder : holders) {
      BitSet all = (BitSet) holder.clone();
      List<BitSet> elements = new ArrayList<>(List.of(holder));
      for (int i = parts.size() - 1; i >= 0; i--) {
        if (reached.get(i).intersects(all)) {
          all.or(reached.remove(i));
          elements.addAll(parts.remove(i));
        }
      }
      parts.add(elements);
      reached.add(all);
    }
    return parts;
  }

  private long cost(BitSet some) {
    long cost = 0;
    for (int i = some.nextSetBit(0); i >= 0; i = some.nextSetBit(i + 1)) {
      cost += options.get(i).cost();
    }
    return cost;
  }
}
