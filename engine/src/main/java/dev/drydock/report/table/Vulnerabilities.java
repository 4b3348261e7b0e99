package dev.drydock.report.table;

import dev.drydock.match.Finding;
import dev.drydock.report.Words;
import dev.drydock.report.table.Page.Style;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Findings under their ids: one line of ids for each severity, the worst first.
final class Vulnerabilities {
  private static final int LABEL = 16;

  private final List<Finding> all = new ArrayList<>();

  /// The worst finding of each id.
  private final Map<String, Finding> byId = new LinkedHashMap<>();

  private Vulnerabilities() {}

  static Vulnerabilities of(List<Finding> findings, Collection<Integer> indexes) {
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

  List<Finding> all() {
    return all;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  int size() {
    return byId.size();
  }

  int fixable() {
    int count = 0;
    for (Finding finding : byId.values()) {
      count += finding.fixedIn().isEmpty() ? 0 : 1;
    }
    return count;
  }

  int attacked() {
    int count = 0;
    for (Finding finding : byId.values()) {
      count += attacked(finding) ? 1 : 0;
    }
    return count;
  }

  static boolean attacked(Finding finding) {
    return finding.exploitation() != null && finding.exploitation().kev() != null;
  }

  /// `1 critical, 5 high`.
  String counts() {
    StringBuilder counts = new StringBuilder();
    for (Finding.Severity severity : Finding.Severity.values()) {
      int count = 0;
      for (Finding finding : byId.values()) {
        count += finding.severity() == severity ? 1 : 0;
      }
      if (count > 0) {
        counts.append(counts.isEmpty() ? "" : ", ").append(count).append(' ');
        counts.append(Words.of(severity));
      }
    }
    return counts.toString();
  }

  void print(Page page) {
    for (Finding.Severity severity : Finding.Severity.values()) {
      StringBuilder ids = new StringBuilder();
      for (Finding finding : byId.values()) {
        if (finding.severity() == severity) {
          ids.append(ids.isEmpty() ? "" : " ").append(finding.id());
          ids.append(attacked(finding) ? "!" : "");
        }
      }
      if (!ids.isEmpty()) {
        String label = "     " + Words.of(severity);
        page.line(
            style(severity), label + " ".repeat(LABEL - label.length()), ids.toString(), LABEL);
      }
    }
  }

  private static Style style(Finding.Severity severity) {
    return switch (severity) {
      case CRITICAL -> Style.CRITICAL;
      case HIGH -> Style.HIGH;
      case MEDIUM -> Style.MEDIUM;
      case LOW, NEGLIGIBLE, UNKNOWN -> Style.FAINT;
    };
  }
}
