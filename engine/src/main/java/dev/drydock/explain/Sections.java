package dev.drydock.explain;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.osv.Ecosystems;
import dev.drydock.explain.Line.Item;
import dev.drydock.explain.Section.Kind;
import dev.drydock.match.Finding.Rating;
import dev.drydock.triage.Judgement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts about a vulnerability as questions and answers, in the order in which people ask:
/// whoever names an image wants to know first what it means there, and what to do.
///
/// @param ratings those of the image's package where it has one, else those in general
record Sections(
    Dossier dossier,
    @Nullable Attack attack,
    List<Weakness> weaknesses,
    List<Rating> ratings,
    List<AffectedPackage> packages,
    List<PackageKind> kinds,
    List<String> references,
    @Nullable Relevance relevance) {

  /// @param judgement of the vulnerability by itself
  List<Section> all(Judgement judgement, Advisories.Metadata metadata) {
    Section advice =
        new Section(
            Kind.ADVICE,
            new AdviceWords(dossier, attack, kinds, packages, relevance).of(judgement),
            adviceTopics());
    List<Section> sections = new ArrayList<>();
    sections.add(new Section(Kind.WHAT, WhatWords.of(dossier, packages), List.of("cve")));
    if (relevance != null) {
      sections.add(new Section(Kind.HERE, RelevanceWords.of(relevance), hereTopics(relevance)));
      sections.add(advice);
    }
    sections.add(
        new Section(Kind.SEVERITY, SeverityWords.of(ratings, present()), List.of("severity")));
    sections.add(new Section(Kind.ATTACK, AttackWords.of(attack), List.of("cvss")));
    sections.add(
        new Section(
            Kind.EXPLOITATION, ExploitationWords.of(dossier, metadata), List.of("kev", "epss")));
    sections.add(new Section(Kind.PACKAGES, PackageWords.of(packages), packageTopics()));
    sections.add(new Section(Kind.WEAKNESS, WeaknessWords.of(weaknesses), List.of("cwe")));
    sections.add(
        new Section(Kind.CONTAINERS, ContainerWords.of(kinds), ContainerWords.topics(kinds)));
    if (relevance == null) {
      sections.add(advice);
    }
    if (!references.isEmpty()) {
      List<Line> lines = new ArrayList<>();
      references.forEach(reference -> lines.add(new Item(reference)));
      sections.add(new Section(Kind.REFERENCES, lines, List.of()));
    }
    return sections;
  }

  private boolean present() {
    return relevance != null && !relevance.present().isEmpty();
  }

  private List<String> adviceTopics() {
    if (relevance == null) {
      return List.of("priority", "rebuild");
    }
    return switch (relevance.verdict()) {
      case AFFECTED, UNDETERMINED -> List.of("rebuild", "root-user");
      case SILENCED, NOT_AFFECTED, NOT_NAMED, NOT_PRESENT, UNKNOWN -> List.of();
    };
  }

  private static List<String> hereTopics(Relevance relevance) {
    return switch (relevance.verdict()) {
      case AFFECTED -> List.of("priority", "layers", "plan");
      case UNDETERMINED -> List.of("priority", "layers", "plan", "fixed-version");
      case SILENCED -> List.of("vex");
      case NOT_AFFECTED -> List.of("fixed-version", "backport");
      case NOT_NAMED, UNKNOWN -> List.of("advisory");
      case NOT_PRESENT -> List.of("sbom");
    };
  }

  private List<String> packageTopics() {
    return packages.stream().anyMatch(one -> Ecosystems.isDistribution(one.ecosystem()))
        ? List.of("fixed-version", "backport", "source-package")
        : List.of("fixed-version");
  }
}
