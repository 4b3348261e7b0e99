package dev.drydock.policy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rule, broken by one thing.
///
/// @param rule its id
/// @param level as it counts here: what a grace period or a baseline lessens is lessened already
/// @param subject what breaks it
/// @param reason why, in one plain line
/// @param lessened why it counts less than its rule says (`new since …`, `until …`), in one plain
///   line; `null` where it counts in full
/// @param due the last day on which it does not count in full, of a grace period; `null` where
///   there is none
/// @param actions indexes into the plan's actions that would mend it; empty where none does
public record Violation(
    String rule,
    Level level,
    Subject subject,
    String reason,
    @Nullable String lessened,
    @Nullable LocalDate due,
    List<Integer> actions) {
  public Violation {
    actions = List.copyOf(actions);
  }
}
