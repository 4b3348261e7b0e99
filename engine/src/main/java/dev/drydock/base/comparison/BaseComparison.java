package dev.drydock.base.comparison;

import dev.drydock.base.hardening.Objection;
import dev.drydock.bom.Component;
import dev.drydock.match.Finding;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Priority;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What is different between two versions of a base: packages, findings, size, licences, hardening.
///
/// @param findings of every priority, the most urgent first
/// @param licencesAdded that no component had before
/// @param licencesGone that no component has any more
/// @param objectionsAdded of hardening, for people
/// @param objectionsGone of hardening, for people
public record BaseComparison(
    ExaminedBase before,
    ExaminedBase after,
    List<PackageChange> packages,
    Map<Priority, FindingChange> findings,
    List<String> licencesAdded,
    List<String> licencesGone,
    List<String> objectionsAdded,
    List<String> objectionsGone) {

  public BaseComparison {
    packages = List.copyOf(packages);
    findings = new EnumMap<>(findings);
    licencesAdded = List.copyOf(licencesAdded);
    licencesGone = List.copyOf(licencesGone);
    objectionsAdded = List.copyOf(objectionsAdded);
    objectionsGone = List.copyOf(objectionsGone);
  }

  /// A package that is not the same.
  ///
  /// @param type of its purl
  /// @param before versions that there were; none where it is new
  /// @param after versions that there are; none where it is gone
  public record PackageChange(String type, String name, List<String> before, List<String> after) {
    public PackageChange {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /// How it is not the same.
    public enum Kind {
      ADDED,
      REMOVED,
      CHANGED
    }

    public Kind kind() {
      return before.isEmpty() ? Kind.ADDED : after.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
    }
  }

  /// Findings of one priority, each as `CVE-2024-1 in openssl`.
  ///
  /// @param stayed that were there, and are, whatever priority they had
  public record FindingChange(List<String> gone, List<String> added, List<String> stayed) {
    public FindingChange {
      gone = List.copyOf(gone);
      added = List.copyOf(added);
      stayed = List.copyOf(stayed);
    }
  }

  public static BaseComparison of(ExaminedBase before, ExaminedBase after) {
    Set<String> licencesBefore = licences(before.scan());
    Set<String> licencesAfter = licences(after.scan());
    Set<String> objectionsBefore = objections(before);
    Set<String> objectionsAfter = objections(after);
    return new BaseComparison(
        before,
        after,
        packages(before.scan(), after.scan()),
        findings(before.scan(), after.scan()),
        less(licencesAfter, licencesBefore),
        less(licencesBefore, licencesAfter),
        less(objectionsAfter, objectionsBefore),
        less(objectionsBefore, objectionsAfter));
  }

  /// How many findings of a priority there are less; negative where there are more.
  public int fewer(Priority priority) {
    FindingChange change = findings.get(priority);
    return change == null ? 0 : change.gone().size() - change.added().size();
  }

  private static List<String> less(Set<String> all, Set<String> without) {
    List<String> rest = new ArrayList<>(all);
    rest.removeAll(without);
    return rest;
  }

  private static Set<String> licences(Scan scan) {
    Set<String> licences = new TreeSet<>();
    for (Component component : scan.findings().bom().components()) {
      licences.addAll(component.licences());
    }
    return licences;
  }

  private static Set<String> objections(ExaminedBase base) {
    Set<String> objections = new TreeSet<>();
    for (Objection objection : base.hardening().objections()) {
      objections.add(
          objection.check().word()
              + (objection.subject() == null ? "" : " " + objection.subject()));
    }
    return objections;
  }

  private static List<PackageChange> packages(Scan before, Scan after) {
    Map<String, TreeSet<String>> old = versions(before);
    Map<String, TreeSet<String>> now = versions(after);
    Set<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(now.keySet());
    List<PackageChange> changes = new ArrayList<>();
    for (String key : keys) {
      TreeSet<String> from = old.getOrDefault(key, new TreeSet<>());
      TreeSet<String> to = now.getOrDefault(key, new TreeSet<>());
      if (!from.equals(to)) {
        int space = key.indexOf(' ');
        changes.add(
            new PackageChange(
                key.substring(0, space),
                key.substring(space + 1),
                List.copyOf(from),
                List.copyOf(to)));
      }
    }
    return changes;
  }

  private static Map<String, TreeSet<String>> versions(Scan scan) {
    Map<String, TreeSet<String>> versions = new TreeMap<>();
    for (Component component : scan.findings().bom().components()) {
      versions.computeIfAbsent(key(component), _ -> new TreeSet<>()).add(component.version());
    }
    return versions;
  }

  private static String key(Component component) {
    return component.type() + " " + component.name();
  }

  private static Map<Priority, FindingChange> findings(Scan before, Scan after) {
    Map<String, Priority> old = open(before);
    Map<String, Priority> now = open(after);
    Map<Priority, FindingChange> changes = new EnumMap<>(Priority.class);
    for (Priority priority : Priority.values()) {
      changes.put(
          priority,
          new FindingChange(
              of(priority, old, key -> !now.containsKey(key)),
              of(priority, now, key -> !old.containsKey(key)),
              of(priority, now, old::containsKey)));
    }
    return changes;
  }

  private static List<String> of(
      Priority priority, Map<String, Priority> findings, Predicate<String> condition) {
    List<String> some = new ArrayList<>();
    findings.forEach(
        (key, of) -> {
          if (of == priority && condition.test(key)) {
            some.add(key);
          }
        });
    return some;
  }

  /// What is wrong, or may be, whatever version of the component has it.
  private static Map<String, Priority> open(Scan scan) {
    Map<String, Priority> open = new LinkedHashMap<>();
    for (int index : scan.open()) {
      Finding finding = scan.findings().findings().get(index);
      open.merge(
          finding.id() + " in " + finding.component().name(),
          scan.judgements().get(index).priority(),
          (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }
    return new TreeMap<>(open);
  }
}
