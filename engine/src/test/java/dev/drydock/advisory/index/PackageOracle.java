package dev.drydock.advisory.index;

import dev.drydock.advisory.index.IndexDifference.Package;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// Which packages two indexes say different things of, found by looking all of them up.
public final class PackageOracle {
  private PackageOracle() {}

  public static List<Package> changed(AdvisoryIndex before, AdvisoryIndex after) {
    TreeSet<Package> all =
        new TreeSet<>(Comparator.comparing(Package::ecosystem).thenComparing(Package::name));
    for (AdvisoryIndex index : List.of(before, after)) {
      PackageDigests packages = new Content(index).packages();
      for (Package one = packages.next(); one != null; one = packages.next()) {
        all.add(one);
      }
    }
    List<Package> changed = new ArrayList<>();
    for (Package one : all) {
      if (!before
          .affecting(one.ecosystem(), one.name())
          .equals(after.affecting(one.ecosystem(), one.name()))) {
        changed.add(one);
      }
    }
    return changed;
  }
}
