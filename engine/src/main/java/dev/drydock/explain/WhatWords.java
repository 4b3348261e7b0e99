package dev.drydock.explain;

import dev.drydock.explain.Line.Sentence;
import dev.drydock.match.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/// What somebody asked about, in a sentence or two.
final class WhatWords {
  private static final int MOST_IDS = 12;

  private WhatWords() {}

  static List<Line> of(Dossier dossier) {
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
              "A package that was made to do harm." + (summary == null ? "" : " " + sentence(summary))));
    } else {
      lines.add(
          new Sentence(
              summary == null
                  ? "No record here says in a sentence what it is; the pages under \"Where to read"
                      + " on\" do."
                  : sentence(summary)));
    }
    if (dossier.published() != null) {
      lines.add(
          new Sentence("Known to the public since " + dossier.published().substring(0, 10) + "."));
    }
    String asked = dossier.asked().strip();
    if (!asked.equalsIgnoreCase(dossier.id()) && dossier.bulletins().stream().anyMatch(asked::equalsIgnoreCase)) {
      lines.add(new Sentence(asked + " is a bulletin about it: it tells of a package that is mended."));
    }
    if (!dossier.aliases().isEmpty()) {
      lines.add(new Sentence("Also known as " + list(dossier.aliases()) + "."));
    }
    if (!dossier.bulletins().isEmpty()) {
      lines.add(new Sentence("Told of in " + list(dossier.bulletins()) + "."));
    }
    return lines;
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
