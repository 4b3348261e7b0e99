package dev.drydock.explain;

import dev.drydock.explain.Line.Item;
import dev.drydock.explain.Line.Sentence;
import java.util.ArrayList;
import java.util.List;

/// The kinds of mistakes behind a vulnerability.
final class WeaknessWords {
  private static final int MOST = 4;

  private WeaknessWords() {}

  static List<Line> of(List<Weakness> weaknesses) {
    if (weaknesses.isEmpty()) {
      return List.of(new Sentence("The records here do not say."));
    }
    List<Line> lines = new ArrayList<>();
    for (Weakness weakness : weaknesses.subList(0, Math.min(MOST, weaknesses.size()))) {
      String name = weakness.name();
      lines.add(
          new Item(
              name == null
                  ? weakness.id() + ", for which there are no words here: " + address(weakness.id())
                  : name.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                      + name.substring(1)
                      + " ("
                      + weakness.id()
                      + "). "
                      + weakness.words()));
    }
    if (weaknesses.size() > MOST) {
      lines.add(
          new Item(
              "And "
                  + String.join(
                      ", ",
                      weaknesses.subList(MOST, weaknesses.size()).stream()
                          .map(Weakness::id)
                          .toList())));
    }
    return lines;
  }

  private static String address(String id) {
    return "https://cwe.mitre.org/data/definitions/" + id.replace("CWE-", "") + ".html";
  }
}
