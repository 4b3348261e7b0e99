package dev.drydock.advisory.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What another index says differently. Whatever `Matcher` could answer differently is in it, apart
/// from EPSS scores that stay on their side of the boundaries.
///
/// Contents are compared, since numbers of strings and records shift from build to build: an index
/// of the same feeds gives an empty one.
///
/// @param packages of which something else is said, in the order of ecosystems and names
/// @param cves whose entry in KEV or whose further severities are others, or whose EPSS score has
///   crossed a boundary
/// @param ecosystems that only one of the two speaks of
public record IndexDifference(List<Package> packages, Set<String> cves, Set<String> ecosystems) {

  public IndexDifference {
    packages = List.copyOf(packages);
    cves = Collections.unmodifiableSet(new TreeSet<>(cves));
    ecosystems = Collections.unmodifiableSet(new TreeSet<>(ecosystems));
  }

  /// A package of an ecosystem, release included, both as the index has them.
  public record Package(String ecosystem, String name) {}

  /// Reads both indexes as a whole, once they have been held to their digests.
  ///
  /// @param epssBoundaries probabilities, 0 to 1: a score is on their upper side from them on, and
  ///   below all of them where it is unknown
  /// @throws DamagedIndexException where one of them is not what was written; there is no half of a
  ///   difference
  public static IndexDifference between(
      AdvisoryIndex before, AdvisoryIndex after, double... epssBoundaries) {
    before.verify();
    after.verify();
    Content old = new Content(before);
    Content now = new Content(after);
    List<Package> packages = new ArrayList<>();
    compare(old.packages(), now.packages(), packages);
    Set<String> cves = new HashSet<>();
    CveDigests.compare(old.kev(), now.kev(), cves);
    CveDigests.compare(old.severities(), now.severities(), cves);
    CveDigests.compare(old.epss(epssBoundaries), now.epss(epssBoundaries), cves);
    Set<String> ecosystems = new HashSet<>(before.ecosystems());
    ecosystems.addAll(after.ecosystems());
    ecosystems.removeIf(
        one -> before.ecosystems().contains(one) && after.ecosystems().contains(one));
    return new IndexDifference(packages, cves, ecosystems);
  }

  /// One walk through two sorted lists.
  private static void compare(PackageDigests before, PackageDigests after, List<Package> changed) {
    Package old = before.next();
    Package now = after.next();
    while (old != null || now != null) {
      int order = order(old, now);
      Package first = order <= 0 ? old : now;
      if (first != null && (order != 0 || before.digest() != after.digest())) {
        changed.add(first);
      }
      old = order <= 0 ? before.next() : old;
      now = order >= 0 ? after.next() : now;
    }
  }

  /// `null` is after all others.
  private static int order(@Nullable Package one, @Nullable Package other) {
    if (one == null || other == null) {
      return one == null ? 1 : -1;
    }
    return PackageDigests.order(one, other);
  }

  /// The names of the packages, of whichever ecosystem.
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Package one : packages) {
      names.add(one.name());
    }
    return names;
  }

  /// Whether one of the two speaks of an ecosystem that the other one does not know: for which
  /// components there is data may be another answer then, for all of them.
  public boolean ecosystemsChanged() {
    return !ecosystems.isEmpty();
  }

  public boolean isEmpty() {
    return packages.isEmpty() && cves.isEmpty() && ecosystems.isEmpty();
  }
}
