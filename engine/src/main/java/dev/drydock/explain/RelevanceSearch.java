package dev.drydock.explain;

import dev.drydock.advisory.Affected;
import dev.drydock.advisory.osv.Ecosystems;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.explain.Relevance.Cleared;
import dev.drydock.explain.Relevance.Place;
import dev.drydock.explain.Relevance.Present;
import dev.drydock.explain.Relevance.Removal;
import dev.drydock.explain.Relevance.Verdict;
import dev.drydock.fix.Action;
import dev.drydock.fix.Plan;
import dev.drydock.fix.Upgrade;
import dev.drydock.match.Examination;
import dev.drydock.match.Examination.Answered;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.vex.Assessment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks for one vulnerability in what the stages said of an image.
final class RelevanceSearch {
  private final Dossier dossier;
  private final ScannedImage image;
  private final Findings findings;
  private final Set<String> ids = new HashSet<>();

  RelevanceSearch(Dossier dossier, ScannedImage image) {
    this.dossier = dossier;
    this.image = image;
    this.findings = image.findings();
    ids.add(dossier.id());
    ids.addAll(dossier.aliases());
    ids.addAll(dossier.contents());
  }

  /// @param ecosystems all that there is data for
  Relevance run(Set<String> ecosystems) {
    List<Present> present = new ArrayList<>();
    for (int i = 0; i < findings.findings().size(); i++) {
      if (isMeant(findings.findings().get(i)) && open(findings.findings().get(i))) {
        present.add(present(i));
      }
    }
    Bom bom = findings.bom();
    List<Answered> answers = new Examination(dossier.affected(), ecosystems).of(bom);
    List<Cleared> cleared = cleared(answers, present);
    List<Component> namesakes = namesakes(answers);
    Verdict verdict = verdict(present, cleared, namesakes);
    return new Relevance(
        bom.subject().reference(),
        verdict,
        verdict == Verdict.SILENCED ? silenced() : present,
        cleared,
        verdict == Verdict.NOT_NAMED || verdict == Verdict.UNKNOWN ? namesakes : List.of(),
        bom.components().size(),
        bom.unreadable().size());
  }

  private Verdict verdict(List<Present> present, List<Cleared> cleared, List<Component> namesakes) {
    if (!present.isEmpty()) {
      boolean certain =
          present.stream().anyMatch(one -> one.finding().status() != Finding.Status.UNDETERMINED);
      return certain ? Verdict.AFFECTED : Verdict.UNDETERMINED;
    }
    if (!silenced().isEmpty()) {
      return Verdict.SILENCED;
    }
    if (!cleared.isEmpty()) {
      return Verdict.NOT_AFFECTED;
    }
    if (namesakes.isEmpty()) {
      return Verdict.NOT_PRESENT;
    }
    for (Findings.Coverage coverage : findings.coverage()) {
      if (coverage.known() && Ecosystems.isDistribution(coverage.ecosystem())) {
        return Verdict.NOT_NAMED;
      }
    }
    return Verdict.UNKNOWN;
  }

  private boolean isMeant(Finding finding) {
    if (dossier.isBulletin()) {
      return finding.matches().stream().anyMatch(match -> match.advisory().equals(dossier.id()));
    }
    return ids.contains(finding.id()) || finding.aliases().stream().anyMatch(ids::contains);
  }

  private static boolean open(Finding finding) {
    return finding.status() != Finding.Status.FIXED
        && finding.status() != Finding.Status.NOT_AFFECTED;
  }

  private Present present(int index) {
    Finding finding = findings.findings().get(index);
    Removal removal = removal(index);
    return new Present(
        finding,
        image.judgements().get(index),
        image.origins().of(finding.component()),
        places(finding.component()),
        removal,
        removal == null ? stays(index) : null,
        image.assessment().said().get(index));
  }

  private List<Present> silenced() {
    List<Present> silenced = new ArrayList<>();
    for (Assessment.Silenced one : image.assessment().silenced()) {
      if (isMeant(one.finding())) {
        silenced.add(
            new Present(
                one.finding(),
                null,
                image.origins().of(one.finding().component()),
                places(one.finding().component()),
                null,
                null,
                one.by()));
      }
    }
    return silenced;
  }

