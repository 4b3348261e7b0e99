package dev.drydock.policy.facts;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Exploitation;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.fix.Action;
import dev.drydock.hygiene.Observation;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.match.cvss.Cvss;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origin;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Judgement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts of a scan that was just made.
public final class ScanFacts {
  private final Scan scan;
  private final IdentityHashMap<Component, ComponentFacts> components = new IdentityHashMap<>();

  private ScanFacts(Scan scan) {
    this.scan = scan;
  }

  public static Facts of(Scan scan) {
    return new ScanFacts(scan).facts();
  }

  private Facts facts() {
    List<ComponentFacts> all = new ArrayList<>();
    for (Component component : scan.findings().bom().components()) {
      all.add(of(component));
    }
    return new Facts(scan.creation().at(), image(), findings(), all, observations(), plan());
  }

  private ComponentFacts of(Component component) {
    return components.computeIfAbsent(
        component,
        one -> {
          List<String> paths = new ArrayList<>();
          for (Component.Location location : one.locations()) {
            paths.add(location.path());
          }
          Origin origin = scan.origins().of(one);
          return new ComponentFacts(
              one.name(),
              one.version(),
              one.type(),
              one.purl().toString(),
              one.licences(),
              paths,
              origin == null ? null : origin.word());
        });
  }

  private List<FindingFacts> findings() {
    List<FindingFacts> all = new ArrayList<>();
    int[] removedBy = scan.removedBy();
    for (int i = 0; i < removedBy.length; i++) {
      all.add(finding(scan.findings().findings().get(i), scan.judgements().get(i), removedBy[i]));
    }
    return all;
  }

  private FindingFacts finding(Finding finding, Judgement judgement, int removedBy) {
    Exploitation exploitation = finding.exploitation();
    String kev = exploitation == null ? null : exploitation.kev();
    return new FindingFacts(
        finding.id(),
        finding.aliases(),
        of(finding.component()),
        finding.severity().word(),
        finding.cvss(),
        network(vector(finding)),
        exploitation == null ? null : exploitation.epss(),
        Times.day(kev),
        kev != null,
        exploitation != null && exploitation.ransomware(),
        StatusWords.of(finding.status()),
        finding.fixedIn(),
        judgement.priority(),
        judgement.exposure(),
        finding.published(),
        finding.fixPublished(),
        removedBy);
  }

  private static @Nullable String vector(Finding finding) {
    for (Finding.Rating rating : finding.ratings()) {
      if (rating.vector() != null) {
        return rating.vector();
      }
    }
    return null;
  }

  /// What the first vector says, as the priority has it too.
  static @Nullable Boolean network(@Nullable String vector) {
    return vector == null ? null : Cvss.of(vector).map(Cvss::network).orElse(null);
  }

  private ImageFacts image() {
    Findings findings = scan.findings();
    Bom bom = findings.bom();
    Advisories.Metadata advisories = findings.advisories();
    BaseImage base = scan.origins().base();
    List<String> newest = new ArrayList<>();
    for (Advisories.Feed feed : advisories.feeds()) {
      newest.add(feed.newest());
    }
    List<String> withoutData = new ArrayList<>();
    int componentsWithoutData = 0;
    Boolean distributionData = null;
    for (Findings.Coverage coverage : findings.coverage()) {
      distributionData =
          distributionData(distributionData, coverage.distribution(), coverage.known());
      if (!coverage.known()) {
        withoutData.add(coverage.ecosystem());
        componentsWithoutData += coverage.components();
      }
    }
    return new ImageFacts(
        bom.subject().reference(),
        bom.subject().digest(),
        bom.subject().platform(),
        bom.distribution() == null ? null : bom.distribution().purlQualifier(),
        Times.created(bom.subject().created()),
        bom.subject().labels(),
        base == null
            ? null
            : new ImageFacts.Base(base.reference(), base.digest(), base.evidence().guessed()),
        scan.endOfLife() == null ? null : scan.endOfLife().title(),
        bom.components().size(),
        withoutData,
        componentsWithoutData,
        distributionData,
        !advisories.feeds().isEmpty(),
        Times.newest(newest),
        bom.unreadable().size(),
        scan.observed(),
        scan.standing() == null ? null : StandingFacts.of(scan.standing()));
  }

  /// After one more ecosystem: known for the distribution where it is for all of its packages.
  static @Nullable Boolean distributionData(
      @Nullable Boolean before, boolean distribution, boolean known) {
    return distribution ? Boolean.valueOf(known && (before == null || before)) : before;
  }

  private List<ObservationFacts> observations() {
    List<ObservationFacts> all = new ArrayList<>();
    BaseImage base = scan.origins().base();
    for (Observation observation : scan.observations()) {
      all.add(
          new ObservationFacts(
              observation.rule(),
              observation.severity().word(),
              observation.message(),
              observation.path(),
              origin(observation.layer(), base == null ? -1 : base.layers())));
    }
    return all;
  }

  /// Whose a layer is.
  ///
  /// @param layer -1 where it is none
  /// @param baseLayers -1 where nobody knows the base image
  static @Nullable String origin(int layer, int baseLayers) {
    if (layer < 0 || baseLayers < 0) {
      return null;
    }
    return (layer < baseLayers ? Origin.BASE : Origin.APPLICATION).word();
  }

  private PlanFacts plan() {
    List<PlanFacts.Step> steps = new ArrayList<>();
    for (Action action : scan.plan().actions()) {
      steps.add(
          new PlanFacts.Step(
              action.kind().word(), action.effort().word(), action.removes().size()));
    }
    return new PlanFacts(steps, scan.plan().remaining().size());
  }
}
