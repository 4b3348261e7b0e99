package dev.drydock.match;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Affected;
import dev.drydock.match.Finding.Status;
import dev.drydock.version.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// From a subject to its vulnerabilities. Remembers what it looked up: the binary packages of one
/// source share it.
final class Lookup {
  private final Advisories advisories;
  private final @Nullable RedHatStream stream;
  private final Map<Subject, List<Vulnerability>> done = new HashMap<>();
  private final Map<String, List<Entry>> entries = new HashMap<>();

  /// @param stream of Red Hat, whose records decide; `null` for none
  Lookup(Advisories advisories, @Nullable RedHatStream stream) {
    this.advisories = advisories;
    this.stream = stream;
  }

  List<Vulnerability> of(Subject subject) {
    List<Vulnerability> known = done.get(subject);
    if (known == null) {
      known = merge(subject, hits(subject));
      done.put(subject, known);
    }
    return known;
  }

  private List<Hit> hits(Subject subject) {
    List<Hit> hits = new ArrayList<>();
    String text = subject.epoch() ? subject.version() : Epochs.without(subject.version());
    Version version = null;
    for (int i = 0; i < subject.names().size() && (hits.isEmpty() || subject.rpm()); i++) {
      boolean spokenOf = false;
      for (String ecosystem : subject.ecosystems()) {
        List<Entry> found = entries(ecosystem, subject.names().get(i), subject);
        if (!found.isEmpty()) {
          spokenOf = true;
          version = version == null ? subject.scheme().parse(text).orElse(null) : version;
          evaluate(found, subject, text, version, hits);
        }
      }
      if (spokenOf && !subject.rpm()) {
        break;
      }
    }
    return hits;
  }

  private void evaluate(
      List<Entry> found, Subject subject, String text, @Nullable Version version, List<Hit> hits) {
    int first = hits.size();
    List<Affected> absent = null;
    for (int i = 0; i < found.size(); i++) {
      Entry entry = found.get(i);
      Affected affected = entry.affected();
      if (!GoPackages.speakOf(affected.packages(), subject.packages())) {
        absent = absent == null ? new ArrayList<>() : absent;
        absent.add(affected);
      } else if (speaksOf(affected, subject)) {
        Hit hit = new Hit(entry, entry.evaluate(text, version));
        if (!subject.rpm() || !sameRecord(hits, first, hit)) {
          hits.add(hit);
        }
      }
    }
    if (absent != null) {
      GoPackages.withoutAbsent(hits, absent);
    }
  }

  /// A record of an rpm distribution may list several builds of one package. Each of them has the
  /// fix, so the lowest counts: whoever is not below it is not affected.
  private static boolean sameRecord(List<Hit> hits, int first, Hit hit) {
    for (int i = first; i < hits.size(); i++) {
      Hit other = hits.get(i);
      if (other.advisory().id().equals(hit.advisory().id())) {
        if (other.evaluation().isAffected()
            && hit.evaluation().answer() == Evaluation.Answer.NOT_AFFECTED) {
          hits.set(i, hit);
        }
        return true;
      }
    }
    return false;
  }

  static boolean speaksOf(Affected affected, Subject subject) {
    if (subject.rpm() && !Modularity.fits(subject.modularity(), subject.version(), affected)) {
      return false;
    }
    if (!Flavours.fit(subject.version(), affected) || isNoVulnerability(affected)) {
      return false;
    }
    return Architectures.fits(affected.architectures(), subject.architecture())
        && !isOnlyMaintenance(affected);
  }

  /// RustSec also announces that nobody looks after a crate any more: no vulnerability.
  static boolean isNoVulnerability(Affected affected) {
    String status = affected.status();
    String word = affected.severityWord();
    return status != null && Vulnerability.status(status) == Status.NOT_AFFECTED
        || word != null && (word.equals("unmaintained") || word.equals("notice"));
  }

  /// Bug fixes and enhancements of Red Hat's rebuilders, unless they name a CVE.
  private static boolean isOnlyMaintenance(Affected affected) {
    String id = affected.advisory().id();
    if (id.length() < 5 || id.charAt(4) != '-') {
      return false;
    }
    return switch (id.substring(0, 4)) {
      case "ALBA", "ALEA", "RLBA", "RLEA", "RHBA", "RHEA", "ELBA", "ELEA" ->
          Ids.of(affected.advisory()).cves().isEmpty();
      default -> false;
    };
  }

