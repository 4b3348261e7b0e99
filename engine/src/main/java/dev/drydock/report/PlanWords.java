package dev.drydock.report;

import dev.drydock.fix.Action;
import dev.drydock.fix.Plan;
import dev.drydock.match.Finding;
import dev.drydock.repair.Repair;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Priority;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a plan comes to, in the words of every report for people.
public final class PlanWords {
  private final Scan scan;
  private final List<Finding> findings;

  public PlanWords(Scan scan) {
    this.scan = scan;
    this.findings = scan.findings().findings();
  }

  /// `8 actions remove 71 of 72 known vulnerabilities`.
  public String whole() {
    Plan plan = scan.plan();
    Set<String> removed = new HashSet<>();
    Set<String> staying = new HashSet<>();
    for (Action action : plan.actions()) {
      for (int index : action.removes()) {
        removed.add(findings.get(index).id());
      }
    }
    for (Plan.Remaining remaining : plan.remaining()) {
      staying.add(findings.get(remaining.finding()).id());
    }
    removed.removeAll(staying);
    int all = removed.size() + staying.size();
    return ScanWords.counted(plan.actions().size(), "action")
        + (plan.actions().size() == 1 ? " removes " : " remove ")
        + (staying.isEmpty() ? "all " + all : removed.size() + " of " + all)
        + (all == 1 ? " known vulnerability" : " known vulnerabilities")
        + gap(plan.gap());
  }

  /// Said only where another choice might cost less.
  private static String gap(double gap) {
    return gap == 0
        ? ""
        : ", with at most " + (int) Math.ceil(gap * 100) + " % more effort than the least";
  }

  /// `removes 55 (2 to act on, 20 to attend to)`.
  public String removes(Collection<Integer> indexes) {
    return "removes " + removed(indexes);
  }

  /// `55 (2 to act on, 20 to attend to)`.
  public String removed(Collection<Integer> indexes) {
    Map<Priority, Set<String>> byPriority = new EnumMap<>(Priority.class);
    Set<String> all = new HashSet<>();
    for (int index : indexes) {
      byPriority
          .computeIfAbsent(scan.judgements().get(index).priority(), _ -> new HashSet<>())
          .add(findings.get(index).id());
      all.add(findings.get(index).id());
    }
    int act = byPriority.getOrDefault(Priority.ACT, Set.of()).size();
    int attend = byPriority.getOrDefault(Priority.ATTEND, Set.of()).size();
    String urgent =
        (act == 0 ? "" : act + " to act on")
            + (act == 0 || attend == 0 ? "" : ", ")
            + (attend == 0 ? "" : attend + " to attend to");
    return all.size() + (urgent.isEmpty() ? "" : " (" + urgent + ")");
  }

  /// `small effort, in the base image`, `medium effort, in the application (usr/local/bin/gosu)`.
  public static String effort(Action action) {
    String programs = CompiledPrograms.of(action);
    String where =
        switch (action.origin()) {
          case null -> programs;
          case BASE -> "the base image" + within(programs);
          case APPLICATION -> "the application" + within(programs);
        };
    return action.effort().word() + " effort" + (where.isEmpty() ? "" : ", in " + where);
  }

  private static String within(String programs) {
    return programs.isEmpty() ? "" : " (" + programs + ")";
  }

  /// `Dockerfile:3`, or what to do by hand.
  public static String where(Repair repair) {
    return switch (repair) {
      case Repair.Undecided undecided -> "by hand: " + undecided.reason();
      case Repair.Done done -> {
        List<String> parts = new ArrayList<>();
        for (Repair.Place place : done.places()) {
          parts.add(place.path() + ":" + place.line());
        }
        yield parts.isEmpty() ? String.join("; ", done.next()) : String.join(", ", parts);
      }
    };
  }

  /// The ids that no action removes, by reason, in the order of the plan.
  public Map<Plan.Reason, Set<String>> stays() {
    Map<Plan.Reason, Set<String>> byReason = new LinkedHashMap<>();
    for (Plan.Remaining remaining : scan.plan().remaining()) {
      byReason
          .computeIfAbsent(remaining.reason(), _ -> new LinkedHashSet<>())
          .add(findings.get(remaining.finding()).id());
    }
    return byReason;
  }

  /// Indexes of the actions that remove each finding.
  public List<List<Integer>> removers() {
    List<List<Integer>> removers = new ArrayList<>(findings.size());
    for (int i = 0; i < findings.size(); i++) {
      removers.add(new ArrayList<>(1));
    }
    List<Action> actions = scan.plan().actions();
    for (int action = 0; action < actions.size(); action++) {
      for (int index : actions.get(action).removes()) {
        List<Integer> those = removers.get(index);
        if (!those.contains(action)) {
          those.add(action);
        }
      }
    }
    return removers;
  }

  /// What the action of that index is called.
  public String title(int action) {
    return ActionWords.title(
        scan.plan().actions().get(action), scan.findings().bom().distribution());
  }

  /// Why each finding stays that no action removes, by its index.
  public Map<Integer, Plan.Reason> reasons() {
    Map<Integer, Plan.Reason> reasons = new LinkedHashMap<>();
    for (Plan.Remaining remaining : scan.plan().remaining()) {
      reasons.put(remaining.finding(), remaining.reason());
    }
    return reasons;
  }

  /// What to do about one finding, in one sentence; `null` where it is not something wrong.
  ///
  /// @param removers of this finding
  /// @param reason why it stays
  public @Nullable String advice(List<Integer> removers, Plan.@Nullable Reason reason) {
    if (!removers.isEmpty()) {
      return title(removers.getFirst()) + ".";
    }
    return reason == null ? null : "Nothing can be changed yet: " + reason.words() + ".";
  }
}
