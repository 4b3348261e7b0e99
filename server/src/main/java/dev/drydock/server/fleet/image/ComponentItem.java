package dev.drydock.server.fleet.image;

import dev.drydock.server.fleet.image.FindingItem.ComponentName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A component version, and who in the organisation has it.
///
/// @param images how many watched images hold it, of those that the caller may see
/// @param teams whose they are, the most first
/// @param finding what is known of it, where a vulnerability was asked for
record ComponentItem(
    ComponentName component, int images, List<TeamCount> teams, @Nullable State finding) {
  ComponentItem {
    teams = List.copyOf(teams);
  }

  record TeamCount(String team, int images) {}

  /// @param fixedIn versions that are not affected any more
  record State(
      String vulnerability,
      String severity,
      String priority,
      String status,
      List<String> fixedIn,
      Instant appearedAt) {
    State {
      fixedIn = List.copyOf(fixedIn);
    }
  }
}
