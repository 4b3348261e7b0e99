package dev.drydock.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.limits.Limits;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.match.Matcher;
import dev.drydock.triage.Prioritisation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// Holds what is matched apart from an image against what is matched within it.
final class FleetCheck {
  private static final Prioritisation PRIORITISATION = new Prioritisation();

  private FleetCheck() {}

  /// Findings and coverage.
  ///
  /// @return how many findings there are, all of them equal
  static int equalToMatcher(Bom bom, Advisories advisories) {
    Findings expected = findingsEqual(bom, advisories);
    assertThat(new FleetMatcher(advisories).coverage(FleetComponents.of(bom)))
        .isEqualTo(expected.coverage());
    return expected.findings().size();
  }

  /// @return those within the image
  static Findings findingsEqual(Bom bom, Advisories advisories) {
    Findings expected = new Matcher().match(bom, advisories);
    List<FleetComponent> taken = FleetComponents.of(bom);
    assertThat(taken).hasSameSizeAs(bom.components());
    List<FleetComponent> read = throughText(taken);
    assertThat(read).isEqualTo(taken);
    List<FleetMatch> matches = new FleetMatcher(advisories).match(read);
    assertThat(matches.stream().map(FleetMatch::component).toList()).isEqualTo(taken);
    IdentityHashMap<Component, List<FleetFinding>> findings = byComponent(expected);
    for (int i = 0; i < taken.size(); i++) {
      Component component = bom.components().get(i);
      assertThat(findings(matches.get(i), component))
          .as("%s", component.purl())
          .isEqualTo(findings.getOrDefault(component, List.of()));
    }
    return expected;
  }

  /// The findings of each component, which an image may have twice, and their judgements.
  private static IdentityHashMap<Component, List<FleetFinding>> byComponent(Findings findings) {
    IdentityHashMap<Component, List<FleetFinding>> found = new IdentityHashMap<>();
    for (Finding finding : findings.findings()) {
      found
          .computeIfAbsent(finding.component(), _ -> new ArrayList<>())
          .add(new FleetFinding(finding, PRIORITISATION.of(finding)));
    }
    return found;
  }

  private static List<FleetFinding> findings(FleetMatch match, Component component) {
    List<FleetFinding> found = new ArrayList<>();
    for (FleetFinding one : match.findings()) {
      assertThat(one.finding().component().name()).isEqualTo(component.name());
      assertThat(one.finding().component().version()).isEqualTo(component.version());
      found.add(new FleetFinding(of(one.finding(), component), one.judgement()));
    }
    return found;
  }

  private static Finding of(Finding finding, Component component) {
    return new Finding(
        finding.id(),
        finding.aliases(),
        component,
        finding.summary(),
        finding.severity(),
        finding.ratings(),
        finding.exploitation(),
        finding.status(),
        finding.fixedIn(),
        finding.matches(),
        finding.published(),
        finding.fixPublished());
  }

  static List<FleetComponent> throughText(List<FleetComponent> components) {
    List<FleetComponent> read = new ArrayList<>();
    for (FleetComponent component : components) {
      Stored stored = FleetComponent.read(component.text(), Limits.defaults());
      assertThat(stored).isInstanceOf(Stored.Readable.class);
      if (stored instanceof Stored.Readable(FleetComponent same)) {
        assertThat(same.text()).isEqualTo(component.text());
        read.add(same);
      }
    }
    return read;
  }

  /// Each by itself: it is the same as among others, under its names, by the CVEs of its findings;
  /// and it is known where an image of nothing else has data.
  static void eachByItself(Bom bom, Advisories advisories) {
    List<FleetComponent> components = FleetComponents.of(bom);
    List<FleetMatch> together = new FleetMatcher(advisories).match(components);
    for (int i = 0; i < components.size(); i++) {
      FleetComponent component = components.get(i);
      WatchedAdvisories watched = new WatchedAdvisories(advisories);
      FleetMatch alone = new FleetMatcher(watched).match(List.of(component)).getFirst();
      assertThat(alone).isEqualTo(together.get(i));
      assertThat(component.names()).as("%s", component).containsAll(watched.names);
      assertThat(watched.cves)
          .isEqualTo(
              alone.findings().stream()
                  .flatMap(one -> one.cve().stream())
                  .collect(Collectors.toSet()));
      Findings expected =
          new Matcher()
              .match(
                  new Bom(
                      bom.subject(),
                      bom.distribution(),
                      List.of(bom.components().get(i)),
                      List.of(),
                      List.of(),
                      bom.buildInformation()),
                  advisories);
      assertThat(alone.known())
          .as("%s", component)
          .isEqualTo(expected.coverage().stream().allMatch(Findings.Coverage::known));
    }
  }
}
