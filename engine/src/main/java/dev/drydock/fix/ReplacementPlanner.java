package dev.drydock.fix;

import dev.drydock.bom.Component;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Puts the maintained alternative in the place of each package that has one and has findings, and
/// matches it: an alternative may have findings of its own.
final class ReplacementPlanner {
  private final MatchingAgain again;
  private final Replacements replacements;

  ReplacementPlanner(MatchingAgain again, Replacements replacements) {
    this.again = again;
    this.replacements = replacements;
  }

  /// A package with what takes its place.
  ///
  /// @param change told as an upgrade is: all of the old one's findings are gone, those of the new
  ///   one are there
  record Replaced(Replacement replacement, Upgrade change) {}

  /// One for each row of the table that concerns this image.
  List<Replaced> replaced(Findings findings) {
    Map<Replacement, Set<Integer>> rows = rows(findings);
    List<Replaced> all = new ArrayList<>(rows.size());
    rows.forEach(
        (row, components) -> all.add(replaced(findings, row, new ArrayList<>(components))));
    return all;
  }

  private Map<Replacement, Set<Integer>> rows(Findings findings) {
    Map<Replacement, Set<Integer>> rows = new LinkedHashMap<>();
    IdentityHashMap<Component, Boolean> open = new IdentityHashMap<>();
    for (Finding finding : findings.findings()) {
      if (finding.component().os() == null && Remainder.open(finding)) {
        open.put(finding.component(), true);
      }
    }
    List<Component> components = findings.bom().components();
    for (int i = 0; !open.isEmpty() && i < components.size(); i++) {
      Replacement row =
          open.containsKey(components.get(i)) ? replacements.of(components.get(i)) : null;
      if (row != null) {
        rows.computeIfAbsent(row, _ -> new TreeSet<>()).add(i);
      }
    }
    return rows;
  }

  private Replaced replaced(Findings findings, Replacement row, List<Integer> indexes) {
    List<Component> components = findings.bom().components();
    Component example = components.get(indexes.getFirst());
    List<Finding> left =
        again.inPlace(findings.bom(), Map.of(indexes.getFirst(), row.instead(example)));
    IdentityHashMap<Component, Boolean> gone = new IdentityHashMap<>();
    indexes.forEach(index -> gone.put(components.get(index), true));
    List<Integer> removes = new ArrayList<>();
    List<Finding> before = new ArrayList<>();
    for (int i = 0; i < findings.findings().size(); i++) {
      Finding finding = findings.findings().get(i);
      if (gone.containsKey(finding.component())) {
        removes.add(i);
        before.add(finding);
      }
    }
    Set<String> introduces = UpgradePlanner.ids(left);
    introduces.removeAll(UpgradePlanner.ids(before));
    return new Replaced(
        row,
        new Upgrade(
            example.type(),
            example.name(),
            example.version(),
            row.version(),
            indexes.stream().map(components::get).toList(),
            removes,
            List.of(),
            new ArrayList<>(introduces),
            left));
  }
}
