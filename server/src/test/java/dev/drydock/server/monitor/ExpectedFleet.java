package dev.drydock.server.monitor;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Bom;
import dev.drydock.match.Finding;
import dev.drydock.match.Matcher;
import dev.drydock.triage.Prioritisation;
import dev.drydock.triage.Priority;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// What must be in the database, found out in another way: every image is matched as a whole, with
/// the matcher of scans, and the rules of the life of findings are written down once more.
final class ExpectedFleet {
  private record Form(String severity, Priority priority, String status, List<String> fixedIn) {}

  private record Life(Form form, Instant since, Instant appearedAt) {}

  private final Map<String, Map<String, Life>> open = new TreeMap<>();
  private final Map<String, Instant> ended = new HashMap<>();
  private final TreeSet<String> closed = new TreeSet<>();
  private final List<Bom> images = new ArrayList<>();

  List<Bom> images() {
    return images;
  }

  /// @param at when it is known
  void store(Bom bom, Advisories advisories, Instant at) {
    images.add(bom);
    match(bom, advisories)
        .forEach(
            (purl, forms) ->
                open.computeIfAbsent(
                    purl,
                    _ -> {
                      Map<String, Life> lives = new TreeMap<>();
                      forms.forEach((id, form) -> lives.put(id, new Life(form, at, at)));
                      return lives;
                    }));
  }

  /// A generation has been carried through.
  ///
  /// @return the lines that tell what it changed
  TreeSet<String> update(Advisories advisories, Instant at) {
    Map<String, Map<String, Form>> now = new TreeMap<>();
    images.forEach(bom -> now.putAll(match(bom, advisories)));
    TreeSet<String> changes = new TreeSet<>();
    now.forEach(
        (purl, forms) -> {
          Map<String, Life> lives = open.computeIfAbsent(purl, _ -> new TreeMap<>());
          forms.forEach((id, form) -> live(purl, id, lives, form, at, changes));
          for (String id : List.copyOf(lives.keySet())) {
            if (!forms.containsKey(id)) {
              Life life = Objects.requireNonNull(lives.remove(id));
              close(purl, id, life, later(at, life.since()));
              changes.add(purl + " " + id + " gone");
            }
          }
        });
    return changes;
  }

  private void live(
      String purl,
      String id,
      Map<String, Life> lives,
      Form form,
      Instant at,
      TreeSet<String> changes) {
    Life before = lives.get(id);
    Instant end = ended.get(purl + " " + id);
    if (before == null) {
      Instant since = end == null ? at : later(at, end.plus(1, ChronoUnit.MICROS));
      lives.put(id, new Life(form, since, since));
      changes.add(purl + " " + id + (end == null ? " appeared" : " came_back"));
    } else if (!before.form.equals(form)) {
      Instant since = later(at, before.since.plus(1, ChronoUnit.MICROS));
      close(purl, id, before, since);
      lives.put(id, new Life(form, since, before.appearedAt));
      if (raised(before.form, form)) {
        changes.add(purl + " " + id + " raised");
      } else if (before.form.fixedIn.isEmpty() && !form.fixedIn.isEmpty()) {
        changes.add(purl + " " + id + " fix_available");
      }
    }
  }

  private static boolean raised(Form before, Form after) {
    List<String> order = List.of("critical", "high", "medium", "low", "negligible", "unknown");
    int priority = after.priority.compareTo(before.priority);
    return priority < 0
        || priority == 0
            && !before.severity.equals("unknown")
            && order.indexOf(after.severity) < order.indexOf(before.severity);
  }

  private void close(String purl, String id, Life life, Instant until) {
    ended.put(purl + " " + id, until);
    closed.add(line(purl, id, life) + " until " + until);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// All periods, as lines.
  TreeSet<String> periods() {
    TreeSet<String> lines = new TreeSet<>(closed);
    open.forEach((purl, lives) -> lives.forEach((id, life) -> lines.add(line(purl, id, life))));
    return lines;
  }

  /// What is open now in all images, whatever came before.
  TreeSet<String> open(Advisories advisories) {
    TreeSet<String> lines = new TreeSet<>();
    for (Bom image : images) {
      match(image, advisories)
          .forEach((purl, forms) -> forms.forEach((id, form) -> lines.add(line(purl, id, form))));
    }
    return lines;
  }

  private static String line(String purl, String id, Life life) {
    return line(purl, id, life.form) + " since " + life.since + " appeared " + life.appearedAt;
  }

  private static String line(String purl, String id, Form form) {
    return "%s %s %s %s %s %s"
        .formatted(purl, id, form.severity, form.priority.word(), form.status, form.fixedIn);
  }

  /// By purl without qualifiers, which in these tests names one component of the fleet.
  private static Map<String, Map<String, Form>> match(Bom bom, Advisories advisories) {
    Map<String, Map<String, Form>> all = new TreeMap<>();
    bom.components().forEach(component -> all.put(purl(component), new TreeMap<>()));
    Prioritisation prioritisation = new Prioritisation();
    for (Finding finding : new Matcher().match(bom, advisories).findings()) {
      all.getOrDefault(purl(finding.component()), new TreeMap<>())
          .put(
              finding.id(),
              new Form(
                  finding.severity().word(),
                  prioritisation.of(finding).priority(),
                  finding.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                  finding.fixedIn()));
    }
    return all;
  }

  static String purl(dev.drydock.bom.Component component) {
    String purl = component.purl().toString();
    return purl.contains("?") ? purl.substring(0, purl.indexOf('?')) : purl;
  }
}