  private List<Entry> entries(String ecosystem, String name, Subject subject) {
    String key = ecosystem + '\n' + name + (subject.epoch() ? "" : "\n-");
    List<Entry> known = entries.get(key);
    if (known == null) {
      List<Affected> found = advisories.affecting(ecosystem, name);
      known = new ArrayList<>(found.size());
      for (int i = 0; i < found.size(); i++) {
        known.add(new Entry(found.get(i), subject.scheme(), subject.epoch()));
      }
      entries.put(key, known);
    }
    return known;
  }

  /// A vulnerability under construction: records that share an id.
  private static final class Group {
    final TreeSet<String> ids = new TreeSet<>();
    final List<Hit> hits = new ArrayList<>(2);
  }

  private List<Vulnerability> merge(Subject subject, List<Hit> hits) {
    if (!anybodySpeaks(hits)) {
      return List.of();
    }
    // what is not affected counts only where others cannot tell
    boolean doubt = false;
    for (Hit hit : hits) {
      doubt |= hit.evaluation().isUndetermined();
    }
    Map<String, Group> groups = new HashMap<>();
    List<Group> order = new ArrayList<>();
    Set<String> decided = stream == null ? Set.of() : stream.decided(hits, subject.version());
    for (Hit hit : hits) {
      if (doubt || hit.evaluation().isAffected()) {
        Ids ids = hit.ids();
        boolean all = decided.isEmpty() || stream == null || stream.has(hit);
        if (ids.cves().size() > 1 || !all && !ids.cves().isEmpty()) {
          for (String cve : ids.cves()) {
            if (all || !decided.contains(cve)) {
              add(groups, order, hit, List.of(cve), List.of());
            }
          }
        } else {
          add(groups, order, hit, ids.cves(), ids.others());
        }
      }
    }
    List<Vulnerability> all = new ArrayList<>(order.size());
    for (Group group : order) {
      List<Hit> counting = counting(group.hits);
      if (!counting.isEmpty()) {
        all.add(new Vulnerability(subject, group.ids, counting, advisories));
      }
    }
    return all;
  }

  private static boolean anybodySpeaks(List<Hit> hits) {
    for (Hit hit : hits) {
      if (hit.evaluation().answer() != Evaluation.Answer.NOT_AFFECTED) {
        return true;
      }
    }
    return false;
  }

  /// Those that say affected; where none does, those that cannot tell, unless one knows better.
  private static List<Hit> counting(List<Hit> hits) {
    List<Hit> counting = new ArrayList<>(hits.size());
    boolean affected = false;
    boolean cleared = false;
    for (Hit hit : hits) {
      affected |= hit.evaluation().isAffected();
      cleared |= hit.evaluation().answer() == Evaluation.Answer.NOT_AFFECTED;
    }
    if (affected || !cleared) {
      for (Hit hit : hits) {
        if (hit.evaluation().answer() != Evaluation.Answer.NOT_AFFECTED) {
          counting.add(hit);
        }
      }
    }
    return counting;
  }

  private static void add(
      Map<String, Group> groups,
      List<Group> order,
      Hit hit,
      List<String> cves,
      List<String> others) {
    Group group = null;
    for (String id : cves) {
      group = join(group, groups.get(id), groups, order);
    }
    for (String id : others) {
      group = join(group, groups.get(id), groups, order);
    }
    if (group == null) {
      group = new Group();
      order.add(group);
    }
    group.hits.add(hit);
    for (String id : cves) {
      group.ids.add(id);
      groups.put(id, group);
    }
    for (String id : others) {
      group.ids.add(id);
      groups.put(id, group);
    }
  }

  private static @Nullable Group join(
      @Nullable Group one, @Nullable Group other, Map<String, Group> groups, List<Group> order) {
    if (one == null || other == null || one.equals(other)) {
      return one == null ? other : one;
    }
    one.hits.addAll(other.hits);
    one.ids.addAll(other.ids);
    order.remove(other);
    for (String id : other.ids) {
      groups.put(id, one);
    }
    return one;
  }
}
