package dev.drydock.report;

import dev.drydock.bom.Creation;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the stages said of one image, as a report tells it.
///
/// @param findings of the matching stage
/// @param judgements one for each finding, in the same order
/// @param actions that remove findings, the most useful first
public record ScanReport(
    Findings findings, List<Judgement> judgements, List<Action> actions, Creation creation) {

  public ScanReport {
    judgements = List.copyOf(judgements);
    actions = List.copyOf(actions);
    if (judgements.size() != findings.findings().size()) {
      throw new IllegalArgumentException("one judgement for each finding");
    }
  }

  /// Whether a finding is something that is wrong with the image, or may be: not what a source says
  /// is fixed or never was affected.
  public static boolean open(Finding finding) {
    return switch (finding.status()) {
      case AFFECTED, WILL_NOT_FIX, UNDER_INVESTIGATION, UNDETERMINED -> true;
      case FIXED, NOT_AFFECTED -> false;
    };
  }

  /// What is decided about a finding.
  ///
  /// @param priority SSVC's word: `act`, `attend`, `track`
  /// @param reasons for the priority, in words
  /// @param exposure how far the vulnerable code is within reach: `present`
  /// @param origin `base` or `application`; `null` until it is known
  public record Judgement(
      String priority, List<String> reasons, String exposure, @Nullable String origin) {
    public Judgement {
      reasons = List.copyOf(reasons);
    }
  }

  /// One thing to do.
  ///
  /// @param kind `upgrade`
  /// @param name what to upgrade: the source package for packages of an operating system
  /// @param from the version that is there
  /// @param to the version that removes the findings
  /// @param components indexes into the bill of materials' components
  /// @param removes indexes into the findings
  public record Action(
      String kind,
      String type,
      String name,
      String from,
      String to,
      List<Integer> components,
      List<Integer> removes) {
    public Action {
      components = List.copyOf(components);
      removes = List.copyOf(removes);
    }
  }
}
