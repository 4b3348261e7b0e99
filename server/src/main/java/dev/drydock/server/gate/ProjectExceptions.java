package dev.drydock.server.gate;

import dev.drydock.policy.facts.ComponentFacts;
import dev.drydock.policy.facts.FindingFacts;
import dev.drydock.policy.rule.About;
import dev.drydock.policy.rule.Excuse;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Rule;
import dev.drydock.policy.rule.Span;
import dev.drydock.triage.Priority;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The exceptions that count in one project today.
public final class ProjectExceptions {
  private final List<Excuse> excuses;
  private final Set<String> rules;
  private final LocalDate today;

  /// @param excuses that count
  /// @param rules ids of those that object to findings
  private ProjectExceptions(List<Excuse> excuses, Set<String> rules, LocalDate today) {
    this.excuses = List.copyOf(excuses);
    this.rules = Set.copyOf(rules);
    this.today = today;
  }

  static ProjectExceptions none(LocalDate today) {
    return new ProjectExceptions(List.of(), Set.of(), today);
  }

  /// Those of a policy that have not ended, and do not last longer than it allows.
  static ProjectExceptions of(Policy policy, LocalDate today) {
    Span longest = policy.longest();
    return new ProjectExceptions(
        policy.excuses().stream().filter(excuse -> counts(excuse.until(), longest, today)).toList(),
        policy.rules().stream()
            .filter(rule -> rule.about() == About.FINDINGS && rule.level() != null)
            .map(Rule::id)
            .collect(Collectors.toSet()),
        today);
  }

  private static boolean counts(
      @Nullable LocalDate until, @Nullable Span longest, LocalDate today) {
    return until == null
        || !today.isAfter(until)
            && (longest == null || !until.isAfter(today.plusDays(longest.days())));
  }

  /// A finding as exceptions look at it.
  ///
  /// @param ids of the vulnerability, all of them
  /// @param paths of the files that tell of the component
  public record Asked(
      List<String> ids, String purl, String name, String version, List<String> paths) {
    public Asked {
      ids = List.copyOf(ids);
      paths = List.copyOf(paths);
    }
  }

  /// What excuses a finding.
  ///
  /// @param rules that it is narrowed to; empty for all that allow exceptions
  /// @param until the last day; `null` for no end
  public record Excusing(
      String owner, String reason, List<String> rules, @Nullable LocalDate until) {}

  /// What excuses a finding; empty where nothing does.
  ///
  /// @param reference of the image, as it is named
  public Optional<Excusing> excusing(String reference, Asked asked) {
    FindingFacts finding = finding(asked);
    return excuses.stream()
        .filter(excuse -> excuse.holdsFor(reference) && excuse.covers(finding))
        .findFirst()
        .map(
            excuse ->
                new Excusing(excuse.owner(), excuse.reason(), excuse.rules(), excuse.until()));
  }

  List<Excuse> excuses() {
    return excuses;
  }

  /// Whether an exception leaves no rule that may still object to what it covers: it is not
  /// narrowed to rules, and no rule about findings bars it.
  boolean silences(Excuse excuse) {
    return excuse.rules().isEmpty() && Collections.disjoint(excuse.barred(), rules);
  }

  public LocalDate today() {
    return today;
  }

  /// A finding as the policy engine looks at it, as far as exceptions do.
  static FindingFacts finding(Asked asked) {
    ComponentFacts component =
        new ComponentFacts(
            asked.name(),
            asked.version(),
            type(asked.purl()),
            asked.purl(),
            List.of(),
            asked.paths(),
            null);
    return new FindingFacts(
        asked.ids().getFirst(),
        asked.ids().subList(1, asked.ids().size()),
        component,
        "unknown",
        null,
        null,
        null,
        null,
        false,
        false,
        "affected",
        List.of(),
        Priority.TRACK,
        "present",
        null,
        null,
        -1);
  }

  private static String type(String purl) {
    int slash = purl.indexOf('/');
    return purl.startsWith("pkg:") && slash > 0 ? purl.substring("pkg:".length(), slash) : "";
  }
}
