package dev.drydock.server.maturity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where a team stands, and what would move it most: a pure function of what was measured.
///
/// @param next the milestones that are worth most now, at most three
record Road(Measures measures, Place place, List<Ahead> next) {
  private static final int STEPS = 3;

  Road {
    next = List.copyOf(next);
  }

  /// A milestone that is not reached.
  ///
  /// @param towards the place that asks for it
  /// @param missing how far it is from there, above 0 and at most 1
  record Ahead(Milestone milestone, Place towards, double missing) {}

  static Road of(Measures measures) {
    Place place = Place.EXPLORING;
    for (Place candidate : Place.values()) {
      if (missing(candidate, measures).isEmpty()) {
        place = candidate;
      } else {
        break;
      }
    }
    return new Road(measures, place, ahead(place, measures));
  }

  /// What the next place asks for first, then what the ones after it do; the farthest first.
  private static List<Ahead> ahead(Place place, Measures measures) {
    List<Ahead> ahead = new ArrayList<>();
    for (Place towards = place.next().orElse(null);
        towards != null && ahead.size() < STEPS;
        towards = towards.next().orElse(null)) {
      for (Ahead one : missing(towards, measures)) {
        boolean known = ahead.stream().anyMatch(it -> it.milestone() == one.milestone());
        if (!known && ahead.size() < STEPS) {
          ahead.add(one);
        }
      }
    }
    return ahead;
  }

  private static List<Ahead> missing(Place place, Measures measures) {
    List<Ahead> missing = new ArrayList<>();
    for (Milestone milestone : Milestone.values()) {
      double by = milestone.missing(place, measures);
      if (by > 0) {
        missing.add(new Ahead(milestone, place, by));
      }
    }
    // stable: what the table has first comes first where two are as far
    missing.sort(Comparator.comparingDouble(Ahead::missing).reversed());
    return missing;
  }
}
