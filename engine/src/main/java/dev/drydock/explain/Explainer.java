package dev.drydock.explain;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisory;
import dev.drydock.bom.Component;
import dev.drydock.explain.Relevance.Cleared;
import dev.drydock.explain.Relevance.Present;
import dev.drydock.explain.Relevance.Verdict;
import dev.drydock.match.Finding.Rating;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Prioritisation;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Explains vulnerabilities in plain words, out of what the advisories hold and, where one is asked
/// about, what the stages said of an image. The same input gives the same words.
public final class Explainer {
  private static final int MOST_REFERENCES = 8;

  private final Advisories advisories;

  public Explainer(Advisories advisories) {
    this.advisories = advisories;
  }

  /// @param asked any id of it, in upper or lower case, or its name
  /// @return empty where nothing here speaks of it
  public Optional<Explanation> explain(String asked) {
    return new Dossiers(advisories).of(asked).map(dossier -> explanation(dossier, null));
  }

  /// The same, and what it means for one image.
  public Optional<Explanation> explain(String asked, ScannedImage image) {
    return new Dossiers(advisories).of(asked).map(dossier -> explanation(dossier, image));
  }

  /// The CVE that goes by a name: `log4shell`.
  public static Optional<String> named(String name) {
    return Nicknames.cve(name);
  }

  private Explanation explanation(Dossier dossier, @Nullable ScannedImage image) {
    Relevance relevance =
        image == null ? null : new RelevanceSearch(dossier, image).run(advisories.ecosystems());
    List<Rating> ratings =
        relevance == null || relevance.present().isEmpty()
            ? dossier.ratings()
            : relevance.present().getFirst().finding().ratings();
    Attack attack = Attack.of(ratings).orElse(null);
    List<AffectedPackage> packages = AffectedPackages.of(dossier.affected());
    List<PackageKind> kinds = kinds(dossier, packages, relevance);
    List<Weakness> weaknesses = Weaknesses.of(dossier.advisories());
    List<String> references = references(dossier);
    Judgement judgement =
        new Prioritisation()
            .of(
                dossier.severity(),
                dossier.ratings(),
                dossier.exploitation(),
                packages.stream().anyMatch(one -> !one.fixedIn().isEmpty()));
    Sections sections =
        new Sections(dossier, attack, weaknesses, ratings, packages, kinds, references, relevance);
    return new Explanation(
        dossier,
        attack,
        weaknesses,
        packages,
        kinds,
        references,
        relevance,
        sections.all(judgement, advisories.metadata()));
  }

  /// Of what the image has, where one is asked about and has it; else of all that records name.
  private static List<PackageKind> kinds(
      Dossier dossier, List<AffectedPackage> packages, @Nullable Relevance relevance) {
    if (dossier.id().startsWith("MAL-")) {
      return List.of(PackageKind.MALICIOUS);
    }
    Set<PackageKind> kinds = EnumSet.noneOf(PackageKind.class);
    if (relevance != null) {
      for (Present one : relevance.present()) {
        kinds.add(
            PackageKind.of(
                one.finding().matches().getFirst().ecosystem(), name(one.finding().component())));
      }
      if (relevance.verdict() == Verdict.NOT_AFFECTED) {
        for (Cleared one : relevance.cleared()) {
          kinds.add(PackageKind.of(one.ecosystem(), name(one.component())));
        }
      }
    }
    if (kinds.isEmpty()) {
      for (AffectedPackage one : packages) {
        kinds.add(PackageKind.of(one.ecosystem(), one.name()));
      }
    }
    if (kinds.size() > 1) {
      // the other names of the same, such as `curl-minimal` beside `curl`, say less
      boolean telling = kinds.stream().anyMatch(Explainer::ofSystem);
      kinds.removeIf(kind -> telling && kind == PackageKind.SYSTEM_PACKAGE);
    }
    return List.copyOf(kinds);
  }

  private static boolean ofSystem(PackageKind kind) {
    return switch (kind) {
      case KERNEL, SYSTEM_SERVICE, PRIVILEGE_TOOL, SHARED_LIBRARY, BUILD_TOOL, RUNTIME -> true;
      case MALICIOUS, GO_STANDARD_LIBRARY, LIBRARY, COMPILED_IN, PROGRAM, SYSTEM_PACKAGE -> false;
    };
  }

  private static String name(Component component) {
    return component.os() == null ? component.name() : component.os().source().name();
  }

  private static List<String> references(Dossier dossier) {
    Set<String> all = new LinkedHashSet<>();
    if (dossier.id().startsWith("CVE-")) {
      all.add("https://www.cve.org/CVERecord?id=" + dossier.id());
    }
    for (String alias : dossier.aliases()) {
      if (alias.startsWith("GHSA-")) {
        all.add("https://github.com/advisories/" + alias);
      }
    }
    for (Advisory advisory : dossier.advisories()) {
      String url = advisory.url();
      if (url != null && (url.startsWith("https://") || url.startsWith("http://"))) {
        all.add(url);
      }
    }
    return all.stream().limit(MOST_REFERENCES).toList();
  }
}
