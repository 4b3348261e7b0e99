package dev.drydock.fix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The search for the cheapest cover of elements that hang together (branch and bound), and a bound
/// that no cover is below.
///
/// The bound is that of Lagrange's relaxation (Held and Karp 1971, of set covers Beasley 1990):
/// each element gets a price, and no cover costs less than all prices together, less what options
/// would gain by them. Prices are improved step by step at the beginning; at each step of the
/// search they hold for what is still open.
final class CoverSearch {
  /// Visits of elements, over all parts: about half a second.
  static final long MOST_WORK = 80_000_000;

  /// Deeper the search does not go: as deep as the stack is sure to be.
  private static final int MOST_CHOSEN = 1_000;

  private static final int PRICE_ROUNDS = 300;
  private static final double TOLERANCE = 1e-6;

  private final int[] costs;
  private final int[] indexes;

  /// by option, the elements that it holds
  private final BitSet[] covers;

  /// by element, the options that hold it
  private final int[][] holders;

  private final double[] prices;
  private BitSet best = new BitSet();
  private long bestCost = Long.MAX_VALUE;
  private long bound;
  private long work;
  private int size;
  private boolean cutOff;

  /// @param elements the indexes of the options that hold each
  /// @param work how many visits of elements are left to be made
  CoverSearch(List<MinimalCover.Option> options, List<BitSet> elements, long work) {
    this.work = work;
    BitSet used = new BitSet();
    elements.forEach(used::or);
    this.indexes = used.stream().toArray();
    this.costs = new int[indexes.length];
    this.covers = new BitSet[indexes.length];
    int[] own = new int[options.size()];
    for (int i = 0; i < indexes.length; i++) {
      own[indexes[i]] = i;
      costs[i] = options.get(indexes[i]).cost();
      covers[i] = new BitSet(elements.size());
    }
    this.holders = new int[elements.size()][];
    for (int element = 0; element < holders.length; element++) {
      int at = element;
      holders[element] = elements.get(element).stream().map(i -> own[i]).toArray();
      for (int i : holders[element]) {
        covers[i].set(at);
      }
      size += 2 * holders[element].length;
    }
    this.prices = new double[holders.length];
  }

  void run() {
    BitSet open = new BitSet();
    open.set(0, holders.length);
    keep(cheapened(greedy(open)));
    findPrices(open);
    bound = leastFor(open, new BitSet());
    search(open, new BitSet(), new BitSet(), 0);
  }

  /// Indexes of the options chosen.
  BitSet best() {
    BitSet chosen = new BitSet();
    best.stream().forEach(i -> chosen.set(indexes[i]));
    return chosen;
  }

  /// Visits that are left.
  long workLeft() {
    return work;
  }

  /// No cover costs less.
  long atLeast() {
    return cutOff ? Math.min(bound, bestCost) : bestCost;
  }

  private BitSet greedy(BitSet all) {
    BitSet open = (BitSet) all.clone();
    BitSet chosen = new BitSet();
    while (!open.isEmpty()) {
      int next = -1;
      double lowest = Double.MAX_VALUE;
      for (int i = 0; i < costs.length; i++) {
        int gain = gain(i, open);
        double price = gain == 0 ? Double.MAX_VALUE : (double) costs[i] / gain;
        if (price < lowest) {
          lowest = price;
          next = i;
        }
      }
      chosen.set(next);
      open.andNot(covers[next]);
    }
    return chosen;
  }

