package dev.drydock.policy.gate;

import dev.drydock.policy.facts.ComponentFacts;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.FindingFacts;
import dev.drydock.policy.facts.ImageFacts;
import dev.drydock.policy.facts.Item;
import dev.drydock.policy.facts.ObservationFacts;
import dev.drydock.policy.facts.PlanFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An earlier state to hold an image against: what it has too was not brought by this change.
///
/// A finding is the same as an earlier one where both are of the same vulnerability and of a
/// package of the same type and name, whatever its version, layer or place is now: a newer version
/// that is still vulnerable brings nothing new. Where the earlier state has fewer places of that
/// package, the further ones are new.
public final class Baseline {
  private final String name;
  private final @Nullable LocalDate day;
  private final Map<String, List<FindingFacts>> findings = new HashMap<>();
  private final Map<String, Set<String>> licences = new HashMap<>();
  private final Set<String> observations = new HashSet<>();

  /// @param name for people: `shop:1.3`, `the base image`
  /// @param since when it was current; `null` where nobody knows
  public Baseline(String name, Facts facts, @Nullable Instant since) {
    this.name = name;
    this.day = since == null ? null : LocalDate.ofInstant(since, ZoneOffset.UTC);
    for (FindingFacts finding : facts.findings()) {
      if (finding.open()) {
        for (String id : finding.ids()) {
          findings
              .computeIfAbsent(key(finding.component(), id), _ -> new ArrayList<>())
              .add(finding);
        }
      }
    }
    for (ComponentFacts component : facts.components()) {
      licences
          .computeIfAbsent(packageKey(component), _ -> new HashSet<>())
          .addAll(component.licences());
    }
    for (ObservationFacts observation : facts.observations()) {
      observations.add(key(observation));
    }
  }

  /// What of an image came with its base image, as a baseline.
  public static Baseline base(Facts facts) {
    List<FindingFacts> findings = new ArrayList<>();
    for (FindingFacts finding : facts.findings()) {
      if ("base".equals(finding.component().origin())) {
        findings.add(finding);
      }
    }
    List<ComponentFacts> components = new ArrayList<>();
    for (ComponentFacts component : facts.components()) {
      if ("base".equals(component.origin())) {
        components.add(component);
      }
    }
    List<ObservationFacts> observations = new ArrayList<>();
    for (ObservationFacts observation : facts.observations()) {
      if ("base".equals(observation.origin())) {
        observations.add(observation);
      }
    }
    ImageFacts.Base base = facts.image().base();
    String reference = base == null ? null : base.reference();
    return new Baseline(
        "the base image" + (reference == null ? "" : " " + reference),
        new Facts(facts.at(), facts.image(), findings, components, observations, facts.plan()),
        null);
  }

  public String name() {
    return name;
  }

  /// One judgement's way through a baseline, in which each earlier finding stands for one of now.
  final class Comparison {
    private final Set<FindingFacts> gone = new HashSet<>();
    private final Map<FindingFacts, @Nullable FindingFacts> earlier = new HashMap<>();

    /// @param now all findings, in their order
    Comparison(List<FindingFacts> now) {
      // those that lie where they lay take their own first, and only then what has moved
      for (FindingFacts finding : now) {
        if (finding.open()) {
          take(finding, true);
        }
      }
      for (FindingFacts finding : now) {
        if (finding.open() && !earlier.containsKey(finding)) {
          take(finding, false);
        }
      }
    }

    private void take(FindingFacts finding, boolean samePlace) {
      for (String id : finding.ids()) {
        for (FindingFacts one : findings.getOrDefault(key(finding.component(), id), List.of())) {
          if (!gone.contains(one)
              && same(finding, one, id)
              && (!samePlace || one.component().paths().equals(finding.component().paths()))) {
            gone.add(one);
            earlier.put(finding, one);
            return;
          }
        }
      }
    }

    /// Why something counts less: what the baseline has too; `null` where it counts in full.
    @Nullable String lessened(Item item) {
      return switch (item) {
        case FindingFacts finding -> finding(finding, earlier.get(finding));
        case ComponentFacts component ->
            licences.getOrDefault(packageKey(component), Set.of()).containsAll(component.licences())
                    && licences.containsKey(packageKey(component))
                ? "not new: " + name + " has it too"
                : null;
        case ObservationFacts observation ->
            observations.contains(key(observation)) ? "not new: " + name + " has it too" : null;
        case ImageFacts _, PlanFacts _ -> null;
      };
    }

    private @Nullable String finding(FindingFacts now, @Nullable FindingFacts before) {
      return before == null || becameUrgent(now, before)
          ? null
          : "not new: " + name + " has it too";
    }
  }

  Comparison compare(List<FindingFacts> now) {
    return new Comparison(now);
  }

  /// Attacks became known, or its priority rose.
  private boolean becameUrgent(FindingFacts now, FindingFacts before) {
    LocalDate listed = now.kevAdded();
    return now.kev() && !before.kev()
        || now.priority().compareTo(before.priority()) < 0
        || listed != null && day != null && listed.isAfter(day);
  }

  /// Whether both are the same vulnerability. An advisory about several CVEs is an alias of each,
  /// so that an alias only counts where one of the two has no CVE of its own.
  private static boolean same(FindingFacts one, FindingFacts other, String id) {
    return one.id().equalsIgnoreCase(other.id())
        || !(isCve(one.id()) && isCve(other.id())) && !id.isEmpty();
  }

  private static boolean isCve(String id) {
    return id.startsWith("CVE-");
  }

  private static String key(ComponentFacts component, String id) {
    return packageKey(component) + "|" + id.toUpperCase(Locale.ROOT);
  }

  private static String packageKey(ComponentFacts component) {
    return component.type() + "|" + component.name();
  }

  private static String key(ObservationFacts observation) {
    return observation.rule() + "|" + (observation.path() == null ? "" : observation.path());
  }
}
