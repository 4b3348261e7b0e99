package dev.drydock.repair;

import dev.drydock.change.EditedLines;
import dev.drydock.fix.Action;
import java.util.ArrayList;
import java.util.List;

/// A plan's actions in groups that people can merge one by one, in any order and each or none: what
/// edits the same or neighbouring lines is one group, since Git would find a conflict in the second
/// one.
///
/// Packages that are upgraded in the same plan as the base are changed have the versions of the new
/// base, so that they are one group as well, wherever in the file they stand.
public final class RepairGroups {
  private final Repairs repairs;
  private final Project project;

  private RepairGroups(Repairs repairs, Project project) {
    this.repairs = repairs;
    this.project = project;
  }

  /// One [Repaired] for each group, each upon the project as it is; in the order of the first
  /// action of each.
  public static List<Repaired> of(Repairs repairs, List<Action> actions, Project project) {
    return new RepairGroups(repairs, project).groups(actions);
  }

  /// @param actions in the order of the plan
  private record Group(List<Indexed> actions, Repaired repaired, EditedLines lines) {}

  private record Indexed(int index, Action action) {}

  private List<Repaired> groups(List<Action> actions) {
    List<Group> groups = new ArrayList<>();
    List<Indexed> upon = new ArrayList<>();
    boolean changesBase = actions.stream().anyMatch(a -> a.kind() == Action.Kind.CHANGE_BASE);
    for (int i = 0; i < actions.size(); i++) {
      Indexed one = new Indexed(i, actions.get(i));
      switch (one.action().kind()) {
        case CHANGE_BASE -> upon.add(one);
        case UPGRADE_PACKAGES, REMOVE -> {
          if (changesBase) {
            upon.add(one);
          } else {
            groups.add(group(List.of(one)));
          }
        }
        case UPGRADE_DEPENDENCY, REPLACE -> groups.add(group(List.of(one)));
      }
    }
    if (!upon.isEmpty()) {
      groups.add(group(upon));
    }
    // what two edits come to together may reach further than each of them
    for (List<Group> joined = joined(groups); joined.size() < groups.size(); ) {
      groups = joined;
      joined = joined(groups);
    }
    groups.sort((one, other) -> Integer.compare(first(one), first(other)));
    return groups.stream().map(Group::repaired).toList();
  }

  private static int first(Group group) {
    return group.actions().getFirst().index();
  }

  private Group group(List<Indexed> actions) {
    Repaired repaired = repairs.apply(actions.stream().map(Indexed::action).toList(), project);
    return new Group(actions, repaired, EditedLines.of(repaired.changes()));
  }

  /// Those that touch each other, and those that touch these, as one.
  private List<Group> joined(List<Group> groups) {
    int[] leader = new int[groups.size()];
    for (int i = 0; i < leader.length; i++) {
      leader[i] = i;
      for (int k = 0; k < i; k++) {
        if (leader[k] != leader[i] && groups.get(k).lines().touches(groups.get(i).lines())) {
          int from = leader[i];
          int to = leader[k];
          for (int one = 0; one <= i; one++) {
            leader[one] = leader[one] == from ? to : leader[one];
          }
        }
      }
    }
    List<Group> joined = new ArrayList<>();
    for (int i = 0; i < leader.length; i++) {
      if (leader[i] != i) {
        continue;
      }
      List<Indexed> actions = new ArrayList<>();
      int members = 0;
      for (int k = 0; k < leader.length; k++) {
        if (leader[k] == i) {
          actions.addAll(groups.get(k).actions());
          members++;
        }
      }
      actions.sort((one, other) -> Integer.compare(one.index(), other.index()));
      joined.add(members == 1 ? groups.get(i) : group(actions));
    }
    return joined;
  }
}
