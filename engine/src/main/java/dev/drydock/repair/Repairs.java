package dev.drydock.repair;

import dev.drydock.bom.Bom;
import dev.drydock.fix.Action;
import dev.drydock.fix.BaseCandidate;
import dev.drydock.origin.Origins;
import dev.drydock.project.ManifestFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Carries actions into a project, one after the other; what cannot be decided for one of them
/// leaves the project as it was before that one.
public final class Repairs {
  private final Bom bom;
  private final BaseRepair base;
  private final PackageRepair packages;
  private final DependencyRepair dependencies;
  private final RemovalRepair removal;

  /// @param bom of the image that the plan is for
  /// @param origins of that image
  /// @param pinned whether a new base image is pinned by its digest
  public Repairs(Bom bom, Origins origins, List<ManifestFormat> formats, boolean pinned) {
    this.bom = bom;
    this.base = new BaseRepair(pinned);
    this.packages = new PackageRepair(origins);
    this.dependencies = new DependencyRepair(origins, formats);
    this.removal = new RemovalRepair(origins);
  }

  /// Why nothing can be done here; its message is one plain line.
  static final class UndecidedException extends Exception {
    private static final long serialVersionUID = 1L;

    UndecidedException(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /// @param actions of a plan, in its order: those after a change of the base are upon the new one
  public Repaired apply(List<Action> actions, Project project) {
    Project now = project;
    Map<String, OriginalLines> lines = Map.of();
    Bom there = bom;
    List<Repair> repairs = new ArrayList<>(actions.size());
    for (Action action : actions) {
      Step step = new Step(action, now, lines);
      BaseCandidate candidate = action.base();
      there = candidate == null ? there : candidate.bom();
      try {
        carry(step, there);
        now = step.project();
        lines = step.lines();
        repairs.add(step.done());
      } catch (UndecidedException e) {
        repairs.add(new Repair.Undecided(action, e.reason()));
      }
    }
    return new Repaired(project, now, repairs);
  }

  private void carry(Step step, Bom there) throws UndecidedException {
    switch (step.action().kind()) {
      case CHANGE_BASE -> base.carry(step);
      case UPGRADE_PACKAGES -> packages.carry(step, there);
      case UPGRADE_DEPENDENCY -> dependencies.upgrade(step);
      case REPLACE -> dependencies.replace(step);
      case REMOVE -> removal.carry(step, there);
    }
  }
}
