package dev.drydock.repair;

import java.util.List;

/// A project after some actions, and what became of each.
///
/// @param repairs in the order of the actions
public record Repaired(Project project, List<Repair> repairs) {
  public Repaired {
    repairs = List.copyOf(repairs);
  }
}