  private List<Place> places(Component component) {
    List<Bom.LayerSummary> layers = findings.bom().subject().layers();
    List<Place> places = new ArrayList<>();
    for (Component.Location location : component.locations()) {
      int layer = location.layer();
      Bom.LayerSummary summary = layer >= 0 && layer < layers.size() ? layers.get(layer) : null;
      places.add(
          new Place(
              location.path(),
              layer,
              summary == null ? null : summary.id(),
              summary == null ? null : summary.createdBy()));
    }
    return places;
  }

  private @Nullable Removal removal(int index) {
    List<Action> actions = image.plan().actions();
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      if (action.removes().contains(index)) {
        Set<String> also = new LinkedHashSet<>();
        for (int other : action.removes()) {
          also.add(findings.findings().get(other).id());
        }
        also.removeAll(ids);
        return new Removal(
            i + 1,
            image.titles().apply(action),
            upgrade(action, index),
            action.effort(),
            List.copyOf(also));
      }
    }
    return null;
  }

  private static @Nullable String upgrade(Action action, int index) {
    if (action.upgrades().size() > 1) {
      for (Upgrade upgrade : action.upgrades()) {
        if (upgrade.removes().contains(index)) {
          return upgrade.name() + " " + upgrade.from() + " → " + upgrade.to();
        }
      }
    }
    return null;
  }

  private Plan.@Nullable Reason stays(int index) {
    for (Plan.Remaining remaining : image.plan().remaining()) {
      if (remaining.finding() == index) {
        return remaining.reason();
      }
    }
    return null;
  }

  /// Components of which no record says anything but that their version is not affected; and those
  /// that have nothing of what a record is about, whatever others say of all of the module.
  private static List<Cleared> cleared(List<Answered> answers, List<Present> present) {
    Set<Component> affected = new HashSet<>();
    for (Present one : present) {
      affected.add(one.finding().component());
    }
    Map<Component, List<Answered>> byComponent = new LinkedHashMap<>();
    for (Answered answered : answers) {
      byComponent.computeIfAbsent(answered.component(), _ -> new ArrayList<>()).add(answered);
    }
    List<Cleared> cleared = new ArrayList<>();
    byComponent.forEach(
        (component, all) -> {
          boolean without =
              !affected.contains(component) && all.stream().anyMatch(RelevanceSearch::isWithout);
          if (without
              || all.stream().allMatch(one -> one.answer() == Examination.Answer.NOT_AFFECTED)) {
            cleared.add(
                cleared(
                    component,
                    without ? all.stream().filter(RelevanceSearch::isWithout).toList() : all));
          }
        });
    return cleared;
  }

  private static boolean isWithout(Answered answered) {
    return answered.answer() == Examination.Answer.NOT_LINKED;
  }

  private static Cleared cleared(Component component, List<Answered> answers) {
    Set<String> notLinked = new LinkedHashSet<>();
    Set<String> advisories = new LinkedHashSet<>();
    Set<String> fixes = new LinkedHashSet<>();
    for (Answered answered : answers) {
      advisories.add(answered.record().advisory().id());
      if (isWithout(answered)) {
        notLinked.addAll(answered.record().packages());
      }
      for (Affected.Range range : answered.record().ranges()) {
        for (Affected.Event event : range.events()) {
          if (event.kind() == Affected.Event.Kind.FIXED) {
            fixes.add(event.version());
          }
        }
      }
    }
    Answered first = answers.getFirst();
    return new Cleared(
        component,
        first.record().ecosystem(),
        first.record().name(),
        List.copyOf(advisories),
        first.compared(),
        List.copyOf(fixes),
        List.copyOf(notLinked));
  }

  /// Packages of the distribution that are called like one that records name for another one.
  private List<Component> namesakes(List<Answered> answers) {
    Set<String> names = new HashSet<>();
    for (Affected record : dossier.affected()) {
      if (Ecosystems.isDistribution(record.ecosystem())) {
        names.add(record.name());
      }
    }
    Set<Component> examined = new HashSet<>();
    for (Answered answered : answers) {
      examined.add(answered.component());
    }
    List<Component> namesakes = new ArrayList<>();
    for (Component component : findings.bom().components()) {
      Component.OsPackage os = component.os();
      if (os != null
          && !examined.contains(component)
          && (names.contains(component.name()) || names.contains(os.source().name()))) {
        namesakes.add(component);
      }
    }
    return namesakes;
  }
}
