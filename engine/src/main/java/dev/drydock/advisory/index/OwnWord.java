package dev.drydock.advisory.index;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.osv.OsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Of which vulnerabilities distributions have spoken themselves, by ecosystem: what OSV says of
/// the same is not needed.
final class OwnWord {
  private final Map<String, Set<String>> spoken = new HashMap<>();

  void add(String ecosystem, String id) {
    spoken.computeIfAbsent(ecosystem, _ -> new HashSet<>()).add(id);
  }

  /// What is left of a record of OSV's: nothing is lost where it also speaks of a vulnerability or
  /// of an ecosystem that the distribution has said nothing about.
  OsvRecord leftOf(OsvRecord record) {
    if (spoken.isEmpty()) {
      return record;
    }
    List<String> ids = ids(record.advisory());
    List<Affected> left = new ArrayList<>(record.affected().size());
    for (Affected affected : record.affected()) {
      if (!covers(affected.ecosystem(), ids)) {
        left.add(affected);
      }
    }
    return left.size() == record.affected().size()
        ? record
        : new OsvRecord(record.advisory(), left);
  }

  private boolean covers(String ecosystem, List<String> ids) {
    int colon = ecosystem.indexOf(':');
    Set<String> release = spoken.getOrDefault(ecosystem, Set.of());
    Set<String> all =
        colon < 0 ? Set.of() : spoken.getOrDefault(ecosystem.substring(0, colon), Set.of());
    for (String id : ids) {
      if (!release.contains(id) && !all.contains(id)) {
        return false;
      }
    }
    return !ids.isEmpty();
  }

  /// The CVEs that a record is about.
  private static List<String> ids(Advisory advisory) {
    List<String> ids = new ArrayList<>();
    int at = advisory.id().indexOf("CVE-");
    if (at >= 0) {
      ids.add(advisory.id().substring(at));
    }
    for (String id : advisory.upstream()) {
      add(id, ids);
    }
    for (String id : advisory.aliases()) {
      add(id, ids);
    }
    return ids;
  }

  private static void add(String id, List<String> ids) {
    int at = id.indexOf("CVE-");
    if (at >= 0) {
      ids.add(id.substring(at));
    }
  }
}