  /// Without those that the others make superfluous, the dearest first.
  private BitSet cheapened(BitSet chosen) {
    int[] dearest =
        chosen.stream()
            .boxed()
            .sorted((one, other) -> Integer.compare(costs[other], costs[one]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] times = new int[holders.length];
    chosen.stream().forEach(i -> covers[i].stream().forEach(element -> times[element]++));
    for (int i : dearest) {
      if (covers[i].stream().allMatch(element -> times[element] > 1)) {
        covers[i].stream().forEach(element -> times[element]--);
        chosen.clear(i);
      }
    }
    return chosen;
  }

  /// Raises the price of what the relaxed choice leaves open, and lowers that of what it covers
  /// twice (subgradients); keeps the prices of the highest bound.
  private void findPrices(BitSet all) {
    double[] trial = new double[holders.length];
    for (int element = 0; element < trial.length; element++) {
      double lowest = Double.MAX_VALUE;
      for (int i : holders[element]) {
        lowest = Math.min(lowest, (double) costs[i] / covers[i].cardinality());
      }
      trial[element] = lowest;
    }
    double highest = -1;
    double step = 2;
    int since = 0;
    for (int round = 0; round < PRICE_ROUNDS && step > 0.005 && work > 0; round++) {
      work -= 2L * size;
      int[] missing = new int[trial.length];
      Arrays.fill(missing, 1);
      double value = relaxed(trial, all, missing);
      if (value > highest + TOLERANCE) {
        highest = value;
        System.arraycopy(trial, 0, prices, 0, trial.length);
        since = 0;
      } else if (++since == 10) {
        step /= 2;
        since = 0;
      }
      keepByPrices(trial, all);
      long squares = 0;
      for (int one : missing) {
        squares += (long) one * one;
      }
      if (squares == 0 || bestCost - highest < 1 - TOLERANCE) {
        return;
      }
      double length = step * (bestCost - value) / squares;
      for (int element = 0; element < trial.length; element++) {
        trial[element] = Math.max(0, trial[element] + length * missing[element]);
      }
    }
  }

  /// The value of the relaxation; takes 1 from `missing` for each time that it covers an element.
  private double relaxed(double[] trial, BitSet open, int[] missing) {
    double value = 0;
    for (double price : trial) {
      value += price;
    }
    for (int i = 0; i < costs.length; i++) {
      double reduced = reduced(i, trial, open);
      if (reduced < 0) {
        value += reduced;
        covers[i].stream().forEach(element -> missing[element]--);
      }
    }
    return value;
  }

  private double reduced(int option, double[] trial, BitSet open) {
    double reduced = costs[option];
    BitSet elements = covers[option];
    for (int element = elements.nextSetBit(0);
        element >= 0;
        element = elements.nextSetBit(element + 1)) {
      if (open.get(element)) {
        reduced -= trial[element];
      }
    }
    return reduced;
  }

  /// A cover of the options that the prices make the cheapest.
  private void keepByPrices(double[] trial, BitSet all) {
    BitSet open = (BitSet) all.clone();
    BitSet chosen = new BitSet();
    double[] reduced = new double[costs.length];
    for (int i = 0; i < costs.length; i++) {
      reduced[i] = reduced(i, trial, all);
      if (reduced[i] < 0) {
        chosen.set(i);
        open.andNot(covers[i]);
      }
    }
    while (!open.isEmpty()) {
      int next = -1;
      double lowest = Double.MAX_VALUE;
      for (int i : holders[open.nextSetBit(0)]) {
        if (reduced[i] < lowest) {
          lowest = reduced[i];
          next = i;
        }
      }
      chosen.set(next);
      open.andNot(covers[next]);
    }
    keep(cheapened(chosen));
  }

  private void search(BitSet open, BitSet chosen, BitSet banned, long cost) {
    if (open.isEmpty()) {
      keep((BitSet) chosen.clone());
      return;
    }
    work -= size;
    if (cost + leastFor(open, banned) >= bestCost) {
      return;
    }
    if (work <= 0 || chosen.cardinality() >= MOST_CHOSEN) {
      cutOff = true;
      return;
    }
    BitSet without = (BitSet) banned.clone();
    for (int i : inOrder(holders[rarest(open, banned)], banned, open)) {
      BitSet rest = (BitSet) open.clone();
      rest.andNot(covers[i]);
      chosen.set(i);
      search(rest, chosen, without, cost + costs[i]);
      chosen.clear(i);
      // what follows is covered without it: with it, all has been looked at
      without.set(i);
    }
  }

  /// No cover of what is open costs less.
  private long leastFor(BitSet open, BitSet banned) {
    double relaxed = 0;
    for (int element = open.nextSetBit(0); element >= 0; element = open.nextSetBit(element + 1)) {
      relaxed += prices[element];
    }
    for (int i = 0; i < costs.length; i++) {
      if (!banned.get(i)) {
        relaxed += Math.min(0, reduced(i, prices, open));
      }
    }
    long least = (long) Math.ceil(relaxed - TOLERANCE);
    return Math.max(least, ascended(open, banned));
  }

  /// Another bound, by prices that are raised one after the other as far as the options let them:
  /// those of elements that few options hold first. Without any option it is endless.
  private long ascended(BitSet open, BitSet banned) {
    int[] left = costs.clone();
    long sum = 0;
    for (int few = 1; few <= 3; few++) {
      for (int element = open.nextSetBit(0); element >= 0; element = open.nextSetBit(element + 1)) {
        int usable = usable(element, banned);
        if (usable == 0) {
          return Integer.MAX_VALUE;
        }
        if (Math.min(usable, 3) == few) {
          int price = Integer.MAX_VALUE;
          for (int i : holders[element]) {
            price = banned.get(i) ? price : Math.min(price, left[i]);
          }
          sum += price;
          for (int i : holders[element]) {
            left[i] -= banned.get(i) ? 0 : price;
          }
        }
      }
    }
    return sum;
  }

  private int usable(int element, BitSet banned) {
    int usable = 0;
    for (int i : holders[element]) {
      usable += banned.get(i) ? 0 : 1;
    }
    return usable;
  }

  private int rarest(BitSet open, BitSet banned) {
    int rarest = -1;
    int fewest = Integer.MAX_VALUE;
    for (int element = open.nextSetBit(0); element >= 0; element = open.nextSetBit(element + 1)) {
      int usable = usable(element, banned);
      if (usable < fewest) {
        fewest = usable;
        rarest = element;
      }
    }
    return rarest;
  }

  /// Those that the prices make the cheapest first.
  private List<Integer> inOrder(int[] some, BitSet banned, BitSet open) {
    List<Integer> ordered = new ArrayList<>();
    for (int i : some) {
      if (!banned.get(i)) {
        ordered.add(i);
      }
    }
    ordered.sort(
        (one, other) -> Double.compare(reduced(one, prices, open), reduced(other, prices, open)));
    return ordered;
  }

  private int gain(int option, BitSet open) {
    BitSet both = (BitSet) covers[option].clone();
    both.and(open);
    return both.cardinality();
  }

  private void keep(BitSet chosen) {
    long cost = chosen.stream().mapToLong(i -> costs[i]).sum();
    if (cost < bestCost) {
      best = chosen;
      bestCost = cost;
    }
  }
}
