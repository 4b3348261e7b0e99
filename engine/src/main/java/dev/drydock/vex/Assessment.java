package dev.drydock.vex;

import dev.drydock.match.Finding;
import java.util.List;
import java.util.Map;

/// Which statements changed what.
///
/// @param silenced findings that are none, after what their maker says
/// @param said the statement that gave an open finding its status, by the index of the finding
public record Assessment(List<Silenced> silenced, Map<Integer, Statement> said) {
  public Assessment {
    silenced = List.copyOf(silenced);
    said = Map.copyOf(said);
  }

  public static Assessment none() {
    return new Assessment(List.of(), Map.of());
  }

  /// A finding, its status as the statement has it, and the statement.
  public record Silenced(Finding finding, Statement by) {}
}
