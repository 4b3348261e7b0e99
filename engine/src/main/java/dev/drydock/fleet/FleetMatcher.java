package dev.drydock.fleet;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Component;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.match.Findings.Coverage;
import dev.drydock.match.Matcher;
import dev.drydock.match.Surroundings;
import dev.drydock.triage.Prioritisation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Matches components apart from their images, as [Matcher] does within them: those with the same
/// surroundings together, as if they were one image. Thread-safe.
public final class FleetMatcher {
  private final Advisories advisories;
  private final EcosystemsOnly ecosystems;
  private final Matcher matcher = new Matcher();
  private final Prioritisation prioritisation = new Prioritisation();

  public FleetMatcher(Advisories advisories) {
    this.advisories = advisories;
    this.ecosystems = new EcosystemsOnly(advisories);
  }

  /// A group of components, by their places in what was asked.
  private record Group(@Nullable Surroundings surroundings) {}

  /// One for each component, in the same order. Thousands at once are faster than one by one:
  /// packages of the same source share their lookups.
  public List<FleetMatch> match(List<FleetComponent> components) {
    FleetMatch[] matches = new FleetMatch[components.size()];
    groups(components).forEach((group, places) -> match(group, places, components, matches));
    return List.of(matches);
  }

  /// For which ecosystems of some components there is data, and for which not. Of all components of
  /// one image it is what a scan of the image says.
  public List<Coverage> coverage(List<FleetComponent> components) {
    Map<String, Coverage> all = new TreeMap<>();
    groups(components)
        .forEach(
            (group, places) -> {
              List<Component> found = new ArrayList<>(places.size());
              places.forEach(place -> found.add(components.get(place).component()));
              for (Coverage one : coverage(group, found)) {
                all.merge(one.ecosystem(), one, FleetMatcher::sum);
              }
            });
    return List.copyOf(all.values());
  }

  private static Map<Group, List<Integer>> groups(List<FleetComponent> components) {
    Map<Group, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < components.size(); i++) {
      groups
          .computeIfAbsent(new Group(components.get(i).surroundings()), _ -> new ArrayList<>())
          .add(i);
    }
    return groups;
  }

  private void match(
      Group group, List<Integer> places, List<FleetComponent> components, FleetMatch[] matches) {
    List<Component> found = new ArrayList<>(places.size());
    List<Integer> workingCopies = new ArrayList<>();
    IdentityHashMap<Component, List<FleetFinding>> findings = new IdentityHashMap<>();
    for (int place : places) {
      FleetComponent component = components.get(place);
      if (component.workingCopy()) {
        workingCopies.add(found.size());
      }
      found.add(component.component());
    }
    Findings all =
        matcher.match(ImaginaryImage.of(group.surroundings(), found, workingCopies), advisories);
    for (Finding finding : all.findings()) {
      findings
          .computeIfAbsent(finding.component(), _ -> new ArrayList<>())
          .add(new FleetFinding(finding, prioritisation.of(finding)));
    }
    boolean known = known(all.coverage());
    for (int i = 0; i < found.size(); i++) {
      int place = places.get(i);
      Component component = found.get(i);
      matches[place] =
          new FleetMatch(
              components.get(place),
              findings.getOrDefault(component, List.of()),
              known || known(coverage(group, List.of(component))));
    }
  }

  private List<Coverage> coverage(Group group, List<Component> components) {
    return matcher
        .match(ImaginaryImage.of(group.surroundings(), components, List.of()), ecosystems)
        .coverage();
  }

  private static boolean known(List<Coverage> coverage) {
    return coverage.stream().allMatch(Coverage::known);
  }

  private static Coverage sum(Coverage one, Coverage other) {
    return new Coverage(
        one.ecosystem(),
        one.components() + other.components(),
        one.known() || other.known(),
        one.distribution() || other.distribution());
  }
}
