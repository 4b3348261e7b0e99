package dev.drydock.server.gate;

import dev.drydock.policy.facts.ComponentFacts;
import dev.drydock.policy.facts.FindingFacts;
import dev.drydock.policy.rule.Excuse;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Span;
import dev.drydock.triage.Priority;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The exceptions that count in one project today.
public final class ProjectExceptions {
  private final List<Excuse> excuses;
  private final LocalDate today;

  /// @param excuses that count
  ProjectExceptions(List<Excuse> excuses, LocalDate today) {
    this.excuses = List.copyOf(excuses);
    this.today = today;
  }

  /// Those of a policy that have not ended, and do not last longer than it allows.
  static ProjectExceptions of(Policy policy, LocalDate today) {
    Span longest = policy.longest();
    return new ProjectExceptions(
        policy.excuses().stream().filter(excuse -> counts(excuse.until(), longest, today)).toList(),
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

  public LocalDate today() {
    return today;
  }

  private static FindingFacts finding(Asked asked) {
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
