package dev.drydock.policy.rule;

import dev.drydock.policy.facts.ComponentFacts;
import dev.drydock.policy.facts.FindingFacts;
import dev.drydock.policy.facts.ImageFacts;
import dev.drydock.policy.facts.Item;
import dev.drydock.policy.facts.ObservationFacts;
import dev.drydock.policy.facts.PlanFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An exception: what a rule would object to, and somebody answers for.
///
/// Of each list that is not empty one pattern has to match; at least one of them is not.
///
/// @param ids of vulnerabilities
/// @param packages purls or names
/// @param paths of the files that tell of them
/// @param observations rules of observations, `root-user`
/// @param images references
/// @param rules ids of the rules that it speaks of; all where it names none
/// @param status VEX'
/// @param justification VEX', of `not_affected`
/// @param until the last day on which it counts; `null` for no end
/// @param source where it stands
/// @param barred ids of the rules that allow no exception from where it stands
public record Excuse(
    List<String> ids,
    List<Glob> packages,
    List<Glob> paths,
    List<Glob> observations,
    List<Glob> images,
    List<String> rules,
    String owner,
    String reason,
    Status status,
    @Nullable String justification,
    @Nullable LocalDate until,
    Source source,
    Set<String> barred) {

  public Excuse {
    barred = Set.copyOf(barred);
    ids = List.copyOf(ids);
    packages = List.copyOf(packages);
    paths = List.copyOf(paths);
    observations = List.copyOf(observations);
    images = List.copyOf(images);
    rules = List.copyOf(rules);
  }

  /// VEX' statuses, in OpenVEX's words.
  public enum Status {
    NOT_AFFECTED("not_affected"),
    AFFECTED("affected"),
    FIXED("fixed"),
    UNDER_INVESTIGATION("under_investigation");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// Whether it speaks of an item, expired or not.
  public boolean covers(Item item) {
    return switch (item) {
      case FindingFacts finding ->
          observations.isEmpty() && id(finding) && component(finding.component());
      case ComponentFacts component ->
          ids.isEmpty() && observations.isEmpty() && component(component);
      case ObservationFacts observation ->
          ids.isEmpty()
              && packages.isEmpty()
              && any(observations, List.of(observation.rule()))
              && any(paths, observation.path() == null ? List.of() : List.of(observation.path()));
      case ImageFacts _, PlanFacts _ ->
          ids.isEmpty() && packages.isEmpty() && paths.isEmpty() && observations.isEmpty();
    };
  }

  /// Whether nobody can tell that it excuses nothing where nobody looked for observations.
  public boolean mayCoverObservations() {
    return ids.isEmpty() && packages.isEmpty();
  }

  private boolean id(FindingFacts finding) {
    if (ids.isEmpty()) {
      return true;
    }
    for (String id : finding.ids()) {
      for (String own : ids) {
        if (own.equalsIgnoreCase(id)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean component(ComponentFacts component) {
    return (packages.isEmpty() || any(packages, component.names()))
        && any(paths, component.paths());
  }

  private static boolean any(List<Glob> globs, List<String> names) {
    if (globs.isEmpty()) {
      return true;
    }
    for (Glob glob : globs) {
      if (glob.matchesAny(names)) {
        return true;
      }
    }
    return false;
  }

  /// Whether it speaks of a rule.
  public boolean speaksOf(Rule rule) {
    return rules.isEmpty() || rules.contains(rule.id());
  }

  /// Whether it speaks of an image.
  public boolean holdsFor(String image) {
    return any(images, List.of(image));
  }

  /// The same, where some rules allow no exception from where it stands.
  public Excuse barred(Set<String> barred) {
    return new Excuse(
        ids,
        packages,
        paths,
        observations,
        images,
        rules,
        owner,
        reason,
        status,
        justification,
        until,
        source,
        barred);
  }

  public boolean expired(LocalDate today) {
    return until != null && today.isAfter(until);
  }

  /// What it is about, as short as it goes: `CVE-2024-5535 in openssl`.
  public String words() {
    List<String> things = new ArrayList<>(ids);
    for (Glob observation : observations) {
      things.add(observation.text());
    }
    if (things.isEmpty()) {
      things.addAll(rules.isEmpty() ? List.of("everything") : rules);
    }
    List<String> places = new ArrayList<>();
    for (Glob one : packages) {
      places.add(one.text());
    }
    for (Glob one : paths) {
      places.add(one.text());
    }
    return String.join(", ", things) + (places.isEmpty() ? "" : " in " + String.join(", ", places));
  }
}
