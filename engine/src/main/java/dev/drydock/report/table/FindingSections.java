package dev.drydock.report.table;

import dev.drydock.bom.Component;
import dev.drydock.fix.Action;
import dev.drydock.fix.Upgrade;
import dev.drydock.match.Finding;
import dev.drydock.report.Vulnerabilities;
import dev.drydock.report.table.Page.Style;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every finding for people: by the action that removes it, the rest by what is said of it and then
/// by package.
final class FindingSections {
  private final Page page;
  private final Scan report;
  private final List<Finding> findings;
  private final boolean explain;

  /// @param explain whether every finding says why it is one
  FindingSections(Page page, Scan report, boolean explain) {
    this.page = page;
    this.report = report;
    this.findings = report.findings().findings();
    this.explain = explain;
  }

  void print() {
    actions();
    rest();
  }

  private void actions() {
    int number = 0;
    for (Action action : report.plan().actions()) {
      page.blank();
      page.heading("WHAT ACTION " + ++number + " REMOVES", "", 0);
      if (action.upgrades().isEmpty()) {
        group(Vulnerabilities.of(findings, action.removes()));
      }
      for (Upgrade upgrade : action.upgrades()) {
        upgrade(upgrade);
      }
    }
  }

  private void upgrade(Upgrade upgrade) {
    Vulnerabilities removed = Vulnerabilities.of(findings, upgrade.removes());
    page.heading(
        "  ",
        upgrade.name()
            + " "
            + (upgrade.from().isEmpty() ? "" : upgrade.from() + " ")
            + "→ "
            + upgrade.to()
            + ": "
            + removed.size()
            + " ("
            + removed.counts()
            + ")",
        5);
    Set<String> names = new LinkedHashSet<>();
    for (Component component : upgrade.components()) {
      names.add(component.name());
    }
    if (!names.equals(Set.of(upgrade.name()))) {
      page.line("     in ", String.join(", ", names), 8);
    }
    group(removed);
  }

  /// What no action removes, by what is said of it and then by package.
  private void rest() {
    Set<Integer> left = new LinkedHashSet<>(report.open());
    for (Action action : report.plan().actions()) {
      action.removes().forEach(left::remove);
    }
    Map<String, Map<String, List<Integer>>> sections = new LinkedHashMap<>();
    for (String title : TITLES) {
      sections.put(title, new LinkedHashMap<>());
    }
    for (int i : left) {
      Finding finding = findings.get(i);
      Map<String, List<Integer>> packages = sections.get(title(finding));
      if (packages != null) {
        packages.computeIfAbsent(label(finding), _ -> new ArrayList<>()).add(i);
      }
    }
    sections.forEach(this::section);
  }

  private static final String FIXED = "FIXED IN A NEWER VERSION";
  private static final String UNFIXED = "NO FIX YET";
  private static final String LOOKED_INTO = "BEING LOOKED INTO BY THE DISTRIBUTION";
  private static final String REFUSED = "WILL NOT BE FIXED BY THE DISTRIBUTION";
  private static final String UNCLEAR = "COULD NOT BE COMPARED: THE VERSION IS NOT UNDERSTOOD";
  private static final List<String> TITLES = List.of(FIXED, UNFIXED, LOOKED_INTO, REFUSED, UNCLEAR);

  private static String title(Finding finding) {
    return switch (finding.status()) {
      case AFFECTED -> finding.fixedIn().isEmpty() ? UNFIXED : FIXED;
      case UNDER_INVESTIGATION -> LOOKED_INTO;
      case WILL_NOT_FIX -> REFUSED;
      case UNDETERMINED, FIXED, NOT_AFFECTED -> UNCLEAR;
    };
  }

  private static String label(Finding finding) {
    Component component = finding.component();
    Component.OsPackage os = component.os();
    String label =
        os == null
            ? component.name() + " " + component.version()
            : os.source().name() + " " + os.source().version();
    return finding.status() == Finding.Status.AFFECTED && !finding.fixedIn().isEmpty()
        ? label + " → " + finding.fixedIn().getLast()
        : label;
  }

  private void section(String title, Map<String, List<Integer>> packages) {
    if (packages.isEmpty()) {
      return;
    }
    page.blank();
    page.heading(title, "", 0);
    packages.forEach(
        (label, indexes) -> {
          Vulnerabilities here = Vulnerabilities.of(findings, indexes);
          page.line("  ", label + ": " + here.counts(), 5);
          group(here);
        });
  }

  private void group(Vulnerabilities vulnerabilities) {
    VulnerabilityLines.print(vulnerabilities, page);
    if (explain) {
      for (Finding finding : vulnerabilities.all()) {
        why(finding);
      }
    }
  }

  private void why(Finding finding) {
    Component component = finding.component();
    page.line(
        Style.FAINT,
        "     ",
        finding.id() + " in " + component.name() + " " + component.version(),
        7);
    for (Finding.Match match : finding.matches()) {
      page.line(
          "       ",
          match.advisory()
              + " for "
              + match.ecosystem()
              + " "
              + match.packageName()
              + ": "
              + match.reason()
              + (match.scheme().isEmpty() ? "" : " (" + match.scheme() + " order)"),
          9);
      if (match.url() != null) {
        page.line("         ", match.url(), 9);
      }
    }
  }
}
