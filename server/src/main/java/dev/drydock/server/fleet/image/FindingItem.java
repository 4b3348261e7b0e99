package dev.drydock.server.fleet.image;

import dev.drydock.server.component.FindingWords;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A vulnerability of a component of an image, as it was known at one moment.
///
/// @param vulnerability the CVE where there is one
/// @param layer that the component came with; absent where that is unknown
/// @param origin `base` or `application`; absent where that is unknown
/// @param since when it became so: before, severity, priority, status or fix were others
/// @param until when it ended, or became another; absent while it is so
/// @param appearedAt when it was first known
/// @param excused whether exceptions of all projects that hold the image excuse it, of those that
///   the caller sees: it is in no number then, and nobody is woken for it
/// @param exceptions those that speak of it
record FindingItem(
    String vulnerability,
    List<String> aliases,
    @Nullable String summary,
    @Nullable LocalDate published,
    ComponentName component,
    @Nullable String layer,
    @Nullable String origin,
    String severity,
    String priority,
    String status,
    List<String> fixedIn,
    Instant since,
    @Nullable Instant until,
    Instant appearedAt,
    boolean excused,
    List<Excuse> exceptions) {
  FindingItem {
    aliases = List.copyOf(aliases);
    fixedIn = List.copyOf(fixedIn);
    exceptions = List.copyOf(exceptions);
  }

  /// An exception that speaks of a finding.
  ///
  /// @param number of the project's exception; absent where it stands in the policy `place`
  /// @param rules that it is narrowed to; empty for all
  /// @param excuses whether it leaves nothing of the finding: false where it is narrowed to rules,
  ///   or a rule about findings allows no exception from there
  /// @param since when it counts
  /// @param until its last day; absent where it has no end
  record Excuse(
      String project,
      @Nullable Integer number,
      String place,
      String owner,
      String reason,
      List<String> rules,
      boolean excuses,
      Instant since,
      @Nullable LocalDate until) {
    Excuse {
      rules = List.copyOf(rules);
    }
  }

  /// The same, with what exceptions say of it.
  FindingItem with(boolean excused, List<Excuse> exceptions) {
    return new FindingItem(
        vulnerability,
        aliases,
        summary,
        published,
        component,
        layer,
        origin,
        severity,
        priority,
        status,
        fixedIn,
        since,
        until,
        appearedAt,
        excused,
        exceptions);
  }

  /// What a component is called.
  record ComponentName(String name, String version, String purl) {}

  /// The word for what the column `origin` of `image_set` has.
  static @Nullable String origin(String letter) {
    return switch (letter) {
      case "b" -> "base";
      case "a" -> "application";
      default -> null;
    };
  }

  /// The word for what `component_finding` has.
  static String severity(int number) {
    return FindingWords.severity(number).word();
  }

  /// The word for what `component_finding` has.
  static String priority(int number) {
    return FindingWords.priority(number).word();
  }
}
