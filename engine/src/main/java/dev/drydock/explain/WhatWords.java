package dev.drydock.explain;

import dev.drydock.explain.Line.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What somebody asked about, in a sentence or two.
final class WhatWords {
  private static final int MOST_IDS = 6;

  private WhatWords() {}

  /// @param packages that have it
  static List<Line> of(Dossier dossier, List<AffectedPackage> packages) {
    List<Line> lines = new ArrayList<>();
    String summary = dossier.summary();
    if (dossier.isBulletin()) {
      lines.add(
          new Sentence(
              dossier.id()
                  + " is a bulletin about several vulnerabilities that are mended together: "
                  + list(dossier.contents())
                  + ". Each can be explained by itself: drydock explain "
                  + dossier.contents().getFirst()));
      if (summary != null) {
        lines.add(new Sentence("Its title: " + sentence(summary)));
      }
    } else if (dossier.id().startsWith("MAL-")) {
      lines.add(
          new Sentence(
              "A package that was made to do harm."
                  + (summary == null ? "" : " " + sentence(summary))));
    } else {
      lines.add(
          new Sentence(
              summary == null
                  ? "A vulnerability"
                      + (packages.isEmpty() ? "" : " of " + mostNamed(packages))
                      + ". No record here says in a sentence what goes wrong; the pages under"
                      + " \"Where to read on\" do."
                  : sentence(summary)));
    }
    if (summary != null && summary.regionMatches(true, 0, "withdrawn", 0, 9)) {
      lines.add(
          new Sentence(
              "The title says that the record was withdrawn: it may be no vulnerability at all. Look"
                  + " at its page before you do anything."));
    }
    if (dossier.published() != null) {
      lines.add(new Sentence("Published " + dossier.published().substring(0, 10) + "."));
    }
    String asked = dossier.asked().strip();
    if (!asked.equalsIgnoreCase(dossier.id())
        && dossier.bulletins().stream().anyMatch(asked::equalsIgnoreCase)) {
      lines.add(
          new Sentence(asked + " is a bulletin about it: it tells of a package that is mended."));
    }
    if (!dossier.aliases().isEmpty()) {
      lines.add(new Sentence("Also known as " + list(dossier.aliases()) + "."));
    }
    if (!dossier.bulletins().isEmpty()) {
      lines.add(new Sentence("Told of in " + list(dossier.bulletins()) + "."));
    }
    return lines;
  }

  /// The package that most ecosystems have; distributions call it alike as a rule.
  static String mostNamed(List<AffectedPackage> packages) {
    Map<String, Integer> counts = new TreeMap<>();
    for (AffectedPackage one : packages) {
      counts.merge(one.name(), 1, Integer::sum);
    }
    String most = packages.getFirst().name();
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      if (count.getValue() > counts.getOrDefault(most, 0)) {
        most = count.getKey();
      }
    }
    return most;
  }

  private static String list(List<String> ids) {
    return String.join(", ", ids.subList(0, Math.min(MOST_IDS, ids.size())))
        + (ids.size() > MOST_IDS ? " and " + (ids.size() - MOST_IDS) + " more" : "");
  }

  private static String sentence(String summary) {
    String text = summary.strip();
    return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
  }
}
