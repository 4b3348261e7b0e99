package dev.drydock.repair;

import dev.drydock.change.FileChange;
import java.util.List;

/// A project before and after some actions, and what became of each.
///
/// @param repairs in the order of the actions
public record Repaired(Project before, Project after, List<Repair> repairs) {
  public Repaired {
    repairs = List.copyOf(repairs);
  }

  /// What the actions change, in the order of the paths.
  public List<FileChange> changes() {
    return before.changesTo(after);
  }
}
