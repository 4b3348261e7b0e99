package dev.drydock.match;

import dev.drydock.advisory.Affected;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether an advisory about some packages of a Go module speaks of a program: where it has none of
/// them, nothing of what is vulnerable was linked into it.
final class GoPackages {
  private GoPackages() {}

  /// @param affected import paths; empty where all of the module is
  /// @param linked import paths of what the program has of it, sorted; `null` where nobody knows
  static boolean speakOf(List<String> affected, @Nullable List<String> linked) {
    if (affected.isEmpty() || linked == null) {
      return true;
    }
    for (String path : affected) {
      if (Collections.binarySearch(linked, path) >= 0) {
        return true;
      }
    }
    return false;
  }

  /// Takes away what speaks of a module as a whole, where a record of the same vulnerability knows
  /// the packages and the program has none of them: GitHub's records of what Go's own database has
  /// looked into.
  ///
  /// @param absent records about packages that the program does not have
  static void withoutAbsent(List<Hit> hits, List<Affected> absent) {
    if (absent.isEmpty()) {
      return;
    }
    Set<String> ids = new HashSet<>();
    for (Affected affected : absent) {
      Ids of = Ids.of(affected.advisory());
      ids.addAll(of.cves());
      ids.addAll(of.others());
    }
    for (Hit hit : hits) {
      if (!hit.affected().packages().isEmpty()) {
        hit.ids().cves().forEach(ids::remove);
        hit.ids().others().forEach(ids::remove);
      }
    }
    hits.removeIf(hit -> hit.affected().packages().isEmpty() && isOf(hit.ids(), ids));
  }

  private static boolean isOf(Ids record, Set<String> vulnerabilities) {
    return record.cves().isEmpty()
        ? !Collections.disjoint(record.others(), vulnerabilities)
        : vulnerabilities.containsAll(record.cves());
  }
}
