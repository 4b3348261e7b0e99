package dev.drydock.match;

import dev.drydock.advisory.Advisory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Which vulnerabilities a record is about.
///
/// @param cves sorted, without repetition
/// @param others further ids of the same vulnerability, where the record is about a single one
public record Ids(List<String> cves, List<String> others) {

  public Ids {
    cves = List.copyOf(cves);
    others = List.copyOf(others);
  }

  public static Ids of(Advisory advisory) {
    List<String> cves = new ArrayList<>(4);
    List<String> others = new ArrayList<>(4);
    String own = common(advisory.id());
    collect(own, cves, others);
    // a record that stands on top of others is not one more name of theirs
    boolean collection = others.size() == 1 && !advisory.upstream().isEmpty();
    for (String alias : advisory.aliases()) {
      collect(common(alias), cves, others);
    }
    for (String upstream : advisory.upstream()) {
      collect(common(upstream), cves, others);
    }
    Collections.sort(cves);
    if (cves.size() > 1) {
      return new Ids(cves, List.of());
    }
    if (collection && (others.size() > 1 || !cves.isEmpty())) {
      others.remove(own);
    }
    return new Ids(cves, others);
  }

  private static void collect(String id, List<String> cves, List<String> others) {
    List<String> list = isCve(id) ? cves : others;
    if (!id.isEmpty() && !list.contains(id)) {
      list.add(id);
    }
  }

  static boolean isCve(String id) {
    return id.startsWith("CVE-");
  }

  /// `CVE-2023-1` of a distribution's own record of it: `DEBIAN-CVE-2023-1`, `UBUNTU-CVE-2023-1`.
  private static String common(String id) {
    int at = id.indexOf("-CVE-");
    return at > 0 && !id.startsWith("x_") && !id.startsWith("BIT-") ? id.substring(at + 1) : id;
  }
}
