package dev.drydock.repair;

import dev.drydock.fix.Action;
import java.util.List;

/// What carrying one action into a project came to.
public sealed interface Repair {
  Action action();

  /// @param places where something changes; none where a new build is all that is needed
  /// @param next what is to be done by hand after it, one plain line each, with the command
  /// @param notes what else whoever looks at the change should know, one plain line each
  record Done(Action action, List<Place> places, List<String> next, List<String> notes)
      implements Repair {
    public Done {
      places = List.copyOf(places);
      next = List.copyOf(next);
      notes = List.copyOf(notes);
    }
  }

  /// Nothing was changed for it.
  ///
  /// @param reason why, and what to do instead, in one plain line
  record Undecided(Action action, String reason) implements Repair {}

  /// A line of a file.
  ///
  /// @param path from the root of the project
  /// @param line from 1, in the file as it was before any action: as whoever reads it sees it
  record Place(String path, int line) {}
}
