package dev.drydock.report.gitlab;

import java.util.Map;
import java.util.Set;

/// The CVSS vectors that GitLab's reports may hold: versions 2, 3.0 and 3.1, each metric with one
/// of its values. One that they may not hold, such as one of version 4, would make the whole report
/// invalid.
final class GitLabVector {
  private static final int LONGEST = 128;
  private static final int SHORTEST_2 = 16;
  private static final int SHORTEST_3 = 32;

  private static final Map<String, Set<String>> METRICS_2 =
      Map.ofEntries(
          Map.entry("AV", Set.of("N", "A", "L")),
          Map.entry("AC", Set.of("L", "M", "H")),
          Map.entry("Au", Set.of("M", "S", "N")),
          Map.entry("C", Set.of("N", "P", "C")),
          Map.entry("I", Set.of("N", "P", "C")),
          Map.entry("A", Set.of("N", "P", "C")),
          Map.entry("E", Set.of("U", "POC", "F", "H", "ND")),
          Map.entry("RL", Set.of("OF", "TF", "W", "U", "ND")),
          Map.entry("RC", Set.of("UC", "UR", "C", "ND")),
          Map.entry("CDP", Set.of("N", "L", "LM", "MH", "H", "ND")),
          Map.entry("TD", Set.of("N", "L", "M", "H", "ND")),
          Map.entry("CR", Set.of("L", "M", "H", "ND")),
          Map.entry("IR", Set.of("L", "M", "H", "ND")),
          Map.entry("AR", Set.of("L", "M", "H", "ND")));

  private static final Map<String, String> METRICS_3 =
      Map.ofEntries(
          Map.entry("AV", "NALP"),
          Map.entry("AC", "LH"),
          Map.entry("PR", "NLH"),
          Map.entry("UI", "NR"),
          Map.entry("S", "UC"),
          Map.entry("C", "NLH"),
          Map.entry("I", "NLH"),
          Map.entry("A", "NLH"),
          Map.entry("E", "XUPFH"),
          Map.entry("RL", "XOTWU"),
          Map.entry("RC", "XURC"),
          Map.entry("CR", "XLMH"),
          Map.entry("IR", "XLMH"),
          Map.entry("AR", "XLMH"),
          Map.entry("MAV", "XNALP"),
          Map.entry("MAC", "XLH"),
          Map.entry("MPR", "XNLH"),
          Map.entry("MUI", "XNR"),
          Map.entry("MS", "XUC"),
          Map.entry("MC", "XNLH"),
          Map.entry("MI", "XNLH"),
          Map.entry("MA", "XNLH"));

  private GitLabVector() {}

  static boolean allowed(String vector) {
    if (vector.length() > LONGEST) {
      return false;
    }
    boolean three = vector.startsWith("CVSS:3.0/") || vector.startsWith("CVSS:3.1/");
    String metrics = three ? vector.substring("CVSS:3.x/".length()) : vector;
    if (vector.length() < (three ? SHORTEST_3 : SHORTEST_2)) {
      return false;
    }
    for (String metric : metrics.split("/", -1)) {
      int colon = metric.indexOf(':');
      String name = colon < 0 ? "" : metric.substring(0, colon);
      String value = metric.substring(colon + 1);
      boolean known =
          three
              ? value.length() == 1 && METRICS_3.getOrDefault(name, "").contains(value)
              : METRICS_2.getOrDefault(name, Set.of()).contains(value);
      if (!known) {
        return false;
      }
    }
    return true;
  }
}
