package dev.drydock.server.component;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Purl;
import dev.drydock.fleet.FleetComponent;
import dev.drydock.fleet.FleetFinding;
import dev.drydock.fleet.FleetMatch;
import dev.drydock.fleet.FleetMatcher;
import dev.drydock.match.Finding;
import dev.drydock.server.component.MatchedFinding.Facts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Matches components with one index, and says it as the database keeps it.
public final class ComponentMatching {
  private final FleetMatcher matcher;

  public ComponentMatching(Advisories advisories) {
    this.matcher = new FleetMatcher(advisories);
  }

  /// One list for each component, in their order, each vulnerability once.
  public List<List<MatchedFinding>> match(List<FleetComponent> components) {
    List<List<MatchedFinding>> all = new ArrayList<>(components.size());
    for (FleetMatch match : matcher.match(components)) {
      String group = group(match.component());
      Map<String, MatchedFinding> found = new LinkedHashMap<>();
      for (FleetFinding finding : match.findings()) {
        MatchedFinding matched = finding(finding, group);
        found.putIfAbsent(matched.name(), matched);
      }
      all.add(List.copyOf(found.values()));
    }
    return all;
  }

  private static MatchedFinding finding(FleetFinding found, String group) {
    Finding finding = found.finding();
    String summary = finding.summary();
    return new MatchedFinding(
        new Facts(
            ColumnText.key(finding.id()),
            keys(finding.aliases()),
            summary == null ? "" : ColumnText.shown(summary),
            finding.published()),
        new FindingForm(
            finding.severity(),
            found.judgement().priority(),
            finding.status(),
            keys(finding.fixedIn()),
            group));
  }

  private static List<String> keys(Collection<String> texts) {
    return texts.stream().map(ColumnText::key).toList();
  }

  /// The package that is updated, as purl without a version: of operating systems the source
  /// package, of which all binary packages are updated together.
  private static String group(FleetComponent component) {
    Purl purl = component.purl();
    OsPackage os = component.os();
    String name = os == null || os.source().name().isEmpty() ? purl.name() : os.source().name();
    return ColumnText.key(Purl.of(purl.type(), purl.namespace(), name, null).toString());
  }
}
