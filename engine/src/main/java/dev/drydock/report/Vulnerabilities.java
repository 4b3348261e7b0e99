package dev.drydock.report;

import dev.drydock.match.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Findings under their ids: a vulnerability counts once however many packages of the image have
/// it.
public final class Vulnerabilities {
  private final List<Finding> all = new ArrayList<>();

  /// The worst finding of each id.
  private final Map<String, Finding> byId = new LinkedHashMap<>();

  private Vulnerabilities() {}

  /// @param indexes into the findings
  public static Vulnerabilities of(List<Finding> findings, Collection<Integer> indexes) {
    Vulnerabilities result = new Vulnerabilities();
    for (int index : indexes) {
      Finding finding = findings.get(index);
      result.all.add(finding);
      Finding known = result.byId.get(finding.id());
      if (known == null || finding.severity().compareTo(known.severity()) < 0) {
        result.byId.put(finding.id(), finding);
      }
    }
    return result;
  }

  /// Every finding, in its order.
  public List<Finding> all() {
    return all;
  }

  /// The worst finding of each id, in their order.
  public Collection<Finding> worst() {
    return byId.values();
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /// How many ids.
  public int size() {
    return byId.size();
  }

  public int fixable() {
    int count = 0;
    for (Finding finding : byId.values()) {
      count += finding.fixedIn().isEmpty() ? 0 : 1;
    }
    return count;
  }

  public int attacked() {
    int count = 0;
    for (Finding finding : byId.values()) {
      count += attacked(finding) ? 1 : 0;
    }
    return count;
  }

  /// Whether attacks on it are known.
  public static boolean attacked(Finding finding) {
    return finding.exploitation() != null && finding.exploitation().kev() != null;
  }

  public int of(Finding.Severity severity) {
    int count = 0;
    for (Finding finding : byId.values()) {
      count += finding.severity() == severity ? 1 : 0;
    }
    return count;
  }

  /// `1 critical, 5 high`.
  public String counts() {
    StringBuilder counts = new StringBuilder();
    for (Finding.Severity severity : Finding.Severity.values()) {
      int count = of(severity);
      if (count > 0) {
        counts.append(counts.isEmpty() ? "" : ", ").append(count).append(' ');
        counts.append(Words.of(severity));
      }
    }
    return counts.toString();
  }
}
