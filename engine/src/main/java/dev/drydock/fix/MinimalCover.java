package dev.drydock.fix;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The cheapest choice of sets that together hold all that any of them holds (weighted set cover).
///
/// What only one set holds decides that set; what is left is searched through with a bound (branch
/// and bound), which is exact. Only where [#MOST_STEPS] do not suffice is the best choice so far
/// taken; it is never worse than the greedy one, whose cost is at most H(n) times the least
/// (Chvátal 1979).
final class MinimalCover {
  static final int MOST_STEPS = 200_000;

  /// One choice.
  record Option(BitSet covers, int cost) {}

  private final List<Option> options;
  private BitSet best;
  private long bestCost;
  private int steps;

  private MinimalCover(List<Option> options) {
    this.options = options;
    this.best = new BitSet();
    this.bestCost = Long.MAX_VALUE;
  }

  /// Indexes of the options chosen.
  static BitSet of(List<Option> options) {
    MinimalCover cover = new MinimalCover(options);
    BitSet open = new BitSet();
    for (Option option : options) {
      open.or(option.covers());
    }
    BitSet chosen = new BitSet();
    cover.takeTheOnlyOnes(open, chosen);
    cover.greedy((BitSet) open.clone(), (BitSet) chosen.clone());
    cover.search(open, chosen, cover.cost(chosen));
    return cover.best;
  }

  private void takeTheOnlyOnes(BitSet open, BitSet chosen) {
    for (int element = open.nextSetBit(0); element >= 0; element = open.nextSetBit(element + 1)) {
      int only = -1;
      int holders = 0;
      for (int i = 0; i < options.size() && holders < 2; i++) {
        if (options.get(i).covers().get(element)) {
          only = i;
          holders++;
        }
      }
      if (holders == 1) {
        chosen.set(only);
      }
    }
    for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
      open.andNot(options.get(i).covers());
    }
  }

  private void greedy(BitSet open, BitSet chosen) {
    while (!open.isEmpty()) {
      int next = -1;
      double lowest = Double.MAX_VALUE;
      for (int i = 0; i < options.size(); i++) {
        int gain = gain(options.get(i), open);
        double price = gain == 0 ? Double.MAX_VALUE : (double) options.get(i).cost() / gain;
        if (price < lowest) {
          lowest = price;
          next = i;
        }
      }
      chosen.set(next);
      open.andNot(options.get(next).covers());
    }
    keep(chosen, cost(chosen));
  }

  private void search(BitSet open, BitSet chosen, long cost) {
    if (cost >= bestCost || steps >= MOST_STEPS) {
      return;
    }
    steps++;
    if (open.isEmpty()) {
      keep(chosen, cost);
      return;
    }
    if (cost + leastFor(open) >= bestCost) {
      return;
    }
    for (int i : holdersOf(rarest(open))) {
      BitSet rest = (BitSet) open.clone();
      rest.andNot(options.get(i).covers());
      chosen.set(i);
      search(rest, chosen, cost + options.get(i).cost());
      chosen.clear(i);
    }
  }

  /// No choice covers what is open for less: each element costs at least its best price.
  private long leastFor(BitSet open) {
    double least = 0;
    for (int element = open.nextSetBit(0); element >= 0; element = open.nextSetBit(element + 1)) {
      double lowest = Double.MAX_VALUE;
      for (Option option : options) {
        if (option.covers().get(element)) {
          lowest = Math.min(lowest, (double) option.cost() / gain(option, open));
        }
      }
      least += lowest;
    }
    return (long) Math.ceil(least - 1e-6);
  }

  private int rarest(BitSet open) {
    int rarest = -1;
    int fewest = Integer.MAX_VALUE;
    for (int element = open.nextSetBit(0); element >= 0; element = open.nextSetBit(element + 1)) {
      int holders = holdersOf(element).size();
      if (holders < fewest) {
        fewest = holders;
        rarest = element;
      }
    }
    return rarest;
  }

  private List<Integer> holdersOf(int element) {
    List<Integer> holders = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i).covers().get(element)) {
        holders.add(i);
      }
    }
    return holders;
  }

  private static int gain(Option option, BitSet open) {
    BitSet both = (BitSet) option.covers().clone();
    both.and(open);
    return both.cardinality();
  }

  private long cost(BitSet chosen) {
    long cost = 0;
    for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
      cost += options.get(i).cost();
    }
    return cost;
  }

  private void keep(BitSet chosen, long cost) {
    if (cost < bestCost) {
      best = (BitSet) chosen.clone();
      bestCost = cost;
    }
  }
}
